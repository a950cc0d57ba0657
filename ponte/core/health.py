"""Whether this process can serve: its database answers and has the schema the code expects."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader


@cache
def expected_migrations() -> frozenset[tuple[str, str]]:
    """Every migration of this code; read from disk once in a process."""
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    return frozenset(graph.nodes)


def trouble() -> str | None:
    """A short reason in English for machines and operators, or None when all is well. One statement."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = set(cursor.fetchall())
    except DatabaseError as error:
        if "django_migrations" in str(error):
            return "migrations missing: all"
        return "database unreachable"
    missing = sorted(".".join(key) for key in expected_migrations() - applied)
    return f"migrations missing: {', '.join(missing)}" if missing else None
