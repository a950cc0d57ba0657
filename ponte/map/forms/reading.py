"""How lists of organisations are read, and how their rows are put to records."""

from collections.abc import Hashable, Iterator
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError

from ponte.core.importing import Layout, Order, Parsed, Problem, Reader, Readings, Table, read_table
from ponte.core.models import ImportRun
from ponte.core.text import fold
from ponte.map.actions.import_check import Reading
from ponte.map.actions.import_parts import Manner
from ponte.map.forms.contact import clean_contact
from ponte.map.forms.import_columns import finish, targets, understands
from ponte.map.forms.import_columns.texts import is_published
from ponte.map.forms.import_columns.words import one_word_each
from ponte.map.forms.located import located


def reading() -> Reading:
    """The fields of a list, its rows as values, and how they are put to records."""
    return Reading(targets(), rows_of, Manner(located, identity, is_alike, is_published))


def table_of(file: BinaryIO, layout: dict[str, Any]) -> Table:
    """The table of a list as a person wants it read."""
    wanted = Layout(*(layout[name] for name in ("sheet", "line", "lines"))) if "line" in layout else None
    return read_table(file, wanted, knows=understands)


def rows_of(run: ImportRun, file: BinaryIO, problems: list[Problem], readings: Readings) -> Iterator[Parsed]:
    """The rows of a list as values of fields."""
    reader = Reader(
        run.columns,
        targets(),
        problems,
        orders={heading: Order(order) for heading, order in run.layout.get("orders", {}).items()},
        readings=readings,
        finish=finish,
        fill=run.layout.get("fill", {}),
    )
    return reader.rows(table_of(file, run.layout))


def identity(part: str, row: dict[str, Any]) -> Hashable:
    """What makes two rows of a part one: spellings do not."""
    if part == "names":
        return fold(row["text"])
    if part == "representatives":
        return fold(row["name"])
    if part == "places":
        return row["role"], row["area"], fold(row.get("locality", ""))
    if part == "contacts":
        try:
            return row["kind"], fold(clean_contact(row["kind"], row["value"]))
        except ValidationError:
            return row["kind"], fold(row["value"])
    return repr(sorted(row.items()))


def is_alike(name: str, known: Any, given: Any) -> bool:
    """Whether a record says the same already, in other words."""
    return name == "communities" and one_word_each(known or "") == given
