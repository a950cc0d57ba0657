"""A decision of a table."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.agenda_item import AgendaItem
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.table import Table
from ponte.convene.models.vocabulary import TableVisibility
from ponte.core.models.searched_title import SearchedTitle
from ponte.core.references import ReferenceField

TITLE, TEXT = "title", "text"  # core wordings; the column `title` keeps the original for lists and logs


class DecisionState(models.TextChoices):
    """Where a decision stands."""

    PROPOSED = "proposed", pgettext_lazy("of a decision", "Proposed")
    TAKEN = "taken", pgettext_lazy("of a decision", "Taken")
    SUPERSEDED = "superseded", pgettext_lazy("of a decision", "Replaced by a later one")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a decision", "Withdrawn")


class Reached(models.TextChoices):
    """How a table came to it."""

    CONSENSUS = "consensus", _("By consensus")
    VOTE = "vote", _("By vote")
    APPOINTMENT = "appointment", _("By appointment")
    WRITING = "writing", _("In writing")


class Decision(SearchedTitle):
    """What a table decided, numbered by table and year from the moment it is taken; it holds for tables below too."""

    reference = ReferenceField()
    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("Meeting"),
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("Item of the agenda"),
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    title = models.CharField(pgettext_lazy("of a decision", "In one line"), max_length=200)
    language = models.CharField(_("Language"), max_length=12, default="en")
    state = models.CharField(
        _("State"), max_length=10, choices=DecisionState.choices, default=DecisionState.PROPOSED
    )
    reached = models.CharField(
        _("How it was reached"), max_length=11, choices=Reached.choices, default=Reached.CONSENSUS
    )
    votes_for = models.PositiveIntegerField(_("In favour"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("Against"), null=True, blank=True)
    votes_abstained = models.PositiveIntegerField(_("Abstained"), null=True, blank=True)
    dissent = models.TextField(_("Who did not agree, and why"), max_length=2000, blank=True)
    review_on = models.DateField(_("Look at it again on"), null=True, blank=True)
    visibility = models.CharField(
        _("Who may see it"),
        max_length=10,
        choices=TableVisibility.choices,
        default=TableVisibility.MEMBERS,
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("Replaces"),
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_on = models.DateField(_("Taken on"), null=True, blank=True)

    objects: ClassVar[models.Manager["Decision"]] = models.Manager()

    class Meta:
        ordering = [F("year").desc(nulls_first=True), F("number").desc(nulls_first=True), "-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["table", "state"], name="decision_of_table")]
        constraints = [
            models.UniqueConstraint(fields=["table", "year", "number"], name="decision_number_once"),
            models.CheckConstraint(name="decision_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="decision_numbered_once_taken",
                condition=Q(state__in=["taken", "superseded"], number__isnull=False, taken_on__isnull=False)
                | Q(state="proposed", number=None)
                | Q(state="withdrawn"),
            ),
            models.CheckConstraint(
                name="decision_votes_iff_voted",
                condition=Q(reached="vote", votes_for__isnull=False, votes_against__isnull=False)
                | ~Q(reached="vote") & Q(votes_for=None, votes_against=None, votes_abstained=None),
            ),
            models.CheckConstraint(
                name="decision_not_of_itself", condition=Q(supersedes=None) | ~Q(supersedes=F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numbered} {self.title}".strip()

    def get_absolute_url(self) -> str:
        """Its page, in the language of the moment."""
        return reverse("convene:decision", args=[self.reference])

    @property
    def numbered(self) -> str:
        """ "N-2026-03"; nothing before it is taken."""
        return f"{self.table.code_shown}-{self.year}-{self.number:02}" if self.number else ""

    @property
    def holds(self) -> bool:
        """It was taken, and nothing replaced it."""
        return self.state == DecisionState.TAKEN
