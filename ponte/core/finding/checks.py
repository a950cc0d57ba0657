"""What an installation must be able to do for lists to be found: asked by `manage.py check --database default`."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Warned
from django.db import connections

from ponte.core.finding.registry import outdated

OLDEST_SQLITE = (3, 31, 0)
SPARE = 10  # connections for the worker, commands and whoever looks after the database


def check_database(databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Words are kept as bytes and found by ranges of bytes, whatever the collation; the texts must be Unicode."""
    return [problem for alias in databases or () for problem in problems_of(alias)]


def problems_of(alias: str) -> Iterator[CheckMessage]:
    """What is wrong with one database."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        version = connection.Database.sqlite_version_info  # type: ignore[attr-defined]
        if version < OLDEST_SQLITE:
            yield Error(f"SQLite {version} is too old.", hint="Use 3.31 or newer.", id="finding.E001")
    elif (encoding := asked(alias, "SHOW server_encoding")) != "UTF8":
        yield Error(
            f"The database is in {encoding}; names of all scripts need UTF8.",
            hint="Create it anew: createdb --encoding=UTF8 --template=template0, and restore the backup.",
            id="finding.E002",
        )
    first, last = (marker(connection.vendor, number) for number in (0x7A, 0xFF))
    if not asked(alias, f"SELECT {first} < {last}"):  # two constants of ours
        yield Error("The database does not sort bytes by their value.", id="finding.E003")
    if "core_indexstate" in connection.introspection.table_names():
        for index in outdated():
            yield Warned(
                f"The index {index.kind} was built by older rules and finds less than it could.",
                hint="manage.py build_index --outdated (serve does it by itself, in the background).",
                id="finding.W001",
            )


def marker(vendor: str, number: int) -> str:
    """One byte as a constant of SQL."""
    return f"x'{number:02x}'" if vendor == "sqlite" else f"'\\x{number:02x}'::bytea"


def check_threads(databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    """Every thread of every web process keeps a connection, its page cache too: they must leave some to others."""
    wanted = settings.WORKERS * (settings.THREADS + 1) + SPARE
    return [
        Error(
            f"{settings.WORKERS} processes with {settings.THREADS} threads need {wanted} connections; "
            f"the database gives {limit}.",
            hint="Lower PONTE_WORKERS, or raise max_connections of PostgreSQL.",
            id="finding.E004",
        )
        for alias in databases or ()
        if connections[alias].vendor == "postgresql"
        and (limit := int(asked(alias, "SHOW max_connections"))) < wanted
    ]


def asked(alias: str, sql: str) -> Any:
    """One value."""
    with connections[alias].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
