"""The agenda as a tree with clock times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ponte.convene.models.agenda_item import AgendaItem
from ponte.convene.models.meeting import Meeting

DEEPEST = 4


@dataclass(frozen=True)
class Placed:
    """An item where it stands: "2.1", how deep, from when until when by the clock of the place."""

    item: AgendaItem
    number: str
    depth: int
    starts: datetime
    ends: datetime
    is_first: bool
    is_last: bool

    @property
    def minutes(self) -> int:
        """How long it takes, with what is below it."""
        return round((self.ends - self.starts).total_seconds() / 60)


def placed(meeting: Meeting, items: Iterable[AgendaItem]) -> list[Placed]:
    """Every item in order. Time runs in UTC, so that a night in which the clocks change has its true length.

    An item with others below it lasts as long as they do, and never shorter than it says itself.
    """
    below: dict[int | None, list[AgendaItem]] = {}
    rows = list(items)
    known = {row.pk for row in rows}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    found: list[Placed] = []
    zone = ZoneInfo(meeting.zone)

    def walk(parent: int | None, before: str, depth: int, now: datetime) -> datetime:
        siblings = below.get(parent, [])
        for place, row in enumerate(siblings, 1):
            number, at = f"{before}{place}", len(found)
            found.append(
                Placed(row, number, depth, now.astimezone(zone), now, place == 1, place == len(siblings))
            )
            ends = max(walk(row.pk, f"{number}.", depth + 1, now), now + timedelta(minutes=row.minutes))
            found[at] = Placed(
                row,
                number,
                depth,
                now.astimezone(zone),
                ends.astimezone(zone),
                place == 1,
                place == len(siblings),
            )
            now = ends
        return now

    walk(None, "", 0, meeting.starts_at)
    return found


def without_internal(rows: Iterable[Placed]) -> list[Placed]:
    """What outsiders see: internal items are not there, nor what is below them. Times stay true."""
    shown: list[Placed] = []
    hidden = ""
    for row in rows:
        if hidden and row.number.startswith(hidden):
            continue
        hidden = ""
        if row.item.is_internal:
            hidden = f"{row.number}."
            continue
        shown.append(row)
    return shown
