"""An election run in Ponte."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.electing import Consent, ElectionState, MandateRole, Outcome
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.seat import Seat
from ponte.convene.models.table import Table
from ponte.core.references import ReferenceField


class Election(models.Model):
    """Who is to speak for a table: the members of the day it opens vote, one vote an organisation, in secret.

    Nothing about a single vote is ever a field of this row, which is logged: see `ballot.py`.
    """

    reference = ReferenceField()
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="elections")
    role = models.CharField(_("Elected as"), max_length=15, choices=MandateRole.choices)
    community = models.CharField(
        _("For which community"), max_length=200, blank=True, help_text=_("Empty: for the whole table.")
    )
    words = models.TextField(_("What the mandate says"), max_length=4000, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Meeting")
    )
    closes_at = models.DateTimeField(_("Voting ends"), null=True, blank=True)
    mandate_until = models.DateField(_("The mandate lasts until"), null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(
        _("At least so many of a hundred have to vote"), default=50, validators=[MaxValueValidator(100)]
    )
    proxies_per_holder = models.PositiveSmallIntegerField(
        _("For how many others one may vote"),
        default=0,
        validators=[MaxValueValidator(5)],
        help_text=_("0: nobody votes for another organisation."),
    )
    again_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    state = models.CharField(
        _("State"), max_length=10, choices=ElectionState.choices, default=ElectionState.PREPARED
    )
    outcome = models.CharField(
        _("Outcome"), max_length=10, choices=Outcome.choices, blank=True, editable=False
    )
    # What was counted: {"votes": {candidate: number}, "none": number, "cast": number, "electors": number}.
    result = models.JSONField(default=dict, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    counted_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        constraints = [
            models.CheckConstraint(
                name="election_counted_iff_outcome",
                condition=Q(state=ElectionState.COUNTED) & ~Q(outcome="")
                | ~Q(state=ElectionState.COUNTED) & Q(outcome="")
                | Q(state=ElectionState.ANNULLED),
            ),
            models.CheckConstraint(
                name="election_open_has_an_end",
                condition=~Q(state=ElectionState.OPEN) | Q(closes_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        role = str(MandateRole(self.role).label)
        return f"{role}: {self.community or self.table}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("convene:election", args=[self.reference])

    @property
    def takes_votes(self) -> bool:
        """Voting is open, and its end has not come."""
        return (
            self.state == ElectionState.OPEN
            and self.closes_at is not None
            and timezone.now() < self.closes_at
        )


class Candidate(models.Model):
    """A delegate who may be elected, once they said that they want to be."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="candidates")
    delegate = models.ForeignKey("convene.Delegate", on_delete=models.PROTECT, related_name="+")
    statement = models.TextField(_("What they say"), max_length=2000, blank=True)
    consent = models.CharField(_("Consent"), max_length=10, choices=Consent.choices, default=Consent.ASKED)
    consented_at = models.DateTimeField(null=True, blank=True)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["election_id", "delegate__name", "pk"]
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            models.UniqueConstraint(fields=["election", "delegate"], name="candidate_once"),
            models.CheckConstraint(
                name="candidate_stands_since",
                condition=~Q(consent=Consent.STANDS) | Q(consented_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.delegate)

    def get_absolute_url(self) -> str:
        """The page of the election."""
        return self.election.get_absolute_url()

    @property
    def table(self) -> Table:
        """Where they stand."""
        return self.election.table


class Elector(models.Model):
    """An organisation on the roll, frozen when voting opened. It knows that somebody voted, never when or what.

    No time, and every row of an election is written with every vote (`actions/ballots.py`).
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="electors")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    proxy = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="givers")
    has_voted = models.BooleanField(default=False)

    class Meta:
        ordering = ["election_id", "name", "pk"]
        verbose_name = _("organisation that votes")
        verbose_name_plural = _("organisations that vote")
        constraints = [
            models.UniqueConstraint(fields=["election", "seat"], name="elector_once"),
            models.CheckConstraint(
                name="elector_is_not_own_proxy", condition=Q(proxy=None) | ~Q(proxy=models.F("pk"))
            ),
        ]

    def __str__(self) -> str:
        return self.name
