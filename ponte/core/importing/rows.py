"""Rows of cells as values of fields, with what was wrong and what was read differently from how it was written."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ponte.core.importing.columns import Mapped, Target
from ponte.core.importing.dates import Order
from ponte.core.importing.readings import Readings
from ponte.core.importing.table import Table
from ponte.core.text import fold

MOST_PROBLEMS = 500
MOST_REMEMBERED = 5_000  # cells of a column whose meaning is kept: a list says “Italy” many times
NOTHING = frozenset({"n/a", "na", "-", "?", "none"})
FORMULA = re.compile(r"'*[=+\-@\t\r]")  # a spreadsheet runs a cell that begins so
ESCAPED = re.compile(r"'+[=+\-@\t\r]")
_PARTS = re.compile(r"(?:\\.|[^\\;|\n])+")
_ESCAPE = re.compile(r"\\([\\;|])")
Values = dict[str, Any]
Finish = Callable[[Values], list[tuple[str, str]]]


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
    values: Values


@dataclass(frozen=True)
class Meaning:
    """What a cell means: its values, or what is wrong with it; and what of it was read otherwise than written."""

    values: tuple[Any, ...] = ()
    wrong: tuple[str, ...] = ()
    read: tuple[tuple[str, Any], ...] = ()


@dataclass
class Column:
    """A column that fills a field."""

    place: int
    heading: str
    target: Target
    order: Order | None
    remembered: dict[str, Meaning] = field(default_factory=dict)

    def meaning(self, cell: str) -> Meaning:
        """What a cell means."""
        found = self.remembered.get(cell)
        if found is None:
            found = self.understand(cell)
            if len(self.remembered) < MOST_REMEMBERED:
                self.remembered[cell] = found
        return found

    def understand(self, cell: str) -> Meaning:
        """Parse the parts of a cell one by one."""
        target = self.target
        values, wrong, read = [], [], []
        for part in several(cell) if target.divides else [cell]:
            try:
                value = target.parse(part, self.order) if target.is_dated else target.parse(part)
            except ValidationError as error:
                wrong.append(" ".join(error.messages))
                continue
            values.append(value)
            if target.show and fold(target.show(value)) != fold(part):
                read.append((part, value))
        return Meaning(tuple(values), tuple(wrong), tuple(read))


def several(text: str) -> list[str]:
    """The parts of a cell with a list; semicolons or bars stand between them, unless a backslash says otherwise."""
    parts = (_ESCAPE.sub(r"\1", part).strip() for part in _PARTS.findall(text))
    return [part for part in parts if part and fold(part) not in NOTHING]


def together(parts: list[str]) -> str:
    """The cell that `several` reads as these parts."""
    return "; ".join(re.sub(r"[\\;|]", r"\\\g<0>", part) for part in parts)


def escaped(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, and that `unescaped` reads back."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """A cell without the mark that kept a spreadsheet from taking it for a formula."""
    return cell[1:] if ESCAPED.match(cell) else cell


def nothing_to_finish(_values: Values) -> list[tuple[str, str]]:
    """When the cells of a row say nothing about each other."""
    return []


@dataclass
class Reader:
    """How rows are read: which column is what, and where to tell what was noticed."""

    mapped: Mapped
    targets: Mapping[str, Target]
    problems: list[Problem]
    orders: Mapping[str, Order] = field(default_factory=dict)
    readings: Readings = field(default_factory=Readings)
    finish: Finish = nothing_to_finish
    fill: Mapping[str, str] = field(default_factory=dict)

    def rows(self, table: Table) -> Iterator[Parsed]:
        """Rows as values; what cannot be understood is noted, and reading goes on to find the rest."""
        columns = [
            Column(place, heading, self.targets[self.mapped[heading]], self.orders.get(heading))
            for place, heading in enumerate(table.header)
            if self.mapped.get(heading)
        ]
        headings = {column.target.name: column.heading for column in reversed(columns)}
        filled = [
            (Column(-1, name, self.targets[name], None), cell)
            for name, cell in self.fill.items()
            if name in self.targets
        ]
        for number, row in table.rows:
            cells = [
                (column, unescaped(row[column.place].strip()) if column.place < len(row) else "")
                for column in columns
            ]
            values, wrong = self.read(number, cells)
            self.fill_in(number, values, wrong, filled)
            if len(row) > len(table.header) and any(cell.strip() for cell in row[len(table.header) :]):
                self.note(Problem(number, "", too_many()))
            for target in self.targets.values():
                if target.is_required and target.name not in wrong and not values.get(target.name):
                    self.note(Problem(number, headings.get(target.name, str(target.label)), required(target)))
            for name, message in self.finish(values):
                self.note(Problem(number, headings.get(name, name), message))
            yield Parsed(number, values)

    def fill_in(self, number: int, values: Values, wrong: set[str], filled: list[tuple[Column, str]]) -> None:
        """What holds for the whole list stands where a row says nothing itself."""
        empty = [(column, cell) for column, cell in filled if column.target.name not in {*values, *wrong}]
        values |= self.read(number, empty)[0]

    def read(self, number: int, cells: list[tuple[Column, str]]) -> tuple[Values, set[str]]:
        """The values of a row, and the fields that something is wrong with."""
        values: Values = {}
        wrong: set[str] = set()
        for column, cell in cells:
            if not cell:
                continue
            meaning = column.meaning(cell)
            for message in meaning.wrong:
                wrong.add(column.target.name)
                self.note(Problem(number, column.heading, message))
            for written, value in meaning.read:
                self.readings.note(column.heading, column.target.name, written, value)
            for value in meaning.values:
                put(values, column.target, value, column.heading)
        return values, wrong

    def note(self, problem: Problem) -> None:
        """Keep a problem; after some hundreds one more tells nobody anything."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


def put(values: Values, target: Target, value: Any, heading: str) -> None:
    """Set a value, or add to a list; a named detail keeps the heading it came from."""
    if not target.adds:
        values[target.name] = value
    elif isinstance(value, dict) and set(value) == {"value"}:
        values.setdefault(target.name, {})[heading] = value["value"]
    else:
        kept = values.setdefault(target.name, [])
        kept.extend(part for part in (value if isinstance(value, list) else [value]) if part not in kept)


def too_many() -> str:
    """What to do about a row that is longer than the first."""
    return _(
        "This row has more cells than there are columns. "
        "Put quotation marks around a text that has a separator in it."
    )


def required(target: Target) -> str:
    """What to do about an empty cell."""
    return _("“%(field)s” is missing. Write it in this row, or delete the row.") % {"field": target.label}
