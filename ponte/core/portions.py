"""Many rows in portions, each read whole before anything is done with it."""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def in_portions(rows: QuerySet[Row], together: int) -> Iterator[list[Row]]:
    """The rows by their key, `together` at a time; one query a portion, and none is open between two of them.

    For whoever writes while reading. `iterator()` keeps its statement open, and a connection of SQLite that reads
    may not wait for the writer before it: its own write is refused at once as "database is locked".
    """
    last = 0
    while some := list(rows.order_by("pk").filter(pk__gt=last)[:together]):
        yield some
        last = some[-1].pk
