"""Matching columns to fields, and cells to values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ponte.core.importing.table import Table
from ponte.core.text import fold

Mapped = Mapping[str, str]
MOST_PROBLEMS = 500


@dataclass(frozen=True)
class Target:
    """A field that a column may fill. `parse` gives the value of a cell or raises ValidationError.

    `adds` means that several columns and rows add to one list; otherwise they must agree.
    """

    name: str
    label: str | Promise
    parse: Callable[[str], Any]
    aliases: tuple[str, ...] = ()
    adds: bool = False
    is_required: bool = False


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell, where people find it."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Parsed:
    """One row as values by field; only cells that say something."""

    row: int
    values: dict[str, Any]


def guess_columns(header: Sequence[str], targets: Iterable[Target]) -> dict[str, str]:
    """{heading: field} for the headings whose meaning is plain; each field once, unless it adds."""
    known: dict[str, Target] = {}
    for target in targets:
        for alias in (target.name, target.name.replace("_", " "), str(target.label), *target.aliases):
            known.setdefault(fold(alias), target)
    guessed: dict[str, str] = {}
    for heading in header:
        meant = known.get(fold(heading)) or known.get(fold(heading.replace("_", " ")))
        if meant and (meant.adds or meant.name not in guessed.values()):
            guessed[heading] = meant.name
    return guessed


def parse_rows(
    table: Table, mapped: Mapped, targets: Mapping[str, Target], problems: list[Problem]
) -> Iterator[Parsed]:
    """Rows as values; what cannot be understood goes to `problems`, and reading goes on to find the rest."""
    columns = [
        (place, heading, targets[mapped[heading]])
        for place, heading in enumerate(table.header)
        if mapped.get(heading)
    ]
    for number, row in table.rows:
        values: dict[str, Any] = {}
        wrong: set[str] = set()
        for place, heading, target in columns:
            cell = row[place].strip() if place < len(row) else ""
            if cell:
                try:
                    put(values, target, target.parse(cell), heading)
                except ValidationError as error:
                    wrong.add(target.name)
                    note(problems, Problem(number, heading, " ".join(error.messages)))
        if any(cell.strip() for cell in row[len(table.header) :]):
            note(problems, Problem(number, "", too_many()))
        for target in targets.values():
            if target.is_required and target.name not in wrong and not values.get(target.name):
                heading = next(
                    (name for name, wanted in mapped.items() if wanted == target.name), str(target.label)
                )
                note(problems, Problem(number, heading, required(target)))
        yield Parsed(number, values)


def put(values: dict[str, Any], target: Target, value: Any, heading: str) -> None:
    """Set a value, or add to a list; a named detail keeps the heading it came from."""
    if not target.adds:
        values[target.name] = value
    elif isinstance(value, dict):
        values.setdefault(target.name, {})[heading] = value["value"]
    else:
        kept = values.setdefault(target.name, [])
        kept.extend(part for part in value if part not in kept)


def note(problems: list[Problem], problem: Problem) -> None:
    """Keep a problem; after some hundreds one more tells nobody anything."""
    if len(problems) < MOST_PROBLEMS:
        problems.append(problem)


def too_many() -> str:
    """What to do about a row that is longer than the first."""
    return _(
        "This row has more cells than there are columns. "
        "Put quotation marks around a text that has a separator in it."
    )


def required(target: Target) -> str:
    """What to do about an empty cell."""
    return _("“%(field)s” is missing. Write it in this row, or delete the row.") % {"field": target.label}
