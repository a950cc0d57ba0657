"""Tables a person may see, their texts, and the tree they form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from ponte.accounts.rules import works_here
from ponte.convene.models import Table
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.table import NAME, PURPOSE
from ponte.convene.models.vocabulary import TableState, TableVisibility
from ponte.convene.rules.facts import convenes
from ponte.core import wordings
from ponte.core.models import Wording
from ponte.core.wordings import Shown


def tables_visible_to(person: Any) -> "QuerySet[Table]":
    """The scope of every page about one table: a stranger gets 404."""
    if works_here(person):
        return Table.objects.all()
    seen = Q(visibility=TableVisibility.PUBLIC)
    if person.is_authenticated:
        seen |= Q(visibility=TableVisibility.MEMBERS, pk__in=tables_sat_at(person))
        seen |= Q(facilitator=person.pk)
    return Table.objects.filter(seen)


def tables_run_by(person: Any) -> "QuerySet[Table]":
    """Tables that are not closed, at which this person convenes."""
    if not person.is_authenticated:
        return Table.objects.none()
    rows = Table.objects.exclude(state=TableState.CLOSED)
    return rows if convenes(person) else rows.filter(facilitator=person.pk)


@dataclass(frozen=True)
class Branch:
    """A table at its place in the tree."""

    table: Table
    depth: int


def in_tree(tables: Iterable[Table]) -> list[Branch]:
    """Each table below the one above it; a table whose parent is not seen stands at the top."""
    below: dict[int | None, list[Table]] = {}
    rows = list(tables)
    known = {row.pk for row in rows}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    found: list[Branch] = []

    def walk(key: int | None, depth: int) -> None:
        for row in below.get(key, []):
            found.append(Branch(row, depth))
            walk(row.pk, depth + 1)

    walk(None, 0)
    return found


def above(table: Table) -> list[Table]:
    """The tables over this one, the nearest first."""
    found: list[Table] = []
    while table.parent is not None and table.parent not in found:
        table = table.parent
        found.append(table)
    return found


def texts_of(tables: Sequence[Table], language: str) -> Mapping[int, dict[str, Shown]]:
    """{key: {"name": …, "purpose": …}} for a reader of this language, in one query."""
    found = wordings.best_many(tables, (NAME, PURPOSE), language)
    told = {}
    for table in tables:
        name = found[table.pk, NAME]
        if name.is_missing:
            name = Shown(table.name, table.name_language, name.state)
        told[table.pk] = {NAME: name, PURPOSE: found[table.pk, PURPOSE]}
    return told


def written_texts(table: Table, field: str) -> dict[str, str]:
    """{language: text} as they are written, drafts included."""
    rows = Wording.objects.filter(kind="convene.table", subject_id=table.pk, field=field)
    return dict(rows.order_by("pk").values_list("language", "text"))
