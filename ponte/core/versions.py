"""Data versions: a number per kind of thing that grows with every change, so that pages know their age."""

import time
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from ponte.core.models.data_version import DataVersion

# Seconds for which the page cache of a process believes the numbers it read. Nobody who can know of a change is
# shown a page of before, since its writer is done only when this time is over.
LEASE = 0.002


def bump(kind: str) -> None:
    """Count one change of this kind, in the caller's transaction.

    The row stays locked until that transaction ends: no reader sees a number without its data.
    """
    if not _count_on(kind):
        DataVersion.objects.bulk_create(
            [DataVersion(kind=kind, number=0, changed_at=timezone.now())], ignore_conflicts=True
        )
        _count_on(kind)
    if not any(entry[1] is wait for entry in connection.run_on_commit):
        transaction.on_commit(wait)


def wait() -> None:
    """After a commit: until no process can show a page of before (page_cache/versions_now.py)."""
    time.sleep(LEASE)


def count_on(kind: str) -> int:
    """Count one change, and say its number: nobody else has it, and nobody sees a higher one before it."""
    bump(kind)
    return number(kind)


def number(kind: str) -> int:
    """The present number, 0 before the first change. Read it before the rows it stands for, never after."""
    return DataVersion.objects.filter(kind=kind).values_list("number", flat=True).first() or 0


def stamp(kind: str) -> tuple[int, datetime | None]:
    """The number with its moment. A backup put back, or a transaction undone, can bring a number again for other
    data; with its moment it is not the same."""
    return DataVersion.objects.filter(kind=kind).values_list("number", "changed_at").first() or (0, None)


def stamps(kinds: Iterable[str]) -> tuple[tuple[str, int, datetime], ...]:
    """The numbers of several kinds with their moments, in one query; what never changed is not in it."""
    found = DataVersion.objects.filter(kind__in=list(kinds)).order_by("kind")
    return tuple(found.values_list("kind", "number", "changed_at"))


def numbers(kinds: Iterable[str]) -> dict[str, int]:
    """The numbers of several kinds in one query."""
    wanted = dict.fromkeys(kinds, 0)
    found = DataVersion.objects.filter(kind__in=wanted).order_by("kind")
    return wanted | dict(found.values_list("kind", "number"))


def changed_at(kind: str) -> datetime | None:
    """When something of this kind last changed; None if nothing ever did."""
    return DataVersion.objects.filter(kind=kind).values_list("changed_at", flat=True).first()


def _count_on(kind: str) -> int:
    return DataVersion.objects.filter(kind=kind).update(number=F("number") + 1, changed_at=timezone.now())
