"""A seat at a table."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.table import Table
from ponte.convene.models.vocabulary import SeatState, Voice
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles


class Seat(models.Model):
    """One organisation at one table, invited or there; a seat that was left stays as history."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    voice = models.CharField(_("Voice"), max_length=10, choices=Voice.choices, default=Voice.VOTING)
    state = models.CharField(_("State"), max_length=10, choices=SeatState.choices, default=SeatState.INVITED)
    since = models.DateField(_("Since"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["table_id", "organisation__sort_name", "pk"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(
                fields=["table", "organisation"],
                condition=Q(state__in=[SeatState.INVITED, SeatState.TAKEN]),
                name="seat_once",
            ),
            models.CheckConstraint(
                name="seat_ends_after_it_begins",
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="seat_taken_has_a_day", condition=~Q(state=SeatState.TAKEN) | Q(since__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.table}"

    @property
    def is_taken(self) -> bool:
        """The organisation sits there today."""
        return self.state == SeatState.TAKEN

    @property
    def votes(self) -> bool:
        """It sits there and has a vote."""
        return self.is_taken and self.voice == Voice.VOTING


def tables_sat_at(person: Any) -> frozenset[int]:
    """Keys of the tables at which this person sits, read once a request.

    They are a delegate with an account of a taken seat, or one of the people of an organisation that has one.
    """
    if not getattr(person, "is_active", False) or person.pk is None:
        return frozenset()
    held: frozenset[int] | None = getattr(person, "_tables_sat_at", None)
    if held is None:
        own = Q(organisation__in=list(membership_roles(person)))
        own |= Q(delegates__account=person.pk, delegates__ended_at=None)
        rows = Seat.objects.filter(own, state=SeatState.TAKEN).order_by()
        held = person._tables_sat_at = frozenset(rows.values_list("table_id", flat=True))
    return held


def forget_tables(*people: Any) -> None:
    """Read the tables of these people anew when they are next asked for."""
    for person in people:
        if hasattr(person, "_tables_sat_at"):
            del person._tables_sat_at
