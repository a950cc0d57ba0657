"""A table out of a CSV or XLSX file, whatever its encoding and separator."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from ponte.core.files import decode
from ponte.core.refusal import Refused
from ponte.core.text import clean

MOST_ROWS = 500_000
MOST_COLUMNS = 200
LONGEST_CELL = 100_000
SEPARATORS = ",;\t|"
XLSX_BEGINS = b"PK\x03\x04"
csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True)
class Table:
    """Column headings and rows; a row comes with its line number as people see it in a spreadsheet."""

    header: Sequence[str]
    rows: Iterator[tuple[int, Sequence[str]]]


def read_table(file: BinaryIO) -> Table:
    """The first sheet of an XLSX file, or a CSV file. Raises Refused saying what to do with a file that is neither."""
    beginning = file.read(4)
    file.seek(0)
    lines = read_xlsx(file) if beginning == XLSX_BEGINS else read_csv(file.read())
    numbered = (
        (number, row) for number, row in enumerate(lines, start=1) if any(cell.strip() for cell in row)
    )
    first = next(numbered, None)
    if first is None:
        raise Refused(
            _("This file is empty. It needs a first row with the names of the columns, and then the rows.")
        )
    header = [clean(cell) for cell in first[1]]
    check_header(header)
    return Table(header, all_rows(numbered))


def all_rows(numbered: Iterator[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
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


def read_csv(data: bytes) -> Iterator[list[str]]:
    """Rows of a CSV file; the separator is the one that its first line uses most."""
    refuse_damaged(data)
    text = decode(data)
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
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


def refuse_damaged(data: bytes) -> None:
    """UTF-8 with a fault in it is refused with its row: guessing another encoding would garble every name."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sound = sum(1 for char in data.decode("utf-8", errors="ignore") if char > "\x7f")
        faults = data.decode("utf-8", errors="replace").count("\ufffd")
        if sound >= faults and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Refused(
                _(
                    "Row %(row)d has letters that are damaged. Open the file, correct that row, save as CSV UTF-8."
                )
                % {"row": data[: error.start].count(b"\n") + 1}
            ) from None


def read_xlsx(file: BinaryIO) -> Iterator[list[str]]:
    """Rows of the first sheet; formulas give their last value and are never run."""
    try:
        book = CalamineWorkbook.from_filelike(file)
        sheet = book.get_sheet_by_index(0)
        rows: Iterable[Sequence[Any]] = sheet.iter_rows()
    except (CalamineError, IndexError, OSError, ValueError):
        raise Refused(
            _("This file is not a spreadsheet we can read. Save it again as XLSX or CSV.")
        ) from None
    return ([cell_text(cell) for cell in row] for row in rows)


def cell_text(cell: Any) -> str:
    """A cell as a person sees it: whole numbers without a point, dates as year-month-day."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)[:LONGEST_CELL]
