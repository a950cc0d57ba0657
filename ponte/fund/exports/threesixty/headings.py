"""Grants as a table: the headings are the titles of the standard, "Recipient Org:Name" and so on."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, BinaryIO

import python_calamine
from django.utils.translation import gettext as _

from ponte.core.files.workbooks import check_workbook
from ponte.core.importing.rows import unescaped
from ponte.core.refusal import Refused
from ponte.fund.exports.threesixty.standard import VERSION, Json, schema

Path = tuple[str, ...]
_NUMBERS = ("number", "integer")


def leaves(part: Json, path: Path = (), titles: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """(path, heading, type) of every field of a grant; of a list the first entry."""
    for name, field in part.get("properties", {}).items():
        whole = resolved(field.get("items", field)) | {key: field[key] for key in ("title",) if key in field}
        here, called = (*path, name), (*titles, whole.get("title", name))
        if "properties" in whole and len(here) < 4:
            yield from leaves(whole, here, called)
        elif "properties" not in whole:
            kinds = whole.get("type", "string")
            yield here, ":".join(called), kinds if isinstance(kinds, str) else kinds[0]


def resolved(field: Json) -> Json:
    """The definition a field refers to, with what the field says itself."""
    if "$ref" not in field:
        return field
    defined: Json = schema("360-giving")["$defs"][field["$ref"].rpartition("/")[2]]
    return defined | {key: value for key, value in field.items() if key != "$ref"}


@cache
def headings() -> dict[Path, tuple[str, str]]:
    """{path: (heading, type)} of all fields."""
    return {path: (heading, kind) for path, heading, kind in leaves(schema("360-giving"))}


@cache
def lists() -> frozenset[Path]:
    """The paths at which a grant has a list, of which a table has one entry."""
    grant = schema("360-giving")
    inner = resolved(grant["properties"]["recipientOrganization"]["items"])["properties"]
    top = {(name,) for name, field in grant["properties"].items() if field.get("type") == "array"}
    return frozenset(
        top | {("recipientOrganization", name) for name in inner if inner[name].get("type") == "array"}
    )


def flat(grant: Json, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """(path, value) of all that a grant says; of a list the first entry, since a row has room for one."""
    for name, value in grant.items():
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict):
            yield from flat(first, (*path, name))
        elif first is not None and first != []:
            yield (*path, name), first


def rows(grants: Sequence[Json]) -> tuple[list[str], list[list[Any]]]:
    """Headings and cells, in the order of the standard; only columns in which something stands."""
    cells = [dict(flat(grant)) for grant in grants]
    used = {path for row in cells for path in row}
    columns = [path for path in headings() if path in used]
    return [headings()[path][0] for path in columns], [[row.get(path) for path in columns] for row in cells]


def nested(cells: dict[Path, Any]) -> Json:
    """A grant from one row."""
    grant: Json = {}
    for path, value in cells.items():
        into: Any = grant
        for depth, name in enumerate(path[:-1], start=1):
            is_list = path[:depth] in lists()
            into = into.setdefault(name, [{}])[0] if is_list else into.setdefault(name, {})
        into[path[-1]] = [value] if path in lists() else value
    return grant


def read_sheet(file: BinaryIO) -> Json:
    """The first sheet as a package. Refused when a workbook is none, or its headings are not of the standard."""
    check_workbook(file)
    table = python_calamine.load_workbook(file).get_sheet_by_index(0).to_python()
    known = {heading.casefold(): (path, kind) for path, (heading, kind) in headings().items()}
    columns = [known.get(str(cell).strip().casefold()) for cell in (table[0] if table else [])]
    if not any(columns):
        raise Refused(
            _("The first row of this workbook has no heading of the standard, such as “Identifier”.")
        )
    grants = [
        nested(
            {
                column[0]: typed(cell, column[1])
                for column, cell in zip(columns, row, strict=False)
                if column and cell != ""
            }
        )
        for row in table[1:]
        if any(cell != "" for cell in row)
    ]
    return {"version": VERSION, "grants": grants}


def typed(cell: Any, kind: str) -> Any:
    """A cell as the standard wants it: spreadsheets make dates of dates and numbers of identifiers."""
    if isinstance(cell, datetime):
        return cell.isoformat() if cell.time() != datetime.min.time() else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return cell if kind in _NUMBERS else unescaped(str(cell))
