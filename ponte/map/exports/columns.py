"""The columns of lists of organisations: one table for CSV, XLSX and JSON, and for bringing them in again."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ponte.core.codes import CodesField
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import PlaceRole
from ponte.map.queries.cells import column_of, write_identifier, write_part
from ponte.map.queries.record import OWN, PARTS, Record, own_field, record_of

Value = str | int | float | None | list[Any]
Read = Callable[[Organisation, Record], Value]


def areas(role: str) -> Read:
    """Codes of the places of one role, each once; the column of all places says more."""
    return lambda _row, record: list(
        dict.fromkeys(place["area"] for place in record["places"] if place["role"] == role)
    )


def towns(_row: Organisation, record: Record) -> Value:
    """Towns where it is based."""
    based = [place for place in record["places"] if place["role"] == PlaceRole.RESIDENCE]
    return [place["locality"] for place in based if place["locality"]]


def part(name: str, *, is_open: bool) -> Read:
    """All rows of a part; an open list holds no row that is not for everybody, whoever asks for it."""

    def read(_row: Organisation, record: Record) -> Value:
        rows = [row for row in record[name] if not is_open or row.get("is_public", True)]
        return list(write_part(name, rows))

    return read


def own(name: str) -> Read:
    """A column of the record as its importer reads it."""
    field = own_field(name)

    def read(_row: Organisation, record: Record) -> Value:
        value = record[name]
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dict) or (isinstance(value, list) and not isinstance(field, CodesField)):
            return json.dumps(value, ensure_ascii=False) if value else ""
        return value

    return read


def reference(row: Organisation, _record: Record) -> Value:
    """By this a list that comes back finds its records."""
    return row.reference


def state(row: Organisation, _record: Record) -> Value:
    """How sure the office is; a list does not change it."""
    return row.state


def changed_at(row: Organisation, _record: Record) -> Value:
    """When the record was changed last."""
    return row.changed_at.isoformat(timespec="seconds")


SUMMED_UP: Mapping[str, Read] = {
    "country_of_origin": areas(PlaceRole.ORIGIN),
    "country_of_residence": areas(PlaceRole.RESIDENCE),
    "town": towns,
    "active_in": areas(PlaceRole.ACTIVITY),
}
OPEN_OWN = (
    *("communities", "sectors", "targets", "languages", "services", "founded_year", "source", "source_url"),
)
OPEN_PARTS = ("places", "identifiers", "contacts", "notes")


def open_identifiers(_row: Organisation, record: Record) -> Value:
    """Numbers in registers for everybody, in short: what a record knows besides stays when the list comes back."""
    return [write_identifier(row) for row in record["identifiers"] if row["is_public"]]


COLUMNS: Mapping[str, Read] = {
    "reference": reference,
    "name": own("name"),
    "name_language": own("name_language"),
    column_of("names"): part("names", is_open=True),
    "kind": own("kind"),
    "state": state,
    **SUMMED_UP,
    **{name: own(name) for name in OPEN_OWN},
    **{column_of(name): part(name, is_open=True) for name in OPEN_PARTS},
    "identifiers": open_identifiers,
    "changed_at": changed_at,
}
OFFICE_COLUMNS: Mapping[str, Read] = {
    "reference": reference,
    "state": state,
    **{name: own(name) for name in OWN},
    **SUMMED_UP,
    **{column_of(name): part(name, is_open=False) for name in PARTS},
    "changed_at": changed_at,
}


def values_of(organisation: Organisation, columns: Mapping[str, Read]) -> dict[str, Value]:
    """One row, lists as lists. What the organisation holds is what its reader sees (queries/sight.py)."""
    record = record_of(organisation)
    return {name: read(organisation, record) for name, read in columns.items()}


def as_cells(values: Mapping[str, Value], join: Callable[[list[str]], str]) -> Sequence[str | int | float]:
    """The row for a spreadsheet; `join` puts the parts of a list together."""
    return [
        join([str(part) for part in value]) if isinstance(value, list) else "" if value is None else value
        for value in values.values()
    ]
