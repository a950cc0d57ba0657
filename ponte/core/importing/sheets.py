"""The rows of a file as they stand in it, whatever sort of file it is."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO
from zipfile import ZipFile

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from ponte.core.files.cells import Merged, OpenDocumentCells
from ponte.core.files.kinds import OLD_OFFICE_BEGINS, ZIP_BEGINS, check_old_workbook
from ponte.core.files.texts import lines
from ponte.core.files.workbooks import PIECE, check_workbook
from ponte.core.models.stored_file import Kind
from ponte.core.refusal import Refused

LONGEST_CELL = 100_000
SEPARATORS = ",;\t|"
TRIED = 40  # rows that a separator is told by
csv.field_size_limit(LONGEST_CELL)
Row = Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """Rows from the first line on, empty ones too; `merged` are the rectangles that the file itself merges."""

    rows: Iterator[Row]
    names: tuple[str, ...] = ()
    merged: Sequence[Merged] = field(default_factory=tuple)


def open_sheet(file: BinaryIO, position: int = 0) -> Sheet:
    """A sheet of a workbook, or a CSV file. Raises Refused saying what to do with a file that is neither."""
    file.seek(0)
    beginning = file.read(8)
    file.seek(0)
    if beginning.startswith(ZIP_BEGINS):
        return open_workbook(file, position, check_workbook(file))
    if beginning.startswith(OLD_OFFICE_BEGINS):
        return open_workbook(file, position, check_old_workbook(file))
    return Sheet(csv_rows(file))


def csv_rows(file: BinaryIO) -> Iterator[Row]:
    """Rows of a CSV file, read as they are asked for."""
    found = lines(file)
    begins = list(islice(found, TRIED))
    separator = separator_of(begins)
    rows = csv.reader(chained(begins, found), delimiter=separator, strict=True)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(
                _("Row %(row)d cannot be read: %(why)s. Look for a quotation mark that is never closed.")
                % {"row": rows.line_num, "why": error}
            ) from None
        yield row


def chained(first: Iterable[str], then: Iterable[str]) -> Iterator[str]:
    """One after the other."""
    yield from first
    yield from then


def separator_of(begins: Sequence[str]) -> str:
    """The separator that cuts most rows into the same number of cells, and into more of them."""

    def score(separator: str) -> int:
        try:
            widths = Counter(len(row) for row in csv.reader(begins, delimiter=separator) if row)
        except csv.Error:
            return 0
        return max(((width - 1) * rows for width, rows in widths.items()), default=0)

    return max(SEPARATORS, key=score)


def open_workbook(file: BinaryIO, position: int, kind: Kind) -> Sheet:
    """A sheet of a workbook; formulas give their last value and are never run."""
    try:
        book = CalamineWorkbook.from_filelike(file)
        names = tuple(book.sheet_names)
        sheet = book.get_sheet_by_index(min(position, len(names) - 1))
        merged = (
            merged_of_open_document(file, position)
            if kind == Kind.ODS
            else tuple(sheet.merged_cell_ranges or ())
        )
        rows: Iterable[Sequence[Any]] = sheet.iter_rows()
    except (CalamineError, IndexError, OSError, ValueError, OverflowError):
        raise Refused(
            _("This file is not a spreadsheet we can read. Save it again as XLSX or CSV.")
        ) from None
    return Sheet(shifted(rows, (sheet.start or (0, 0))[1]), names, merged)


def shifted(rows: Iterable[Sequence[Any]], empty: int) -> Iterator[Row]:
    """Rows as texts, with the empty columns in front that the reader leaves out: merged cells count them."""
    return ([""] * empty + [cell_text(cell) for cell in row] for row in rows)


def merged_of_open_document(file: BinaryIO, position: int) -> Sequence[Merged]:
    """The merged cells of a sheet: its reader knows only those of Excel."""
    cells = OpenDocumentCells()
    file.seek(0)
    with ZipFile(file) as archive, archive.open("content.xml") as content:
        while piece := content.read(PIECE):
            cells.count(piece)
    return cells.merged[position] if position < len(cells.merged) else ()


def cell_text(cell: Any) -> str:
    """A cell as a person sees it: whole numbers without a point, dates as year-month-day."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)[:LONGEST_CELL]
