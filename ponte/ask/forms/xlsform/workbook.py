"""The sheets of a workbook, whatever its name ends with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from ponte.core.files.kinds import OLD_OFFICE_BEGINS, ZIP_BEGINS, check_old_workbook
from ponte.core.files.workbooks import check_workbook
from ponte.core.importing.sheets import cell_text
from ponte.core.refusal import Refused
from ponte.core.text import clean

MOST_ROWS = 8_000  # of one sheet
MOST_COLUMNS = 300


@dataclass(frozen=True)
class Row:
    """Cells by heading, with the number people see."""

    number: int
    cells: dict[str, str]

    def __bool__(self) -> bool:
        return any(self.cells.values())


@dataclass(frozen=True)
class Table:
    """A sheet: headings as they are written, and rows that say something."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Row]


def read_workbook(file: BinaryIO) -> dict[str, Table]:
    """Sheets by their name in small letters. Refused when this is no workbook, or an absurd one."""
    file.seek(0)
    beginning = file.read(8)
    file.seek(0)
    if beginning.startswith(ZIP_BEGINS):
        check_workbook(file)
    elif beginning.startswith(OLD_OFFICE_BEGINS):
        check_old_workbook(file)
    else:
        raise Refused(_("This is no workbook. An XLSForm is an XLSX or XLS file with a sheet “survey”."))
    file.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(file)
        return {name.strip().lower(): table(book, name) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError, OverflowError):
        raise Refused(_("This workbook cannot be read. Save it again as XLSX.")) from None


def table(book: Any, name: str) -> Table:
    """One sheet, its first row as headings."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    if len(rows) > MOST_ROWS or (rows and len(rows[0]) > MOST_COLUMNS):
        raise Refused(
            _("The sheet “%(name)s” has more than %(rows)d rows or %(columns)d columns. This is too large.")
            % {"name": name, "rows": MOST_ROWS, "columns": MOST_COLUMNS}
        )
    headings = [clean(cell_text(cell)) for cell in rows[0]] if rows else []
    found = [
        Row(
            number,
            {heading: cell for heading, cell in zip(headings, map(written, cells), strict=False) if heading},
        )
        for number, cells in enumerate(rows[1:], start=2)
    ]
    return Table(name, [heading for heading in headings if heading], [row for row in found if row])


def written(cell: Any) -> str:
    """A cell as it is written, without what nobody sees."""
    return clean(cell_text(cell), multiline=True)
