"""An application: one organisation asks for something under one call."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.ask.models import Response, Version
from ponte.core.models.searched_title import SearchedTitle
from ponte.core.money import Money
from ponte.core.references import ReferenceField
from ponte.fund.models.call import Call
from ponte.fund.models.vocabulary import (
    OVER,
    ApplicationState,
    Channel,
    Returned,
    Stage,
)
from ponte.map.models import Organisation

LIVE = ~Q(state__in=sorted(state.value for state in OVER))  # a frozenset has another order in each process


class Application(SearchedTitle):
    """What the organisation says lies in `concept` and `proposal` (answers of ask); sums are kept for lists.

    begun_sending_at  when somebody pressed "submit" first: decides about the minutes of grace
    received_at       when paper reached the office, or somebody called: decides in place of the server's clock
    edition           grows when somebody saves what stands in this row: a page of before is told
    receipt           hash of what was submitted last; `sent` is how many times it was
    """

    reference = ReferenceField()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="applications", verbose_name=_("Applicant")
    )
    host = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_applications",
        verbose_name=_("Fiscal host"),
        help_text=_("Takes the money for a group that has no account of its own."),
    )
    title = models.CharField(_("Title"), max_length=200, blank=True)  # a draft may have none yet
    summary = models.TextField(_("In short"), max_length=1000, blank=True)
    language = models.CharField(_("Language"), max_length=12, default="en")
    stage = models.CharField(
        pgettext_lazy("of an application", "Stage"),
        max_length=8,
        choices=Stage.choices,
        default=Stage.PROPOSAL,
    )
    state = models.CharField(
        _("State"), max_length=10, choices=ApplicationState.choices, default=ApplicationState.DRAFT
    )
    concept = models.OneToOneField(
        Response, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    proposal = models.OneToOneField(
        Response, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    asked_minor = models.BigIntegerField(_("Asked for"), null=True, blank=True)
    own_minor = models.BigIntegerField(_("Own contribution"), null=True, blank=True)
    total_minor = models.BigIntegerField(_("All costs"), null=True, blank=True)
    sector = models.CharField(_("Main sector"), max_length=30, blank=True)
    country = models.CharField(_("Where the work happens"), max_length=3, blank=True)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    channel = models.CharField(
        _("How it reached us"), max_length=5, choices=Channel.choices, default=Channel.PAGE
    )
    received_at = models.DateTimeField(_("Reached us on"), null=True, blank=True)
    edition = models.PositiveIntegerField(default=1, editable=False)
    returned_why = models.CharField(max_length=10, choices=Returned.choices, blank=True, editable=False)
    return_until = models.DateTimeField(null=True, blank=True, editable=False)
    is_late = models.BooleanField(default=False, editable=False)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    begun_sending_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("Submitted"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    receipt = models.CharField(_("Receipt"), max_length=64, blank=True, editable=False)
    sent = models.PositiveSmallIntegerField(default=0, editable=False)
    screened_at = models.DateTimeField(null=True, blank=True, editable=False)
    screened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Points of 100, in hundredths, from the reviews that count; kept so that lists can be sorted.
    points = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes = [
            models.Index(fields=["call", "state"], name="application_of_call"),
            models.Index(fields=["call", "-points"], name="application_by_points"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"], condition=LIVE, name="application_once_a_call"
            ),
            models.CheckConstraint(
                name="application_decided_iff_final",
                condition=Q(state__in=["awarded", "reserve", "declined"], decided_at__isnull=False)
                | ~Q(state__in=["awarded", "reserve", "declined"]),
            ),
            models.CheckConstraint(
                name="application_submitted_has_a_receipt",
                condition=Q(state__in=["draft", "withdrawn"])
                | (Q(submitted_at__isnull=False) & ~Q(receipt="")),
            ),
            models.CheckConstraint(
                name="application_ends_after_it_begins",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.reference

    def get_absolute_url(self) -> str:
        """Its page, in the language of the moment."""
        return reverse("fund:application", args=[self.reference])

    @property
    def deadline(self) -> datetime | None:
        """Until when it may be sent, as it stands; minutes of grace not counted."""
        return self.deadline_in(self.state)

    def deadline_in(self, state: str) -> datetime | None:
        """The same in another state of its life."""
        if state == ApplicationState.RETURNED:
            return self.return_until
        if self.call.has_concepts and self.stage == Stage.PROPOSAL:
            return self.call.proposals_until
        return self.call.closes_at

    @property
    def response(self) -> Response | None:
        """The answers of the stage it is in."""
        return self.concept if self.stage == Stage.CONCEPT else self.proposal

    @property
    def form_id(self) -> int | None:
        """Which questions those are."""
        return self.call.concept_form_id if self.stage == Stage.CONCEPT else self.call.form_id

    @property
    def form(self) -> Version | None:
        """The questions of the stage it is in."""
        return self.call.concept_form if self.stage == Stage.CONCEPT else self.call.form

    @property
    def asked(self) -> Money | None:
        """What it asks for."""
        return self.call.money(self.asked_minor)
