"""Rows of the sheet `survey` as items, groups in groups."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ponte.ask.document.checking import Finding, Level
from ponte.ask.document.kinds import CHOOSING, Kind
from ponte.ask.document.parts import NO, TRANSLATED, YES, Item
from ponte.ask.forms.xlsform.headings import Heading
from ponte.ask.forms.xlsform.types import Type, understood_type
from ponte.ask.forms.xlsform.workbook import Row

PLAIN = (
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "repeat_count",
    "default",
    "known_as",
    "appearance",
)
CURRENCY = "currency-"
# Appearances that are done, or that change nothing of what is asked.
QUIET = frozenset(
    {"multiline", "minimal", "table-list", "field-list", "quick", "w1", "w2", "w3", "w4", "compact"}
)
MOST_OPEN = 12
Speak = Callable[[Heading], str | None]


@dataclass
class Open:
    """A group whose end has not come yet."""

    type: Type
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)


@dataclass
class Survey:
    """The sheet while it is read. `speaks` gives the code of the language of a heading, None for an unknown one."""

    headings: list[Heading]
    speaks: Speak
    findings: list[Finding] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    open: list[Open] = field(default_factory=lambda: [Open(Type(), 0)])

    def note(self, level: Level, row: Row | int, column: str, message: str) -> None:
        """Write down what was noticed."""
        number = row if isinstance(row, int) else row.number
        self.findings.append(Finding(level, message, column=column, sheet="survey", row=number))

    def read(self, rows: Iterable[Row]) -> tuple[Item, ...]:
        """All items."""
        for row in rows:
            self.add(row)
        while len(self.open) > 1:
            self.note(Level.ERROR, self.open[-1].row, "type", _("This group is never ended."))
            self.close()
        return tuple(self.open[0].items)

    def add(self, row: Row) -> None:
        written = self.cell(row, "type")
        type_ = understood_type(written)
        if not written:
            self.note(Level.ERROR, row, "type", _("This row says something but has no type."))
        elif not type_.kind:
            self.note(
                Level.ERROR, row, "type", _("Nobody knows the type “%(type)s”.") % {"type": written[:60]}
            )
        elif type_.ends:
            self.end(row, type_)
        else:
            self.begin_or_ask(row, type_, written)

    def end(self, row: Row, type_: Type) -> None:
        if len(self.open) == 1 or self.open[-1].type.kind != type_.kind:
            self.note(Level.ERROR, row, "type", _("This ends a group that did not begin."))
            return
        self.close()

    def close(self) -> None:
        group = self.open.pop()
        kind = group.type.kind
        tokens = str(group.values.get("appearance", "")).split()
        if kind == Kind.GROUP and "table-list" in tokens and _is_table(group.items):
            kind = Kind.TABLE
            group.values["appearance"] = " ".join(word for word in tokens if word != "table-list")
        self.open[-1].items.append(Item(kind=kind, items=tuple(group.items), **group.values))

    def begin_or_ask(self, row: Row, type_: Type, written: str) -> None:
        name = self.cell(row, "name")
        if not name and type_.kind == Kind.NOTE:
            name = f"note_in_row_{row.number}"
        if not name:
            self.note(Level.ERROR, row, "name", _("This row has no name."))
            return
        self.rows.setdefault(name, row.number)
        values = self.values(row, type_)
        values["name"] = name
        if type_.begins:
            if len(self.open) > MOST_OPEN:
                self.note(Level.ERROR, row, "type", _("Too many groups stand in each other."))
                return
            self.open.append(Open(type_, row.number, values))
            return
        kind = self.kind(type_, values)
        if kind in (Kind.KEPT, Kind.TOLD):
            values["kept"] = {**values["kept"], "type": written}
        if kind == Kind.KEPT:
            self.note(
                Level.LEFT,
                row,
                "type",
                _("“%(type)s” is kept, but cannot be asked here.") % {"type": written[:60]},
            )
        if kind in CHOOSING:
            values |= {"choices": type_.choices, "other": type_.other}
        self.open[-1].items.append(Item(kind=kind, **values))

    def kind(self, type_: Type, values: dict[str, Any]) -> str:
        """A type and its appearance together; what the appearance said by that is taken out of it."""
        tokens = str(values.get("appearance", "")).split()
        if type_.kind == Kind.TEXT and "multiline" in tokens:
            values["appearance"] = " ".join(word for word in tokens if word != "multiline")
            return Kind.LONG
        money = [word for word in tokens if word.startswith(CURRENCY)]
        if type_.kind == Kind.DECIMAL and money:
            values["currencies"] = tuple(money[0].removeprefix(CURRENCY).upper().split("-"))
            values["appearance"] = " ".join(word for word in tokens if word not in money)
            return Kind.MONEY
        return type_.kind

    def cell(self, row: Row, column: str) -> str:
        """What stands in a column of ours."""
        return next(
            (
                row.cells[h.written].strip()
                for h in self.headings
                if h.column == column and h.written in row.cells
            ),
            "",
        )

    def values(self, row: Row, type_: Type) -> dict[str, Any]:
        """Everything a row says besides type and name."""
        values: dict[str, Any] = {column: {} for column in TRANSLATED}
        kept: dict[str, str] = {}
        for heading in self.headings:
            cell = row.cells.get(heading.written, "").strip()
            if cell and heading.column not in ("type", "name") and not self.take(row, heading, cell, values):
                kept[heading.written] = cell
                self.note(
                    Level.LEFT,
                    row,
                    heading.written,
                    _("“%(cell)s” is kept, but has no effect here.") % {"cell": cell[:60]},
                )
        self.look_at_appearance(row, values)
        return {**values, "kept": kept}

    def take(self, row: Row, heading: Heading, cell: str, values: dict[str, Any]) -> bool:
        """Put a cell where it belongs; False when we have no place for it."""
        column = heading.column
        if column in TRANSLATED:
            language = self.speaks(heading)
            if language is None or values[column].get(language, cell) != cell:
                return False
            values[column][language] = cell
        elif column in PLAIN:
            values[column] = cell
        elif column == "required":
            low = cell.lower()
            values[column] = "yes" if low in YES else "" if low in NO else cell
        elif column == "readonly" and cell.lower() in YES | NO:
            values["read_only"] = cell.lower() in YES
        else:
            return False
        return True

    def look_at_appearance(self, row: Row, values: dict[str, Any]) -> None:
        for word in str(values.get("appearance", "")).split():
            if word not in QUIET and not word.startswith(CURRENCY):
                self.note_left(row, "appearance", word)

    def note_left(self, row: Row, column: str, cell: str) -> None:
        """Name what is kept without effect."""
        words = _("“%(cell)s” is kept, but has no effect here.")
        self.note(Level.LEFT, row, column, words % {"cell": cell[:60]})


def _is_table(items: list[Item]) -> bool:
    return len({(item.kind, item.choices) for item in items}) == 1 and items[0].kind in CHOOSING
