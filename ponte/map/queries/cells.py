"""The repeated parts of a record as cells of a spreadsheet, written for people and read back without loss."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ponte.core import languages, places
from ponte.core.places import Precision
from ponte.core.text import clean
from ponte.map.models.vocabulary import ContactKind, NameKind, PlaceRole, Position
from ponte.map.queries.identifiers import LONGEST_NAME, identifier_row
from ponte.map.queries.record import PARTS

Row = dict[str, Any]
SHOWN, OFFICE = "public", "office"
_BRACKETED = re.compile(r"(?P<text>.*?)(?:\s\[(?P<more>[^\[\]]*)\])?", re.DOTALL)
_PLACE = re.compile(r"(?P<role>\w+): (?P<area>\w{3})(?:\s(?P<town>.*))?", re.DOTALL)
_CONTACT = re.compile(r"(?P<kind>\w+): (?P<value>.+)", re.DOTALL)


def bracketed(text: str, more: list[str]) -> str:
    """ "text [more, more]"; without brackets of its own that would be taken for ours."""
    said = ", ".join(part for part in more if part)
    return f"{text} [{said}]" if said or text.endswith("]") else text


def taken_apart(cell: str) -> tuple[str, list[str]]:
    """The text before the last bracket, and the parts in it."""
    found = _BRACKETED.fullmatch(cell)
    if not found or found["more"] is None:
        return cell, []
    return found["text"], [part.strip() for part in found["more"].split(",") if part.strip()]


def write_name(row: Row) -> str:
    """ "Sahel Women [en]", "DST [acronym]"."""
    return bracketed(row["text"], [row["language"], "" if row["kind"] == NameKind.OTHER else row["kind"]])


def read_name(cell: str) -> Row:
    """A further name; brackets that hold neither a language nor a sort of name belong to the name."""
    text, more = taken_apart(cell)
    kinds = [part for part in more if part in NameKind.values]
    tags = [part for part in more if part not in NameKind.values and languages.is_known(part)]
    if len(kinds) + len(tags) != len(more) or len(kinds) > 1 or len(tags) > 1:
        text, kinds, tags = cell, [], []
    row: Row = {"text": short(clean(text), 300)}
    return row | ({"language": tags[0]} if tags else {}) | ({"kind": kinds[0]} if kinds else {})


def write_place(row: Row) -> str:
    """ "residence: ITA Torino [45.07049, 7.68682, city]"."""
    point = [] if row["latitude"] is None else [repr(row["latitude"]), repr(row["longitude"])]
    return bracketed(f"{row['role']}: {row['area']} {row['locality']}".strip(), [*point, row["precision"]])


def read_place(cell: str) -> Row:
    """A place with what is said of it."""
    text, more = taken_apart(cell)
    found = _PLACE.fullmatch(text)
    if not found or found["role"] not in PlaceRole.values or not places.is_known(found["area"]):
        raise ValidationError(
            _("“%(text)s” is not a place. Write it like “residence: ITA Torino”.") % {"text": cell}
        )
    town = short(clean(found["town"] or ""), 150)
    return {"role": found["role"], "area": found["area"], "locality": town} | exact(more, cell)


def exact(more: list[str], cell: str) -> Row:
    """Coordinates and precision; nothing when nothing is said of them."""
    if not more:
        return {}
    try:
        latitude, longitude = (float(part) for part in more[:-1]) if len(more) > 1 else (None, None)
        if latitude is not None and not (-90 <= latitude <= 90 and -180 <= (longitude or 0) <= 180):
            raise ValueError
        precision = Precision(more[-1]).value
    except ValueError:
        raise ValidationError(
            _("“%(text)s” has no coordinates we understand. Write them like [45.07, 7.69, city].")
            % {"text": cell}
        ) from None
    return {"latitude": latitude, "longitude": longitude, "precision": precision}


def write_contact(row: Row) -> str:
    """ "phone: +39 011 555 0101 [office]"."""
    return bracketed(f"{row['kind']}: {row['value']}", [SHOWN if row["is_public"] else OFFICE])


def read_contact(cell: str) -> Row:
    """A way to reach them; who sees it only when the cell says so."""
    text, more = taken_apart(cell)
    found = _CONTACT.fullmatch(text)
    if not found or found["kind"] not in ContactKind.values:
        kinds = ", ".join(ContactKind.values)
        raise ValidationError(
            _(
                "“%(text)s” is not a contact. Write it like “phone: +39 011 555 0101”; before the colon: %(kinds)s."
            )
            % {"text": cell, "kinds": kinds}
        )
    row: Row = {"kind": found["kind"], "value": short(clean(found["value"]), 300)}
    return row | ({"is_public": more == [SHOWN]} if more in ([SHOWN], [OFFICE]) else {})


def write_person(row: Row) -> str:
    """ "Awa Diop [president, awa@example.org, +39 011 555 0101]"."""
    return bracketed(row["name"], [row["position"], row["email"], row["phone"]])


def read_person(cell: str) -> Row:
    """Somebody who speaks for an organisation, with what the brackets say."""
    name, more = taken_apart(cell)
    positions = [part for part in more if part in Position.values]
    mails = [part for part in more if "@" in part]
    phones = [part for part in more if part not in (*positions, *mails)]
    row = {"name": short(clean(name), 150)}
    for field, found in (("position", positions), ("email", mails), ("phone", phones)):
        row |= {field: found[0]} if found else {}
    return row


def write_identifier(row: Row) -> str:
    """ "IT-RUNTS:12345"."""
    return f"{row['register'] or row['scheme']}:{row['value']}"


def read_identifier(cell: str) -> Row:
    """Before the colon the code or the name of a register, after it the number."""
    register, colon, value = (clean(piece) for piece in cell.partition(":"))
    if not colon or not register or not value:
        raise ValidationError(
            _("Write “%(text)s” as register, colon, number: like IT-CF:80078410588.") % {"text": cell}
        )
    return identifier_row(short(register, LONGEST_NAME), value)


def short(text: str, most: int) -> str:
    """The text, unless it is too long to be kept."""
    if len(text) > most:
        raise ValidationError(
            _("At most %(most)d characters fit here. Your text has %(length)d. Shorten it.")
            % {"most": most, "length": len(text)}
        )
    return text


def write_plainly(row: Row) -> str:
    """A row of a part that has no writing of its own, or that would be read back otherwise."""
    return json.dumps(row, ensure_ascii=False, default=str)


def read_plainly(part: str, cell: str) -> Row:
    """Such a row: all of its values and no others."""
    try:
        row = json.loads(cell)
        is_whole = isinstance(row, dict) and set(row) == set(PARTS[part][1])
    except (ValueError, RecursionError):
        is_whole = False
    if not is_whole:
        raise ValidationError(
            _("This cell was written by an export and changed since. Leave it as it was, or empty it.")
        )
    return row


@dataclass(frozen=True)
class Writing:
    """How people write a row of a part, how that is read, and what holds for what it does not say."""

    write: Callable[[Row], str]
    read: Callable[[str], Row]
    unsaid: Row
    column: str = ""


WRITINGS: Mapping[str, Writing] = {
    "names": Writing(write_name, read_name, {"language": "", "kind": NameKind.OTHER.value}, "other_names"),
    "places": Writing(
        write_place, read_place, {"latitude": None, "longitude": None, "precision": Precision.COUNTRY.value}
    ),
    "contacts": Writing(write_contact, read_contact, {"is_public": False}),
    "representatives": Writing(
        write_person, read_person, {"position": "", "email": "", "phone": "", "since": None, "until": None}
    ),
    "identifiers": Writing(write_identifier, read_identifier, {}),
}


def column_of(part: str) -> str:
    """The heading of a part."""
    return (WRITINGS[part].column if part in WRITINGS else "") or part


def write_part(part: str, rows: list[Row]) -> list[str]:
    """The rows of a part, each as a text that is read back as the same row."""
    return [write_row(part, row) for row in rows]


def write_row(part: str, row: Row) -> str:
    """As people write it, unless that would lose something."""
    if writing := WRITINGS.get(part):
        text = writing.write(row)
        try:
            is_same = {**writing.unsaid, **read_row(part, text)} == row
        except ValidationError:
            is_same = False
        if is_same:
            return text
    return write_plainly(row)


def read_row(part: str, cell: str) -> Row:
    """What a row of a part says, and no more than it says."""
    if part not in WRITINGS or cell.startswith("{"):
        return read_plainly(part, cell)
    return WRITINGS[part].read(cell)
