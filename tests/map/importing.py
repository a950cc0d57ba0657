"""Lists as files, and bringing them in as people do."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.management import call_command

from ponte.core.importing import read_table
from ponte.core.models import ImportRun
from ponte.map.actions.import_check import check_import, nothing_more
from ponte.map.actions.import_organisations import apply_import
from ponte.map.forms.import_columns import suggested_columns
from ponte.map.forms.reading import reading

DEMO = Path(__file__).resolve().parents[2] / "demo" / "initiatives.csv"
CONSTANTS = {"visibility": "public", "source": "A list of the city", "consent": "not_asked"}
Row = dict[str, Any]


def table(rows: list[Row], separator: str = ",") -> str:
    """Rows as CSV text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def workbook(rows: list[Row]) -> bytes:
    """Rows as XLSX, texts as texts."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for line, row in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
        sheet.write_row(line, 0, row)
    book.close()
    return out.getvalue()


def read(data: str | bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Headings and numbered rows of a file."""
    found = read_table(io.BytesIO(data.encode() if isinstance(data, str) else data))
    return list(found.header), [(number, list(row)) for number, row in found.rows]


def checked(
    data: str | bytes, *, then: Callable[[ImportRun], object] = nothing_more, **constants: str
) -> ImportRun:
    """A run with what the list would do."""
    raw = data.encode() if isinstance(data, str) else data
    header = read_table(io.BytesIO(raw)).header
    run = ImportRun(
        kind="map.organisation",
        file_name="list.csv",
        columns=suggested_columns(header, {}),
        constants=CONSTANTS | constants,
    )
    run.save()
    check_import(run, io.BytesIO(raw), reading(), then=then)
    return run


def bring_in(data: str | bytes, *, by: Any = None, **constants: str) -> ImportRun:
    """Check a list and apply it."""
    return apply_import(checked(data, **constants), reading(), by=by)


def problems(data: str | bytes) -> list[tuple[int, str, str]]:
    """(row, column, message) of what is wrong with a list."""
    found = checked(data).summary["problems"]
    return [(problem["row"], problem["column"], problem["message"]) for problem in found]


def bring_in_demo(**options: Any) -> None:
    """The real list, by the command."""
    call_command("import_organisations", str(DEMO), visibility="public", stdout=io.StringIO(), **options)
