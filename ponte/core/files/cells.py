"""How much of a sheet a reader would have to hold: counted in the bytes, before anything reads it."""

import re
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

MOST_CELLS = 8_000_000
_TAIL = 40
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
Merged = tuple[tuple[int, int], tuple[int, int]]


class WorkbookCells:
    """XLSX: the rectangle from the first cell to the farthest one that the sheet names."""

    def __init__(self) -> None:
        self.tail = b""
        self.rows = 0
        self.columns: set[bytes] = set()

    def count(self, piece: bytes) -> int:
        """Cells so far."""
        for column, row in _ADDRESS.findall(self.tail + piece):
            self.columns.add(column)
            self.rows = max(self.rows, int(row))
        self.tail = piece[-_TAIL:]
        return self.rows * max(map(number, self.columns), default=0)


def number(column: bytes) -> int:
    """ "A" is 1, "AA" is 27."""
    total = 0
    for letter in column:
        total = total * 26 + letter - ord("A") + 1
    return total


class OpenDocumentCells:
    """ODS: cells and rows stand once with how often they repeat. Also where cells are merged, sheet by sheet."""

    def __init__(self) -> None:
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.EntityDeclHandler = self.refuse
        self.total = self.row = self.column = self.last = self.width = self.before = 0
        self.repeats = 1
        self.merged: list[list[Merged]] = []

    def count(self, piece: bytes) -> int:
        """Cells so far. Raises ValueError for what is no XML."""
        try:
            self.parser.Parse(piece, False)
        except ExpatError as error:
            raise ValueError("no XML") from error
        return self.total

    def refuse(self, *_declared: Any) -> None:
        """Entities of one's own have no place in a table."""
        raise ValueError("entities")

    def start(self, name: str, given: dict[str, str]) -> None:
        """A sheet, a row, a cell, or what is in it."""
        if name == "table:table":
            self.merged.append([])
            self.before, self.row, self.width = self.total, 0, 0
        elif name == "table:table-row":
            self.repeats = int(given.get("table:number-rows-repeated", 1))
            self.column = self.last = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.cell(given)
        elif name == "text:p":
            self.last = self.column

    def cell(self, given: dict[str, str]) -> None:
        """One cell, perhaps many times, perhaps over several rows."""
        down = int(given.get("table:number-rows-spanned", 1))
        across = int(given.get("table:number-columns-spanned", 1))
        if (down > 1 or across > 1) and self.merged:
            here = (self.row, self.column)
            self.merged[-1].append((here, (self.row + down - 1, self.column + across - 1)))
        self.column += int(given.get("table:number-columns-repeated", 1))
        if "office:value-type" in given:
            self.last = self.column

    def end(self, name: str) -> None:
        """A row is over: what is in it counts as often as it repeats, and empty rows once something follows."""
        if name == "table:table-row":
            self.row += self.repeats
            if self.last:
                self.width = max(self.width, self.last)
                self.total = self.before + self.row * self.width
