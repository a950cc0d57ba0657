"""The data versions of this moment, cheaply enough to be asked before every answer."""

import os
import sqlite3
import threading
import time
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ponte.core.models.data_version import DataVersion
from ponte.core.registries import EVERY_KIND
from ponte.core.versions import LEASE

ALL = f"SELECT kind, number, changed_at FROM {DataVersion._meta.db_table} ORDER BY kind"  # noqa: S608 - our own name
Trouble = (DatabaseError, sqlite3.Error, OSError)


class Versions:
    """Number and moment of every kind: together they never come twice for other data."""

    __slots__ = ("_all", "_by_kind")

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self._by_kind: Mapping[str, tuple[Any, ...]] = {row[0]: row for row in rows}
        self._all = tuple(rows)

    def stamp(self, kinds: tuple[str, ...]) -> tuple[object, ...]:
        """What is true of these kinds now; of all of them for a page that can show anything."""
        if EVERY_KIND in kinds:
            return self._all
        return tuple(map(self._by_kind.get, kinds))


class VersionsNow(Protocol):
    """Tells the versions that every commit finished before the question has brought about."""

    def now(self) -> Versions:
        """Raises one of `Trouble` when the database does not answer."""


class OnSqlite:
    """`PRAGMA data_version` on a connection of each thread says within microseconds whether anybody committed."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._own = threading.local()

    def now(self) -> Versions:
        """Exact: the versions are read again after every commit of whatever process."""
        file = os.stat(self.path)  # noqa: PTH116 - a Path would take longer than the rest
        own = self._own.__dict__
        if own.get("file") != (file.st_ino, file.st_dev):
            self._open(own, (file.st_ino, file.st_dev))
        counted = own["connection"].execute("PRAGMA data_version").fetchone()[0]
        if own["counted"] != counted:
            own["versions"] = Versions(own["connection"].execute(ALL).fetchall())
            own["counted"] = counted
        versions: Versions = own["versions"]
        return versions

    def _open(self, own: dict[str, Any], file: tuple[int, int]) -> None:
        """Anew when the file is another one: somebody put a copy in its place."""
        if "connection" in own:
            own.pop("connection").close()
        own["connection"] = sqlite3.connect(f"file:{self.path}?mode=rw", uri=True, isolation_level=None)
        own["connection"].execute("PRAGMA busy_timeout = 2000")
        own["counted"], own["file"] = None, file


class Seen(NamedTuple):
    """Versions that count until a moment of the monotonic clock."""

    versions: Versions
    until: float


class OnServer:
    """One statement for all threads of a process, good for `versions.LEASE` seconds.

    Still exact for whoever knows of a change: a writer waits as long after its commit (`versions.bump`).
    """

    def __init__(self, alias: str = "default") -> None:
        self.alias = alias
        self._connection: BaseDatabaseWrapper | None = None
        self._seen: Seen | None = None
        self._lock = threading.Lock()

    def now(self) -> Versions:
        """From memory while the lease lasts, else asked; threads that wait share the answer."""
        seen = self._seen
        if seen is None or time.monotonic() >= seen.until:
            with self._lock:
                seen = self._seen
                if seen is None or time.monotonic() >= seen.until:
                    asked = time.monotonic()
                    seen = self._seen = Seen(Versions(self._read()), asked + LEASE)
        return seen.versions

    def _read(self) -> list[tuple[Any, ...]]:
        if self._connection is None:
            self._connection = connections.create_connection(self.alias)
            self._connection.inc_thread_sharing()  # one thread at a time: the lock is held
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(ALL)
                return list(cursor.fetchall())
        except DatabaseError:
            self._connection.close()
            self._connection = None
            raise


def versions_now() -> VersionsNow:
    """The way that fits the database."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        return OnSqlite(str(connection.settings_dict["NAME"]))
    return OnServer()
