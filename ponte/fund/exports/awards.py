"""The register as files: 360Giving JSON, and the same grants as a table for spreadsheets."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ponte.core.tables import CSV, XLSX, csv_lines, xlsx_pieces
from ponte.fund.exports.threesixty.headings import rows
from ponte.fund.exports.threesixty.standard import VERSION, Json

Write = Callable[[Iterable[Json], Mapping[str, Any]], Iterator[str | bytes]]


def write_json(grants: Iterable[Json], about: Mapping[str, Any]) -> Iterator[str]:
    """One package, grant by grant."""
    yield json.dumps({"version": VERSION, **about}, ensure_ascii=False)[:-1] + ', "grants": ['
    for position, grant in enumerate(grants):
        yield ("," if position else "") + "\n" + json.dumps(grant, ensure_ascii=False)
    yield "\n]}\n"


def write_csv(grants: Iterable[Json], about: Mapping[str, Any]) -> Iterator[str]:
    """One grant a line, under the headings of the standard."""
    return csv_lines(*rows(list(grants)))


def write_xlsx(grants: Iterable[Json], about: Mapping[str, Any]) -> Iterator[bytes]:
    """One grant a row of a workbook, under the headings of the standard."""
    return xlsx_pieces("grants", *rows(list(grants)))


FORMATS: Mapping[str, tuple[str, Write]] = {
    "360giving.json": ("application/json", write_json),
    "xlsx": (XLSX, write_xlsx),
    "csv": (CSV, write_csv),
}
