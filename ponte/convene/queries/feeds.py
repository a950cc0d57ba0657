"""Which meetings stand in a calendar, and how new it is."""

import hashlib
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ponte.convene.models import Meeting, Registration, Seat
from ponte.convene.models.registration import STANDING
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.vocabulary import SeatState
from ponte.convene.queries.meetings import meetings_visible_to, public_meetings
from ponte.core import versions

BACK = timedelta(days=365)
MOST = 1_000
# Of a meeting, what a calendar tells: reading the rest would take longer than writing the file.
NEEDED = (
    *(
        "reference",
        "title",
        "language",
        "state",
        "mode",
        "place",
        "starts_at",
        "ends_at",
        "zone",
        "is_whole_day",
    ),
    *("changed_at", "edition"),
)
KINDS = ("convene.meeting", "convene.registration", "convene.seat", "convene.table", "core.office")


def recent(rows: "QuerySet[Meeting]") -> list[Meeting]:
    """Of the last year and to come."""
    since = timezone.now() - BACK
    narrow = rows.select_related(None).only(*NEEDED)
    return list(narrow.filter(ends_at__gte=since).order_by("starts_at", "pk")[:MOST])


def for_everybody() -> list[Meeting]:
    """The public calendar."""
    return recent(public_meetings())


def for_feed(kind: str, key: int, person: Any) -> list[Meeting]:
    """The calendar of a table, an organisation or a person, with what its owner may see today."""
    seen = meetings_visible_to(person)
    if kind == "convene.table":
        return recent(seen.filter(table=key))
    if kind == "map.organisation":
        seats = Seat.objects.filter(organisation=key, state=SeatState.TAKEN).order_by()
        guests = Registration.objects.filter(organisation=key, state__in=STANDING).order_by()
        return recent(seen.filter(Q(table__in=seats.values("table")) | Q(pk__in=guests.values("meeting"))))
    guests = Registration.objects.filter(Q(email=person.email) | Q(person=person.pk), state__in=STANDING)
    mine = Q(table__in=tables_sat_at(person)) | Q(pk__in=guests.order_by().values("meeting"))
    return recent(seen.filter(mine | Q(table__facilitator=person.pk)))


def tag_of(*parts: object) -> str:
    """An ETag that changes whenever a meeting, a guest or a seat does, and once a day."""
    numbers = versions.numbers(KINDS)
    text = "|".join(
        [*(f"{kind}={numbers[kind]}" for kind in KINDS), *map(str, parts), str(timezone.localdate())]
    )
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
