"""Where each value of a record comes from; through a joining, back to where the other record had it from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ponte.core import verbs
from ponte.core.models import Change, ImportRun
from ponte.map.models import Organisation

KIND = "map.organisation"
JOINED, JOINED_WITH = "merge", "joined_with"


@dataclass(frozen=True)
class Origin:
    """Who wrote a value, when, by which door or list, and on which record when that was joined with this one."""

    at: datetime
    by_name: str
    via: str
    list_name: str = ""
    reference: str = ""
    is_beginning: bool = False


Origins = Mapping[str, Origin]
Found = dict[str, tuple[Change, str]]


def origins_of_records(organisations: Sequence[Organisation]) -> dict[int, dict[str, Origin]]:
    """{record: {field: origin}}, in one statement; through two generations of joinings."""
    changes: dict[int, list[Change]] = {row.pk: [] for row in organisations}
    keys: dict[str, int] = {}
    for change in histories(list(changes)):
        changes.setdefault(change.subject_id, []).append(change)
        keys[change.reference] = change.subject_id
    return {
        row.pk: {
            field: told(change, reference)
            for field, (change, reference) in followed(row.pk, changes, keys).items()
        }
        for row in organisations
    }


def histories(wanted: Sequence[int]) -> "QuerySet[Change]":
    """Newest first, of these records and of those that went into them, each entry with the name of its list."""
    every = Organisation.objects.order_by()
    meant = (Q(pk__in=wanted), Q(merged_into__in=wanted), Q(merged_into__merged_into__in=wanted))
    # Three that are joined, not one with "or": for that the database would read the whole log.
    own, gone, gone_before = (every.filter(one).values("pk") for one in meant)
    rows = Change.objects.filter(subject_id__in=own.union(gone, gone_before), kind=KIND)
    name = ImportRun.objects.filter(pk=OuterRef("run_id")).order_by().values("file_name")[:1]
    return rows.exclude(verb=verbs.REDACT).annotate(list_name=Subquery(name)).order_by("-pk")


def followed(
    key: int, changes: Mapping[int, list[Change]], keys: Mapping[str, int], *, before: int | None = None
) -> Found:
    """{field: (the change it comes from, the reference of the joined record it was on)}."""
    found: Found = {}
    came: list[str] = []  # what a joining gave; the entry that names the other record is a little older
    for change in changes.get(key, []):
        if before is not None and change.pk > before:
            continue
        if JOINED_WITH in change.values:
            reference = str(change.values[JOINED_WITH]["after"] or "")
            theirs = followed(keys[reference], changes, keys, before=change.pk) if reference in keys else {}
            found |= {
                name: (theirs[name][0], theirs[name][1] or reference) for name in came if name in theirs
            }
            came = []
            continue
        new = [name for name in change.values if name not in found]
        found |= dict.fromkeys(new, (change, ""))
        came += new if change.verb == JOINED else []
    return found


def told(change: Change, reference: str) -> Origin:
    """One change as an origin."""
    return Origin(
        at=change.at,
        by_name=change.by_name,
        via=change.get_via_display(),
        list_name=getattr(change, "list_name", "") or "",
        reference=reference,
        is_beginning=change.verb == verbs.CREATE,
    )
