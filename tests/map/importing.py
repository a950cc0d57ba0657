"""Lists as files, and bringing them in as people do."""

import csv
import io
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.management import call_command

from ponte.core.importing import guess_columns, read_table
from ponte.core.models import ImportRun
from ponte.map.actions.import_organisations import apply_import, check_import
from ponte.map.forms.import_columns import targets
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


def checked(data: str | bytes, **constants: str) -> tuple[ImportRun, bytes]:
    """A run with what the list would do, and its bytes."""
    raw = data.encode() if isinstance(data, str) else data
    header = read_table(io.BytesIO(raw)).header
    run = ImportRun(
        kind="map.organisation",
        file_name="list.csv",
        columns=guess_columns(header, targets().values()),
        constants=CONSTANTS | constants,
    )
    check_import(run, io.BytesIO(raw), reading())
    run.save()
    return run, raw


def bring_in(data: str | bytes, *, by: Any = None, **constants: str) -> ImportRun:
    """Check a list and apply it."""
    run, raw = checked(data, **constants)
    return apply_import(run, io.BytesIO(raw), reading(), by=by)


def problems(data: str | bytes) -> list[tuple[int, str, str]]:
    """(row, column, message) of what is wrong with a list."""
    run, _raw = checked(data)
    return [(found["row"], found["column"], found["message"]) for found in run.summary["problems"]]


def bring_in_demo(**options: Any) -> None:
    """The real list, by the command."""
    call_command("import_organisations", str(DEMO), visibility="public", stdout=io.StringIO(), **options)
