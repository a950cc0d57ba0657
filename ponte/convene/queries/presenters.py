"""Who can present an item of an agenda: people of the office and of the table, and its organisations."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ponte.accounts.models import Person
from ponte.accounts.queries import people_of_the_office
from ponte.convene.models import AgendaItem, Meeting, Seat
from ponte.convene.models.vocabulary import SeatState
from ponte.map.models import Organisation

PERSON, ORGANISATION = "person", "organisation"


@dataclass(frozen=True)
class Presenters:
    """People and organisations, by key."""

    people: dict[int, Person]
    organisations: dict[int, Organisation]

    @property
    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """For a list in a form, in two groups."""
        people = [(f"{PERSON}-{key}", row.name or str(row)) for key, row in self.people.items()]
        bodies = [(f"{ORGANISATION}-{key}", row.name) for key, row in self.organisations.items()]
        groups = ((_("People"), people), (_("Organisations at the table"), bodies))
        return [(label, rows) for label, rows in groups if rows]

    def columns(self, chosen: str) -> dict[str, Any]:
        """Owner and organisation of an item for what was chosen."""
        kind, _dash, key = chosen.partition("-")
        return {
            "owner": self.people[int(key)] if kind == PERSON else None,
            "owner_organisation": self.organisations[int(key)] if kind == ORGANISATION else None,
        }


def presenters_of(meeting: Meeting, item: AgendaItem | None = None) -> Presenters:
    """Those who may be asked to; whoever presents this item now stays on the list."""
    seats = Seat.objects.filter(table=meeting.table_id, state=SeatState.TAKEN).order_by()
    acting = seats.filter(delegates__ended_at=None).exclude(delegates__account=None)
    office = people_of_the_office().order_by().values("pk")
    people = Q(pk__in=office) | Q(pk__in=acting.values("delegates__account"))
    bodies = Q(pk__in=seats.values("organisation"))
    if item is not None:
        people |= Q(pk=item.owner_id)
        bodies |= Q(pk=item.owner_organisation_id)
    found = Person.objects.filter(people, is_active=True).order_by("name", "pk")
    own = Organisation.objects.filter(bodies).only("name").order_by("name", "pk")
    return Presenters({row.pk: row for row in found}, {row.pk: row for row in own})


def presenter_of(item: AgendaItem) -> str:
    """The choice in the list that stands for who presents it now."""
    if item.owner_id:
        return f"{PERSON}-{item.owner_id}"
    return f"{ORGANISATION}-{item.owner_organisation_id}" if item.owner_organisation_id else ""
