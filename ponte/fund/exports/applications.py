"""Applications as a table for spreadsheets."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ponte.core.money import Money
from ponte.core.tables import CSV, XLSX, csv_lines, xlsx_pieces
from ponte.fund.models import Application

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
    """One row."""
    return [str(read(row)) for read in COLUMNS.values()]


def write_csv(rows: Iterable[Application]) -> Iterator[str]:
    """One application a line."""
    return csv_lines(COLUMNS, map(cells, rows))


def write_xlsx(rows: Iterable[Application]) -> Iterator[bytes]:
    """One application a row of a workbook."""
    return xlsx_pieces("Applications", COLUMNS, map(cells, rows))


FORMATS: Mapping[str, tuple[str, Callable[[Iterable[Application]], Iterator[str | bytes]]]] = {
    "csv": (CSV, write_csv),
    "xlsx": (XLSX, write_xlsx),
}
