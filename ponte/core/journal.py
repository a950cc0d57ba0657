"""The change log in the order in which changes could be seen, for whoever follows a kind of thing.

The key of an entry is given when it is written, not when its transaction ends; so with several writers a reader who
remembers the last key skips what was committed late. Data versions are locked until the commit: nobody sees a number
before every lower one. What a list brings in is seen when the list is in, so it stands at the number of its run.
"""

import base64
import binascii
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from ponte.core import versions
from ponte.core.models import Change, ImportRun

# How long before its commit a change may have been stamped. Repeating is harmless, skipping is not.
OVERLAP = timedelta(minutes=10)
END = 2**62  # after every entry of a number
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
COLUMNS = ("number", "id", "run_id", "subject_id", "reference", "at", "verb", "values")


class Mark(NamedTuple):
    """A place in the journal: after this entry. `at` tells whether it is still the same journal."""

    number: int = 0
    id: int = 0
    at: float = 0.0


class Happening(NamedTuple):
    """One entry, at the number and the moment it could be seen."""

    number: int
    id: int
    at: datetime
    subject_id: int
    reference: str
    verb: str
    values: dict[str, Any]

    @property
    def mark(self) -> Mark:
        """The place after it."""
        return Mark(self.number, self.id, self.at.timestamp())


def after(kind: str, mark: Mark, limit: int) -> list[Happening]:
    """The next entries, the oldest first. What is committed while we read waits for the next time."""
    horizon = versions.number(kind)
    later = Q(number__gt=mark.number) | Q(number=mark.number, id__gt=mark.id)
    own = own_entries(kind).filter(later, number__lte=horizon).order_by("number", "id")
    runs = runs_of(kind).filter(number__gte=mark.number, number__lte=horizon).order_by("number")
    of_lists = (entry for run in runs for entry in of_run(kind, run, mark, limit))
    found = merge(map(happening, own.values(*COLUMNS)[:limit]), of_lists, key=lambda entry: entry[:2])
    return list(islice(found, limit))


def of_run(kind: str, run: ImportRun, mark: Mark, limit: int) -> Iterator[Happening]:
    """What one list did, from the mark on."""
    entries = Change.objects.filter(kind=kind, run_id=run.pk)
    if run.number == mark.number:
        entries = entries.filter(id__gt=mark.id)
    for row in entries.order_by("id").values(*COLUMNS)[:limit]:
        yield happening({**row, "number": run.number, "at": run.applied_at})


def before(kind: str, mark: Mark | None, limit: int) -> list[Happening]:
    """The entries before a mark (or the last ones of all), the newest first."""
    horizon = versions.number(kind)
    own, runs = own_entries(kind).filter(number__lte=horizon), runs_of(kind).filter(number__lte=horizon)
    if mark is not None:
        own = own.filter(Q(number__lt=mark.number) | Q(number=mark.number, id__lt=mark.id))
        runs = runs.filter(number__lte=mark.number)
    of_lists = (
        entry for run in runs.order_by("-number") for entry in of_run_backwards(kind, run, mark, limit)
    )
    newest = own.order_by("-number", "-id").values(*COLUMNS)[:limit]
    found = merge(map(happening, newest), of_lists, key=lambda entry: entry[:2], reverse=True)
    return list(islice(found, limit))


def of_run_backwards(kind: str, run: ImportRun, mark: Mark | None, limit: int) -> Iterator[Happening]:
    """What one list did, from its end, or from the mark."""
    entries = Change.objects.filter(kind=kind, run_id=run.pk)
    if mark is not None and run.number == mark.number:
        entries = entries.filter(id__lt=mark.id)
    for row in entries.order_by("-id").values(*COLUMNS)[:limit]:
        yield happening({**row, "number": run.number, "at": run.applied_at})


def since(kind: str, at: datetime) -> Mark:
    """The place before everything that could be seen first at this moment or later."""
    early = max(at, EARLIEST) - OVERLAP
    own = (
        own_entries(kind).filter(at__gte=early).order_by("at", "id").values_list("number", flat=True).first()
    )
    run = (
        runs_of(kind)
        .filter(applied_at__gte=early)
        .order_by("number")
        .values_list("number", flat=True)
        .first()
    )
    numbers = [number for number in (own, run) if number is not None]
    return Mark(min(numbers, default=versions.number(kind) + 1) - 1, END)


def is_known(kind: str, mark: Mark) -> bool:
    """Whether a mark was made from this journal, and not from one that a backup has replaced since."""
    if mark.id in (0, END):
        return mark.number <= versions.number(kind)
    row = Change.objects.filter(kind=kind, pk=mark.id).values("number", "run_id", "at").first()
    if row is None:
        return False
    if row["run_id"]:
        run = runs_of(kind).filter(pk=row["run_id"], applied_at__isnull=False).first()
        applied_at = run.applied_at if run else None
        return (
            run is not None
            and applied_at is not None
            and (run.number, applied_at.timestamp()) == (mark.number, mark.at)
        )
    return (row["number"], row["at"].timestamp()) == (mark.number, mark.at)


def written(mark: Mark) -> str:
    """A mark as a text that whoever follows keeps."""
    text = f"{mark.number}.{mark.id}.{mark.at!r}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(text: str) -> Mark | None:
    """The mark of a text; None for what we never wrote."""
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        number, key, at = plain.split(".", 2)
        mark = Mark(int(number), int(key), float(at))
    except (ValueError, binascii.Error):
        return None
    return mark if 0 <= mark.number < END and 0 <= mark.id <= END else None


def own_entries(kind: str) -> QuerySet[Change]:
    """Entries that no list brought."""
    return Change.objects.filter(kind=kind, number__gt=0)


def runs_of(kind: str) -> QuerySet[ImportRun]:
    """Lists that are in."""
    return ImportRun.objects.filter(kind=kind, number__gt=0)


def happening(row: dict[str, Any]) -> Happening:
    """A row of the table."""
    return Happening(*(row[name] for name in Happening._fields))
