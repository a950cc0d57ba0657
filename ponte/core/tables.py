"""Tables that leave the house, row by row in constant memory; no cell becomes a formula."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

import xlsxwriter

from ponte.core.importing.rows import escaped

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # characters that a cell of XLSX holds
_PIECE = 64 * 1024

Rows = Iterable[Sequence[Any]]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        """The same text."""
        return value


def safe(cell: Any) -> Any:
    """A cell no spreadsheet takes for a formula; nothing where nothing is known."""
    return "" if cell is None else escaped(cell) if isinstance(cell, str) else cell


def csv_lines(heads: Iterable[str], rows: Rows) -> Iterator[str]:
    """CSV with a byte order mark, so that spreadsheets read its letters right."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(heads))
    for row in rows:
        yield str(writer.writerow([safe(cell) for cell in row]))


def xlsx_pieces(name: str, heads: Iterable[str], rows: Rows) -> Iterator[bytes]:
    """A workbook with one sheet, by way of temporary files: its index comes last in the format.

    They stand in a folder that goes with them, since the library leaves its own behind when a row cannot be written.
    """
    how = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile(dir=folder) as file:
        book = xlsxwriter.Workbook(file, {**how, "tmpdir": folder})
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, list(heads), book.add_format({"bold": True}))
        with closing(sheet.row_data_fh):
            for line, row in enumerate(rows, start=1):
                sheet.write_row(line, 0, [safe(cell) for cell in row])
            book.close()
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
