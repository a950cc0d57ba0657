"""The register as files: 360Giving JSON, and the same grants as a table for spreadsheets."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import xlsxwriter

from ponte.core.importing.rows import escaped
from ponte.fund.exports.threesixty.headings import rows
from ponte.fund.exports.threesixty.standard import VERSION, Json

PIECE = 64 * 1024
Write = Callable[[Iterable[Json], Mapping[str, Any]], Iterator[str | bytes]]


def write_json(grants: Iterable[Json], about: Mapping[str, Any]) -> Iterator[str]:
    """One package, grant by grant."""
    yield json.dumps({"version": VERSION, **about}, ensure_ascii=False)[:-1] + ', "grants": ['
    for position, grant in enumerate(grants):
        yield ("," if position else "") + "\n" + json.dumps(grant, ensure_ascii=False)
    yield "\n]}\n"


class Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        """The same text."""
        return value


def write_csv(grants: Iterable[Json], about: Mapping[str, Any]) -> Iterator[str]:
    """CSV with a byte order mark, so that spreadsheets read its letters right."""
    writer = csv.writer(Echo())
    heads, cells = rows(list(grants))
    yield "\ufeff" + writer.writerow(heads)
    for row in cells:
        yield writer.writerow([safe(cell) for cell in row])


def write_xlsx(grants: Iterable[Json], about: Mapping[str, Any]) -> Iterator[bytes]:
    """A workbook with the headings of the standard in one sheet."""
    how = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    heads, cells = rows(list(grants))
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile(dir=folder) as file:
        book = xlsxwriter.Workbook(file, {**how, "tmpdir": folder})
        sheet = book.add_worksheet("grants")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        for line, row in enumerate(cells, start=1):
            sheet.write_row(line, 0, [safe(cell) for cell in row])
        book.close()
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def safe(cell: Any) -> Any:
    """A cell no spreadsheet takes for a formula; nothing where nothing is known."""
    return "" if cell is None else escaped(cell) if isinstance(cell, str) else cell


FORMATS: Mapping[str, tuple[str, Write]] = {
    "360giving.json": ("application/json", write_json),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
    "csv": ("text/csv; charset=utf-8", write_csv),
}
