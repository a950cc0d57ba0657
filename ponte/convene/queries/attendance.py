"""The list of who was there, in numbers: by state, by sort of stakeholder, and whether there is a quorum."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ponte.convene.models import Attendance, Meeting
from ponte.convene.models.attendance import HERE, Presence
from ponte.convene.models.registration import Stakeholder


@dataclass(frozen=True)
class Quorum:
    """How many organisations with a vote are there, and how many it takes."""

    needed: int
    here: int

    @property
    def is_reached(self) -> bool:
        """Whether the table can decide."""
        return self.here >= self.needed


def lines_of(meeting: Meeting) -> list[Attendance]:
    """Every line, in one query."""
    rows = Attendance.objects.filter(meeting=meeting)
    return list(rows.order_by("organisation_name", "name", "pk"))


def names_of(lines: Iterable[Attendance]) -> list[tuple[str, str, str]]:
    """(who, of which organisation, whether there) of each line; an empty seat is told by its organisation."""
    labels = {state: str(label) for state, label in Presence.choices}
    return [
        (line.name or line.organisation_name, line.organisation_name if line.name else "", labels[line.state])
        for line in lines
    ]


def quorum_of(meeting: Meeting, lines: Iterable[Attendance]) -> Quorum | None:
    """Organisations count once, however many people they send; None when the meeting needs none."""
    if not meeting.quorum:
        return None
    here = {line.organisation_id for line in lines if line.has_seat and line.state in HERE}
    return Quorum(meeting.quorum, len(here))


def by_state(lines: Iterable[Attendance]) -> list[tuple[str, int]]:
    """(label, number) of each state there is."""
    counts = Counter(line.state for line in lines)
    return [(str(Presence(state).label), counts[state]) for state in Presence.values if counts[state]]


def by_stakeholder(lines: Iterable[Attendance]) -> list[tuple[str, int]]:
    """Who was there, by for whom they came."""
    counts = Counter(line.stakeholder for line in lines if line.state in HERE)
    labels: dict[str, Any] = {**dict(Stakeholder.choices), "": Stakeholder.OTHER.label}
    totals: Counter[str] = Counter()
    for code, number in counts.items():
        totals[str(labels[code])] += number
    return totals.most_common()
