"""What happened to organisations, as far as somebody sees it: changed ones, and those that are gone for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ponte.core import journal, verbs
from ponte.core.journal import Happening, Mark
from ponte.core.models import Change
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import UNLISTED, State
from ponte.map.queries.organisations import in_this_order, organisations_visible_to
from ponte.map.queries.record import PARTS, blank_record
from ponte.map.queries.sight import FOR_EVERYBODY, Sight, sight_of

KIND = "map.organisation"
SCANNED = 2  # entries looked at for each organisation of an answer, however few of them somebody may see
# What is told to people outside: values they could see, and whatever decides what they see.
TOLD = FOR_EVERYBODY | {"name", "name_language", "kind", "state", "visibility", "shown_to", "places_shown"}
ALWAYS_TOLD = frozenset({verbs.CREATE, verbs.IMPORT, verbs.DELETE, verbs.REDACT})


@dataclass(frozen=True)
class Happened:
    """One organisation at its last change in this part of the journal; `organisation` is None when it is gone."""

    reference: str
    at: datetime
    mark: Mark
    organisation: Organisation | None = None
    moved_to: str = ""


@dataclass(frozen=True)
class Part:
    """A part of the journal, and where the next one begins."""

    happened: Sequence[Happened]
    mark: Mark
    is_last: bool


def happened_after(mark: Mark, person: Any, limit: int) -> Part:
    """From the oldest on; each organisation once, at its last change in this part."""
    return told(journal.after(KIND, mark, SCANNED * limit), person, limit, mark)


def happened_before(mark: Mark | None, person: Any, limit: int) -> Part:
    """From the newest back; each organisation once, at its last change."""
    return told(journal.before(KIND, mark, SCANNED * limit), person, limit, mark or Mark())


def told(entries: Sequence[Happening], person: Any, limit: int, start: Mark) -> Part:
    """The entries somebody may know of, cut where there are enough organisations."""
    sight = sight_of(person)
    keys = {entry.subject_id for entry in entries}
    scope = organisations_visible_to(person).exclude(state=State.MERGED)
    visible = set(scope.filter(pk__in=keys).order_by().values_list("pk", flat=True))
    known = visible | once_seen(keys - visible, sight)
    chosen: dict[int, Happening] = {}
    last, is_last = start, len(entries) < SCANNED * limit
    for entry in entries:
        if entry.subject_id in known and is_told(entry, sight, is_gone=entry.subject_id not in visible):
            if entry.subject_id not in chosen and len(chosen) == limit:
                is_last = False
                break
            newest = chosen.get(entry.subject_id)
            if newest is None or entry[:2] > newest[:2]:
                chosen.pop(entry.subject_id, None)
                chosen[entry.subject_id] = entry
        last = entry.mark
    rows = {
        row.pk: row for row in in_this_order([pk for pk in chosen if pk in visible], sight, *parts_for(sight))
    }
    heirs = heirs_of(set(chosen) - visible, person, sight)
    happened = [
        Happened(entry.reference, entry.at, entry.mark, rows.get(pk), heirs.get(pk, ""))
        for pk, entry in chosen.items()
    ]
    return Part(happened, last, is_last)


def is_told(entry: Happening, sight: Sight, *, is_gone: bool) -> bool:
    """Whether it is news for people outside: papers, letters and claims are not."""
    if sight.sees_all or entry.verb in ALWAYS_TOLD:
        return True
    names = {name.partition("[")[0] for name in entry.values}
    return bool(names & ({"state", "visibility"} if is_gone else TOLD))


def parts_for(sight: Sight) -> tuple[str, ...]:
    """The parts of records that somebody may see at all."""
    return tuple(part for part in PARTS if sight.sees(part, {}))


def once_seen(keys: Iterable[int], sight: Sight) -> set[int]:
    """Of records somebody does not see now, those they could see before: only these are told to be gone."""
    if sight.sees_all:
        return set(keys)
    steps: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    entries = Change.objects.filter(kind=KIND, subject_id__in=list(keys)).order_by("subject_id", "id")
    for subject, values in entries.values_list("subject_id", "values").iterator(200):
        steps[subject].append({name: values[name] for name in ("state", "visibility") if name in values})
    return {subject for subject, changed in steps.items() if was_seen(changed, sight)}


def was_seen(changed: Sequence[Mapping[str, Any]], sight: Sight) -> bool:
    """Whether it ever was on the list for these levels, as its history tells."""
    first = next((step["state"]["before"] for step in changed if "state" in step), None)
    state, visibility = first or State.DECLARED, blank_record()["visibility"]
    for step in changed:
        state = step["state"]["after"] if "state" in step else state
        visibility = (step["visibility"]["after"] or visibility) if "visibility" in step else visibility
        if state not in UNLISTED and visibility in sight.levels:
            return True
    return False


def heirs_of(keys: Iterable[int], person: Any, sight: Sight) -> dict[int, str]:
    """Where records went that were joined with another, if that one is seen and the old one could be."""
    seen_ones = organisations_visible_to(person).exclude(state=State.MERGED)
    gone = Organisation.objects.filter(pk__in=list(keys), visibility__in=sight.levels)
    rows = gone.filter(merged_into__in=seen_ones)
    return dict(rows.order_by().values_list("pk", "merged_into__reference"))
