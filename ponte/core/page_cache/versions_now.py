"""The data versions of this moment, cheaply enough to be asked before every answer."""

import threading
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ponte.core.models.data_version import DataVersion
from ponte.core.registries import EVERY_KIND
from ponte.core.versions import LEASE

ALL = f"SELECT kind, number, changed_at FROM {DataVersion._meta.db_table} ORDER BY kind"  # noqa: S608 - our own name


class Versions:
    """Number and moment of every kind: together they never come twice for other data."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self._all = tuple(rows)
        self._by_kind: Mapping[str, tuple[Any, ...]] = {row[0]: row for row in rows}
        self._stamps: dict[tuple[str, ...], tuple[object, ...]] = {}

    def stamp(self, kinds: tuple[str, ...]) -> tuple[object, ...]:
        """What is true of these kinds; of all there are for a page that can show anything."""
        known = self._stamps.get(kinds)
        if known is None:
            known = self._all if EVERY_KIND in kinds else tuple(map(self._by_kind.get, kinds))
            self._stamps[kinds] = known
        return known


class Seen(NamedTuple):
    """Versions that count until a moment of the monotonic clock."""

    versions: Versions
    until: float


class VersionsNow:
    """One statement for all threads of a process, good for `versions.LEASE` seconds.

    Exact for whoever can know of a change, since its writer is not done before the lease is over (`versions.wait`).
    A statement for each answer would be exact too and halves what is served: every one hands the interpreter over.
    """

    def __init__(self, alias: str = "default") -> None:
        self.alias = alias
        self._connection: BaseDatabaseWrapper | None = None
        self._opened_at = 0.0
        self._seen: Seen | None = None
        self._lock = threading.Lock()

    def now(self) -> Versions:
        """From memory while the lease lasts. Raises `django.db.Error` when the database does not answer."""
        seen = self._seen
        if seen is None or time.monotonic() >= seen.until:
            with self._lock:
                seen = self._seen
                if seen is None or time.monotonic() >= seen.until:
                    asked = time.monotonic()
                    seen = self._seen = Seen(Versions(self._read(asked)), asked + LEASE)
        return seen.versions

    def _read(self, now: float) -> list[tuple[Any, ...]]:
        """On a connection of our own, which lives as long as those of pages but at least a second: a file of SQLite
        may have been replaced by another one."""
        try:
            with self._fresh(now).cursor() as cursor:
                cursor.execute(ALL)
                return list(cursor.fetchall())
        except Error:
            self._opened_at = 0.0
            raise

    def _fresh(self, now: float) -> BaseDatabaseWrapper:
        if self._connection is None:
            self._connection = connections.create_connection(self.alias)
            self._connection.inc_thread_sharing()  # one thread at a time: the lock is held
        if now - self._opened_at > max(1, self._connection.settings_dict["CONN_MAX_AGE"] or 0):
            self._connection.close()
            self._opened_at = now
        return self._connection
