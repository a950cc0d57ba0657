"""A table out of a file: headings, and rows with the number people see in a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from ponte.core.files.cells import Merged
from ponte.core.importing.headings import Knows, Place, find_headings, joined, knows_nothing
from ponte.core.importing.sheets import Row, open_sheet
from ponte.core.refusal import Refused
from ponte.core.text import clean

MOST_ROWS = 500_000
MOST_COLUMNS = 200
TOP = 30  # rows among which the headings are looked for
Numbered = Iterator[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Layout:
    """How a person wants a file to be read: which sheet, and where its headings stand; 0 means: find out."""

    sheet: int = 0
    line: int = 0
    lines: int = 1


@dataclass(frozen=True)
class Table:
    """Column headings and rows, how they were found, and the first lines to choose other headings among."""

    header: Sequence[str]
    rows: Numbered
    layout: Layout
    sheets: Sequence[str]
    top: Sequence[Row]
    merged: int

    @property
    def above(self) -> list[tuple[int, str]]:
        """The lines above the headings, which are not read: (number, what they say)."""
        said = (" ".join(clean(cell) for cell in row if cell.strip()) for row in self.top)
        numbered = islice(enumerate(said, start=1), self.layout.line - 1)
        return [(number, text) for number, text in numbered if text]


def read_table(file: BinaryIO, layout: Layout | None = None, *, knows: Knows = knows_nothing) -> Table:
    """A table, read as it is asked for. Raises Refused saying what to do with a file that has none."""
    wanted = layout or Layout()
    sheet = open_sheet(file, wanted.sheet)
    top = list(islice(sheet.rows, TOP))
    found = Place(wanted.line, wanted.lines) if wanted.line else find_headings(top, sheet.merged, knows)
    if found is None or found.line + found.lines - 1 > len(top):
        raise Refused(
            _("This file is empty. It needs a first row with the names of the columns, and then the rows.")
        )
    below = top[found.line + found.lines - 1 :]
    header = all_named(headings_at(found, top, sheet.merged), below)
    check_header(header)
    rows = chain(below, sheet.rows)
    numbered = filled_down(rows, sheet.merged, start=found.line + found.lines)
    merged = sum(1 for first, last in sheet.merged if last[0] > first[0] >= found.line)
    layout = Layout(wanted.sheet, found.line, found.lines)
    return Table(header, all_rows(numbered), layout, sheet.names, top, merged)


def headings_at(found: Place, top: Sequence[Row], merged: Sequence[Merged]) -> list[str]:
    """The headings that stand there."""
    first = top[found.line - 1]
    if found.lines == 1:
        return [clean(cell) for cell in first]
    covered = [(left, right) for (row, left), (_below, right) in merged if row == found.line - 1]
    return joined(first, top[found.line], covered)


def all_named(header: Sequence[str], below: Sequence[Row]) -> list[str]:
    """Columns without a heading that hold something are called by their letter, as spreadsheets do."""
    used = {place for row in below for place, cell in enumerate(row) if cell.strip()}
    return [heading or (letters(place) if place in used else "") for place, heading in enumerate(header)]


def letters(place: int) -> str:
    """0 is "A", 26 is "AA"."""
    text = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        text = chr(ord("A") + letter) + text
    return text


def filled_down(rows: Iterator[Row], merged: Sequence[Merged], *, start: int) -> Numbered:
    """Rows that say something, with their number; a cell merged over rows counts for each of them."""
    begins = {first: last[0] for first, last in merged if last[0] > first[0]}
    columns = sorted({column for _row, column in begins})
    open_cells: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(rows, start=start):
        filled = row
        for column in columns:
            if (number - 1, column) in begins and column < len(row):
                open_cells[column] = (begins[number - 1, column], row[column])
            until, text = open_cells.get(column, (-1, ""))
            if number - 1 <= until and column < len(row) and not row[column].strip():
                filled = [*filled[:column], text, *filled[column + 1 :]]
        if any(cell.strip() for cell in filled):
            yield number, filled


def all_rows(numbered: Numbered) -> Numbered:
    """Every row; a list that is too long is refused, never cut."""
    yield from islice(numbered, MOST_ROWS)
    if next(numbered, None) is not None:
        raise Refused(
            _("This file has more than %(most)d rows. Split it into several.") % {"most": MOST_ROWS}
        )


def check_header(header: Sequence[str]) -> None:
    """Columns can be told apart, and there are not absurdly many."""
    named = [heading for heading in header if heading]
    if len(named) > MOST_COLUMNS:
        raise Refused(
            _("This file has more than %(most)d columns. Delete those that are not needed.")
            % {"most": MOST_COLUMNS}
        )
    twice = sorted({heading for heading in named if named.count(heading) > 1})
    if twice:
        raise Refused(
            _("Two columns have the same name: %(names)s. Rename one of them.") % {"names": ", ".join(twice)}
        )
