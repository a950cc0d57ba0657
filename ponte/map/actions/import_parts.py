"""The rows of a list's parts (names, places, contacts, notes) put to those that a record has."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ponte.core.text import fold
from ponte.map.queries.identifiers import joined
from ponte.map.queries.record import PARTS, Record

Row = dict[str, Any]


@dataclass(frozen=True)
class Manner:
    """What the forms know of rows: where a town stands, which spellings are one, what an import may publish."""

    locate: Callable[..., Row]
    identity: Callable[[str, Row], Hashable]
    is_alike: Callable[[str, Any, Any], bool]
    is_published: Callable[[Row], bool]


def with_parts(record: Record, values: Mapping[str, list[Row]], manner: Manner) -> Record:
    """The record with these rows besides its own. A row says only what the list says of it: the rest stays."""
    names = [row for row in values.get("names", []) if fold(row["text"]) != fold(record["name"])]
    said = {**values, "names": names}
    parts = {
        part: put_to(part, record[part], said[part], manner)
        for part in PARTS
        if part != "identifiers" and said.get(part)
    }
    if numbers := values.get("identifiers"):
        parts["identifiers"] = joined(record["identifiers"], numbers)
    return record | parts


def put_to(part: str, known: list[Row], said: Iterable[Row], manner: Manner) -> list[Row]:
    """The known rows, corrected by what was said of them, and the new ones after them."""
    rows, said = list(known), list(said)
    exact = [row for row in said if not is_vague(row)] if part == "places" else []
    for row in said:
        if any(says_no_more(row, there) for there in rows):
            continue
        same = manner.identity(part, row)
        place = next((at for at, there in enumerate(rows) if manner.identity(part, there) == same), None)
        if place is not None:
            rows[place] = corrected(rows[place], row)
        elif not (is_vague(row) and part == "places" and covered(row, [*rows, *exact])):
            rows.append(whole_row(part, row, manner))
    return rows


def says_no_more(row: Row, there: Row) -> bool:
    """Whether all that a row says is known."""
    return all(name in there and there[name] == value for name, value in row.items())


def is_vague(row: Row) -> bool:
    """A place of which only country or region is said."""
    return not row.get("locality")


def covered(row: Row, rows: Iterable[Row]) -> bool:
    """Whether a place in this country is known already, more exactly."""
    return any((there["role"], there["area"]) == (row["role"], row["area"]) for there in rows)


# What makes a row this row: the record keeps its own spelling of it.
OWN_SPELLING = frozenset({"text", "value", "locality", "name"})


def corrected(there: Row, row: Row) -> Row:
    """A known row with what the list says besides its identity."""
    said = {name: value for name, value in row.items() if name not in OWN_SPELLING}
    return {**there, **said}


def whole_row(part: str, row: Row, manner: Manner) -> Row:
    """A new row, with what has to be known of it besides what the list says."""
    if part == "places" and "precision" not in row:
        return manner.locate(role=row["role"], area=row["area"], locality=row.get("locality", ""))
    if part == "contacts":
        return {"is_public": manner.is_published(row), **row}
    return {**blank_row(part), **row}


@cache
def blank_row(part: str) -> Row:
    """What stands in a row of which nothing is said."""
    model, names = PARTS[part]
    empty = model()
    return {name: getattr(empty, name) for name in names}
