"""A verdict: what a panel says about one application, pending until it is released; and the votes on it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.money import Money
from ponte.core.personal import Personal
from ponte.fund.models.application import Application
from ponte.fund.models.panel import Panel, PanelMember
from ponte.fund.models.review import Review
from ponte.fund.models.scenario import Scenario
from ponte.fund.models.vocabulary import Choice, Decision, PanelState, ReviewState, Telling, VerdictState


class Verdict(models.Model):
    """Nobody outside the panel and the office knows of it before it is released.

    decision  empty as long as nothing is proposed
    round     grows when decision, amount or conditions change: votes are on one round of it
    reason    why not, in the language of the application; the applicant reads it, and `feedback`
    letters   how many letters told of it; with 0 somebody of the office tells the applicant, and writes it down
    """

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="verdicts")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="verdicts")
    state = models.CharField(
        _("State"), max_length=8, choices=VerdictState.choices, default=VerdictState.PENDING
    )
    decision = models.CharField(_("Decision"), max_length=7, choices=Decision.choices, blank=True)
    amount_minor = models.BigIntegerField(_("Amount"), null=True, blank=True)
    conditions = models.TextField(_("Conditions"), max_length=4000, blank=True)
    reason = models.TextField(_("Why"), max_length=2000, blank=True)
    feedback = models.TextField(_("Feedback to the applicant"), max_length=4000, blank=True)
    reserve_place = models.PositiveSmallIntegerField(_("Place on the reserve list"), null=True, blank=True)
    scenario = models.ForeignKey(
        Scenario, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    round = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    letters = models.PositiveSmallIntegerField(_("Letters"), null=True, editable=False)
    told_on = models.DateField(_("Told on"), null=True, blank=True, editable=False)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    told_how = models.CharField(_("How they were told"), max_length=6, choices=Telling.choices, blank=True)
    told_note = models.CharField(_("Note"), max_length=500, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "told_note": Personal(
            _("To show how an applicant learned of the decision"), _("As long as the application")
        ),
    }

    class Meta:
        ordering = ["panel", "pk"]
        verbose_name = _("decision about an application")
        verbose_name_plural = _("decisions about applications")
        constraints = [
            models.UniqueConstraint(fields=["panel", "application"], name="verdict_once"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="pending"), name="verdict_pending_once"
            ),
            models.CheckConstraint(
                name="verdict_amount_iff_award",
                condition=Q(decision="award", amount_minor__gt=0)
                | ~Q(decision="award") & Q(amount_minor=None),
            ),
            models.CheckConstraint(
                name="verdict_told_in_some_way",
                condition=Q(told_on=None, told_how="") | Q(told_on__isnull=False) & ~Q(told_how=""),
            ),
            models.CheckConstraint(
                name="verdict_released_says_something", condition=Q(state="pending") | ~Q(decision="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)

    def get_absolute_url(self) -> str:
        """Its page inside the panel."""
        return reverse("fund:verdict", args=[self.panel.reference, self.application.reference])

    @property
    def amount(self) -> Money | None:
        """What is to be given."""
        return self.panel.call.money(self.amount_minor)


class Vote(models.Model):
    """What one member said about one round of a verdict. It counts as long as that round is the last."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="votes")
    round = models.PositiveIntegerField()
    choice = models.CharField(_("Vote"), max_length=7, choices=Choice.choices)
    words = models.TextField(_("Your reason, for the record"), max_length=2000, blank=True)
    cast_at = models.DateTimeField(default=timezone.now)

    personal_data: ClassVar[dict[str, Personal]] = {
        "words": Personal(_("To show why a panel decided as it did"), _("As long as the application")),
    }

    class Meta:
        ordering = ["verdict", "round", "member"]
        verbose_name = _("vote on an application")
        verbose_name_plural = _("votes on applications")
        constraints = [
            models.UniqueConstraint(fields=["verdict", "member", "round"], name="panel_vote_once"),
        ]

    def __str__(self) -> str:
        return str(Choice(self.choice).label)


def listed_for(person: Any) -> "models.QuerySet[Verdict]":
    """What this person decides about on a panel: they said that they are near to nobody there, and read nothing blind.

    Whoever still writes a review without knowing who applies learns of it here only once it is handed in.
    """
    near_to_none = person.conflicts.filter(has_conflict=False).order_by().values("application")
    blind = person_reads_blind(person).order_by().values("application")
    rows = Verdict.objects.filter(
        panel__members__person=person, panel__state__in=(PanelState.OPEN, PanelState.RELEASED)
    )
    return rows.filter(application__in=near_to_none).exclude(application__in=blind).order_by()


def person_reads_blind(person: Any) -> "models.QuerySet[Review]":
    """Reviews they are still writing in a phase that hides something."""
    rows = Review.objects.filter(reviewer__person=person, state=ReviewState.OPEN)
    return rows.exclude(phase__hidden=[])
