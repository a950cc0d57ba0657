"""A phase of the review of a call: who reads what, until when, and what stays hidden."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ponte.core.codes import CodesField
from ponte.fund.models.call import PERCENT, Call
from ponte.fund.models.reviewer import Reviewer
from ponte.fund.models.vocabulary import Hidden, PhaseState, ScoresShown, Stage


class ReviewPhase(models.Model):
    """Every number begins as the call says it. `hidden` is what reviewers do not see; empty means nothing is.

    counts  its points make the order in which applications are funded; those of a first sifting need not
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField(_("Order"), default=1)
    name = models.CharField(_("Name"), max_length=100)
    stage = models.CharField(_("What is read"), max_length=8, choices=Stage.choices, default=Stage.PROPOSAL)
    state = models.CharField(
        _("State"), max_length=9, choices=PhaseState.choices, default=PhaseState.PREPARING
    )
    hidden = CodesField(_("Hidden from reviewers"), vocabulary=lambda: Hidden.choices)
    reviewers_each = models.PositiveSmallIntegerField(
        _("Reviewers for each application"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    gap = models.PositiveSmallIntegerField(
        _("One more when two differ by more than (points)"), default=20, validators=[PERCENT]
    )
    scores_shown = models.CharField(
        _("Scores a reviewer sees"),
        max_length=10,
        choices=ScoresShown.choices,
        default=ScoresShown.AFTER_OWN,
    )
    counts = models.BooleanField(_("Its points count for the ranking"), default=True)
    due_on = models.DateField(_("Reviews until"), null=True, blank=True)
    reviewers = models.ManyToManyField(Reviewer, through="PhaseReviewer", related_name="phases")
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["call", "position", "pk"]
        verbose_name = _("phase of review")
        verbose_name_plural = _("phases of review")
        constraints = [
            models.UniqueConstraint(fields=["call", "name"], name="phase_name_once"),
            models.CheckConstraint(
                name="phase_reviewers_each", condition=Q(reviewers_each__gte=1, reviewers_each__lte=10)
            ),
            models.CheckConstraint(
                name="phase_ends_after_it_opens",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("opened_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the review of its call."""
        return reverse("fund:review_desk", args=[self.call.reference])

    @property
    def is_open(self) -> bool:
        """Reviewers may read and write."""
        return self.state == PhaseState.OPEN

    @property
    def hides_applicant(self) -> bool:
        """Reviewers do not know who applies."""
        return Hidden.APPLICANT in self.hidden

    @property
    def hides_files(self) -> bool:
        """Attachments are shown as clean copies only."""
        return Hidden.FILES in self.hidden or self.hides_applicant


class PhaseReviewer(models.Model):
    """Somebody takes part in a phase. `declared_at`: they went through the list of all applicants then."""

    phase = models.ForeignKey(ReviewPhase, on_delete=models.CASCADE, related_name="members")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="members")
    declared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["phase", "pk"]
        constraints = [models.UniqueConstraint(fields=["phase", "reviewer"], name="phase_reviewer_once")]

    def __str__(self) -> str:
        return str(self.reviewer)
