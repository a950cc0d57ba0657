"""What one reviewer says about one application."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal
from ponte.core.references import ReferenceField
from ponte.fund.models.application import Application
from ponte.fund.models.conflict import conflict_rows, conflicts_of
from ponte.fund.models.criterion import Criterion
from ponte.fund.models.panel import PanelMember
from ponte.fund.models.phase import ReviewPhase
from ponte.fund.models.reviewer import Reviewer
from ponte.fund.models.vocabulary import CallState, Confidence, ReviewState

KEPT = _("the application is deleted")
OVER = (CallState.DECIDED, CallState.CANCELLED)


class Review(models.Model):
    """Its address says nothing about the application: a blind reviewer has no other way to it.

    edition  grows with every save: a window that knows an older one cannot write over a newer one
    points   of 100, in hundredths, once it is submitted
    why      what spoke for handing it to this reviewer, in codes (queries/assignment.py)
    """

    reference = ReferenceField()
    phase = models.ForeignKey(ReviewPhase, on_delete=models.PROTECT, related_name="reviews", db_index=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(_("State"), max_length=9, choices=ReviewState.choices, default=ReviewState.OPEN)
    edition = models.PositiveIntegerField(default=1, editable=False)
    confidence = models.CharField(
        _("How sure are you?"), max_length=6, choices=Confidence.choices, blank=True
    )
    comment = models.TextField(_("For the panel"), max_length=4000, blank=True)
    feedback = models.TextField(
        _("For the applicant"),
        max_length=4000,
        blank=True,
        help_text=_("May be passed on, without your name. Say what was good and what was missing."),
    )
    for_office = models.TextField(_("For the office only"), max_length=4000, blank=True)
    language = models.CharField(_("Language of the comments"), max_length=12, default="en")
    points = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    is_extra = models.BooleanField(_("Asked because others differ"), default=False)
    why = models.JSONField(default=dict, blank=True)
    assigned_at = models.DateTimeField(default=timezone.now)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    recognised_at = models.DateTimeField(null=True, blank=True, editable=False)
    recognised_how = models.CharField(_("What gave it away"), max_length=500, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "comment": Personal(_("To decide about applications"), KEPT),
        "for_office": Personal(_("To decide about applications"), KEPT),
        "recognised_how": Personal(_("To keep a blind review blind"), KEPT),
    }

    class Meta:
        ordering = ["assigned_at", "pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [
            models.Index(fields=["reviewer", "state"], name="review_of_reviewer"),
            models.Index(fields=["phase", "reviewer", "state"], name="review_of_phase"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["application", "phase", "reviewer"], name="review_once"),
            models.CheckConstraint(
                name="review_submitted_has_points",
                condition=~Q(state="submitted")
                | Q(points__isnull=False, points__lte=10_000, submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Where it is written."""
        return reverse("fund:review", args=[self.reference])

    @property
    def is_open(self) -> bool:
        """Its reviewer may still write."""
        return self.state == ReviewState.OPEN


class Score(models.Model):
    """Points for one criterion: 0 to its weight. An autosave may leave them out and keep the comment."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores", db_index=False)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(_("Points"), null=True, blank=True)
    comment = models.CharField(_("Why"), max_length=2000, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "comment": Personal(_("To decide about applications"), KEPT),
    }

    class Meta:
        ordering = ["review", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="score_once"),
            models.CheckConstraint(name="score_of_100", condition=Q(points=None) | Q(points__lte=100)),
        ]

    def __str__(self) -> str:
        return str(self.points)


def shut_out_of(person: Any) -> frozenset[int]:
    """What somebody of the office may not open: conflicts, and what they read blind.

    One statement reads both, whether they are a reviewer, which every page asks for its menu, and their panels.
    """
    if not hasattr(person, "_conflicts") and not hasattr(person, "_reads_blind") and person.pk is not None:
        near = conflict_rows(person).annotate(shut=Value("near")).values_list("application_id", "shut")
        blind = blind_rows(person).annotate(shut=Value("blind")).values_list("application_id", "shut")
        own = Reviewer.objects.filter(person=person).order_by().annotate(shut=Value("reviews"))
        role = Case(When(is_chair=True, then=Value("chairs")), default=Value("sits"))
        seats = PanelMember.objects.filter(person=person).order_by().annotate(shut=role)
        more = (own.values_list("pk", "shut"), seats.values_list("panel_id", "shut"))
        found = list(near.union(blind, *more))
        person._conflicts = frozenset(key for key, why in found if why == "near")
        person._reads_blind = frozenset(key for key, why in found if why == "blind")
        person._is_a_reviewer = any(why == "reviews" for _key, why in found)
        person._panel_seats = {key: why == "chairs" for key, why in found if why in ("chairs", "sits")}
    return conflicts_of(person) | blind_of(person)


def blind_rows(person: Any) -> "models.QuerySet[Review]":
    """Reviews somebody writes without knowing who applies, while the call is not decided."""
    rows = Review.objects.filter(reviewer__person=person).exclude(phase__hidden=[])
    return rows.exclude(state=ReviewState.RELEASED).exclude(phase__call__state__in=OVER).order_by()


def blind_of(person: Any) -> frozenset[int]:
    """The applications this person reads without knowing who applies, while their call is not decided."""
    if not getattr(person, "is_active", False) or person.pk is None:
        return frozenset()
    held: frozenset[int] | None = getattr(person, "_reads_blind", None)
    if held is None:
        held = person._reads_blind = frozenset(blind_rows(person).values_list("application_id", flat=True))
    return held
