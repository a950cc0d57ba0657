"""The history of a record, as much of it as a reader may see."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from ponte.core import changes
from ponte.core.values import Difference, differences
from ponte.map.models import Membership, Organisation
from ponte.map.models.vocabulary import UNLISTED
from ponte.map.queries.record import record_of
from ponte.map.queries.sight import ROW_BY_ROW, Sight, sight_of
from ponte.map.queries.whereabouts import coarsened, coarsest
from ponte.map.rules import is_member

AT_MOST = 200


@dataclass(frozen=True)
class Entry:
    """One change as a reader sees it; `by_name` is empty for readers outside the office."""

    pk: int
    at: datetime
    verb_label: str
    by_name: str
    via: str
    note: str
    differences: list[Difference]
    undo_url: str

    def get_via_display(self) -> str:
        """By which door, as the log itself says it."""
        return self.via


@dataclass(frozen=True)
class Moment:
    """Who saw what of a record at some time."""

    visibility: str
    state: str
    shown_to: Mapping[str, str]
    places_shown: str

    @classmethod
    def of(cls, organisation: Organisation) -> "Moment":
        """As it is now."""
        return cls(**{known.name: getattr(organisation, known.name) for known in fields(cls)})

    def before(self, change: changes.Change) -> "Moment":
        """As it was before this change; what a new record was given counts as if it had always been so."""
        told = {known.name: change.values.get(known.name, {}).get("before") for known in fields(self)}
        return replace(self, **{name: value for name, value in told.items() if value is not None})

    def is_seen(self, sight: Sight) -> bool:
        """Whether the record was there at all for somebody with this sight."""
        return self.state not in UNLISTED and self.visibility in sight.levels


def undo_url(organisation: Organisation, change: changes.Change) -> str:
    """Where this change can be taken back."""
    return reverse("map:organisation_undo", args=[organisation.reference, change.pk])


def everybody_who_acted_for(organisation: Organisation) -> frozenset[int | None]:
    """Keys of the people of an organisation, also of those who left."""
    rows = Membership.objects.filter(organisation=organisation).order_by("pk")
    return frozenset(rows.values_list("person", flat=True))


def history_for(organisation: Organisation, person: Any) -> list[Entry]:
    """Newest first. People outside read what changed and when, its own people also which of them did it, the office
    by whom and why.

    An entry in which nothing is for them (a proposal, a telephone) does not exist for them.
    """
    works_here = person.has_perm("map.view_register")
    is_own = not works_here and is_member(person, organisation)
    own_people = everybody_who_acted_for(organisation) if is_own else frozenset()
    may_undo = person.has_perm("map.undo_organisation", organisation)
    current = record_of(organisation) if may_undo else {}
    told = told_to(sight_of(person, organisation), organisation, changes.history_of(organisation)[:AT_MOST])
    entries = [
        Entry(
            pk=change.pk,
            at=change.at,
            verb_label=change.verb_label,
            by_name=change.by_name if works_here or change.by_id in own_people else "",
            via=change.get_via_display(),
            note=change.note if works_here else "",
            differences=lines,
            undo_url=undo_url(organisation, change) if may_undo and changes.can_undo(change, current) else "",
        )
        for change, lines in told
    ]
    return [entry for entry in entries if works_here or entry.differences]


Told = Iterator[tuple[changes.Change, list[Difference]]]


def told_to(sight: Sight, organisation: Organisation, entries: Iterable[changes.Change]) -> Told:
    """Each change, the newest first, with the lines that somebody may read.

    Outside, a line is read only if its field is seen now, and was when it changed, before and after: what was
    written while it was hidden may be what puts somebody in danger, and hiding a field hides its past.
    """
    now = after = Moment.of(organisation)
    for change in entries:
        before = after.before(change)
        moments = (now, after, before)
        lines = change.differences if sight.sees_all else lines_of(change, sight, moments)
        yield change, [line for line in lines if line.field != "changed_at"]  # each entry says when it was
        after = before


def lines_of(change: changes.Change, sight: Sight, moments: Sequence[Moment]) -> list[Difference]:
    """The lines of a change of what was to be seen at all these moments; places as they were shown at their widest."""
    if not all(moment.is_seen(sight) for moment in moments):
        return []
    closeness = coarsest(*(moment.places_shown for moment in moments))
    pairs = {
        field: {side: as_shown(value, closeness) for side, value in pair.items()}
        if field == "places"
        else pair
        for field, pair in change.values.items()
        if field not in ROW_BY_ROW  # what a box at each row says today says nothing of its past
        and all(sight.sees(field.partition("[")[0], moment.shown_to) for moment in moments)
    }
    changed = {
        field: pair for field, pair in pairs.items() if field != "places" or pair["before"] != pair["after"]
    }
    return differences(change.kind, changed)


def as_shown(rows: Any, closeness: str) -> Any:
    """The places of a change, as exactly as shown; what was redacted stays so."""
    return [coarsened(row, closeness) for row in rows] if isinstance(rows, list) else rows
