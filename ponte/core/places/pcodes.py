"""Tables of p-codes (OCHA, the global table or one country's), checked row by row, taken whole or not at all.

Columns: Location, Admin Level, P-Code, Name, Parent P-Code, Valid from date; also "Name fr" and the like.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.core import places, versions
from ponte.core.languages import is_known
from ponte.core.models.admin_area import AdminArea
from ponte.core.refusal import Refused
from ponte.core.text import clean

COLUMNS = ("location", "admin level", "p-code", "name", "parent p-code")
_SHAPE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
_BATCH = 2_000


class Area(NamedTuple):
    """One row, checked; `parent` is a p-code, empty on the first level."""

    pcode: str
    country: str
    level: int
    parent: str
    name: str
    names: tuple[tuple[str, str], ...]
    valid_from: date | None


class Trouble(NamedTuple):
    """What is wrong in one cell."""

    line: int
    column: str
    message: str


@dataclass
class Plan:
    """What an import would do."""

    new: list[Area] = field(default_factory=list)
    changed: list[Area] = field(default_factory=list)
    unchanged: int = 0
    troubles: list[Trouble] = field(default_factory=list)


def plan(text: str) -> Plan:
    """Compare a table with what is there. Changes nothing; Refused when it is no table of p-codes."""
    reader = csv.DictReader(StringIO(text.lstrip("\ufeff")))
    reader.fieldnames = [" ".join(name.lower().split()) for name in reader.fieldnames or []]
    if missing := [column for column in COLUMNS if column not in reader.fieldnames]:
        raise Refused(_("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})
    result = Plan()
    seen = _read_all(reader, result.troubles)
    stored = _stored()
    _check_parents(seen, stored, result.troubles)
    for _line, area in seen.values():
        _sort(area, stored.get(area.pcode), result)
    return result


def _read_all(reader: "csv.DictReader[str]", troubles: list[Trouble]) -> dict[str, tuple[int, Area]]:
    """Areas by p-code, each with its line."""
    seen: dict[str, tuple[int, Area]] = {}
    try:
        for line, row in _rows(reader):
            area = _read(line, row, troubles)
            if area and area.pcode in seen:
                troubles.append(Trouble(line, "P-Code", _("%s is there twice.") % area.pcode))
            elif area:
                seen[area.pcode] = (line, area)
    except csv.Error as error:
        raise Refused(_("Line %(line)s cannot be read.") % {"line": reader.line_num}) from error
    return seen


def _rows(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with their line, without empty ones and the row of HXL tags."""
    for row in reader:
        cells = {name: clean(value or "") for name, value in row.items() if isinstance(value, str) and name}
        if any(cells.values()) and not cells.get("location", "").startswith("#"):
            yield reader.line_num, cells


def _read(line: int, row: dict[str, str], troubles: list[Trouble]) -> Area | None:
    """The row as an area; None, with its troubles noted, when it is not one."""
    before = len(troubles)
    country, pcode, level = (
        row.get("location", "").upper(),
        row.get("p-code", "").upper(),
        row.get("admin level", ""),
    )
    if country not in places.countries():
        troubles.append(Trouble(line, "Location", _("“%s” is not a country code such as AFG.") % country))
    if not _SHAPE.fullmatch(pcode):
        troubles.append(Trouble(line, "P-Code", _("“%s” is not a p-code.") % pcode))
    if not (level.isascii() and level.isdigit() and 1 <= int(level[:2]) <= 5):
        troubles.append(Trouble(line, "Admin Level", _("“%s” is not a level from 1 to 5.") % level))
    name = row.get("name", "")
    if not 1 <= len(name) <= 200:
        troubles.append(Trouble(line, "Name", _("A name has 1 to 200 characters.")))
    valid_from = _date(line, row.get("valid from date", ""), troubles)
    if len(troubles) > before:
        return None
    parent = row.get("parent p-code", "").upper()
    names = tuple(sorted((key[5:], value) for key, value in row.items() if _is_translation(key) and value))
    return Area(pcode, country, int(level), "" if int(level) == 1 else parent, name, names, valid_from)


def _is_translation(column: str) -> bool:
    return column.startswith("name ") and is_known(column[5:])


def _date(line: int, text: str, troubles: list[Trouble]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        troubles.append(Trouble(line, "Valid from date", _("“%s” is not a date such as 2026-01-31.") % text))
        return None


def _stored() -> dict[str, Area]:
    fields = ("pcode", "country", "level", "parent__pcode", "name", "names", "valid_from")
    rows = AdminArea.objects.order_by("pk").values_list(*fields).iterator()
    return {
        pcode: Area(pcode, country, level, parent or "", name, tuple(sorted(names.items())), valid_from)
        for pcode, country, level, parent, name, names, valid_from in rows
    }


def _check_parents(
    seen: dict[str, tuple[int, Area]], stored: dict[str, Area], troubles: list[Trouble]
) -> None:
    for line, area in seen.values():
        if area.level == 1:
            continue
        parent = seen[area.parent][1] if area.parent in seen else stored.get(area.parent)
        if parent is None:
            message = _("The parent %s is neither in this file nor stored.") % (area.parent or "—")
        elif parent.country != area.country or parent.level >= area.level:
            message = _("The parent %s is in another country or not above it.") % area.parent
        else:
            continue
        troubles.append(Trouble(line, "Parent P-Code", message))


def _sort(area: Area, stored: Area | None, result: Plan) -> None:
    if stored is None:
        result.new.append(area)
    elif stored != area:
        result.changed.append(area)
    else:
        result.unchanged += 1


@transaction.atomic
def carry_out(result: Plan) -> int:
    """Write new and changed areas, level by level because a parent comes first; their number."""
    if result.troubles:
        raise Refused(_("Nothing was imported. Correct the rows first."))
    todo = [*result.new, *result.changed]
    for level in sorted({area.level for area in todo}):
        areas = [area for area in todo if area.level == level]
        for start in range(0, len(areas), _BATCH):
            _write(areas[start : start + _BATCH])
    if todo:
        versions.bump("core.adminarea")
    return len(todo)


def _write(areas: list[Area]) -> None:
    parents = {area.parent for area in areas if area.parent}
    keys = dict(AdminArea.objects.filter(pcode__in=parents).values_list("pcode", "pk"))
    rows = [
        AdminArea(
            pcode=area.pcode,
            country=area.country,
            level=area.level,
            parent_id=keys.get(area.parent),
            name=area.name,
            names=dict(area.names),
            valid_from=area.valid_from,
        )
        for area in areas
    ]
    changing = ["country", "level", "parent", "name", "names", "valid_from"]
    AdminArea.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["pcode"], update_fields=changing
    )
