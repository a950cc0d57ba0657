"""Applications as a table for spreadsheets, written row by row in constant memory. No cell becomes a formula."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import xlsxwriter

from ponte.core.importing.rows import escaped
from ponte.core.money import Money
from ponte.fund.models import Application
from ponte.map.exports.formats import PIECE, Echo

Read = Callable[[Application], Any]


def money(name: str) -> Read:
    """An amount in units of the currency of the call."""

    def read(row: Application) -> Any:
        minor = getattr(row, f"{name}_minor")
        return "" if minor is None else str(Money(minor, row.call.currency).amount)

    return read


def moment(name: str) -> Read:
    """A moment as ISO 8601 in UTC, or a day."""

    def read(row: Application) -> Any:
        value = getattr(row, name)
        return value.isoformat() if value else ""

    return read


COLUMNS: Mapping[str, Read] = {
    "reference": lambda row: row.reference,
    "call": lambda row: row.call.reference,
    "call_title": lambda row: row.call.title,
    "organisation": lambda row: row.organisation.reference,
    "organisation_name": lambda row: row.organisation.name,
    "host": lambda row: row.host.reference if row.host else "",
    "title": lambda row: row.title,
    "summary": lambda row: row.summary,
    "state": lambda row: row.state,
    "stage": lambda row: row.stage,
    "language": lambda row: row.language,
    "sector": lambda row: row.sector,
    "country": lambda row: row.country,
    "starts_on": moment("starts_on"),
    "ends_on": moment("ends_on"),
    "currency": lambda row: row.call.currency,
    "asked": money("asked"),
    "own": money("own"),
    "total": money("total"),
    "points": lambda row: "" if row.points is None else f"{row.points / 100:.2f}",
    "channel": lambda row: row.channel,
    "is_late": lambda row: "yes" if row.is_late else "no",
    "started_at": moment("started_at"),
    "submitted_at": moment("submitted_at"),
    "decided_at": moment("decided_at"),
    "receipt": lambda row: row.receipt,
}


def cells(row: Application) -> list[str]:
    """One row, each text so that no spreadsheet takes it for a formula."""
    return [escaped(str(read(row))) for read in COLUMNS.values()]


def write_csv(rows: Iterable[Application]) -> Iterator[str]:
    """CSV with a byte order mark, so that spreadsheets read its letters right."""
    writer = csv.writer(Echo())
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    for row in rows:
        yield str(writer.writerow(cells(row)))


def write_xlsx(rows: Iterable[Application]) -> Iterator[bytes]:
    """A workbook by way of temporary files: its index comes last in the format."""
    how = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile(dir=folder) as file:
        book = xlsxwriter.Workbook(file, {**how, "tmpdir": folder})
        sheet = book.add_worksheet("Applications")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, list(COLUMNS), book.add_format({"bold": True}))
        for line, row in enumerate(rows, start=1):
            sheet.write_row(line, 0, cells(row))
        book.close()
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


FORMATS: Mapping[str, tuple[str, Callable[[Iterable[Application]], Iterator[str | bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
}
