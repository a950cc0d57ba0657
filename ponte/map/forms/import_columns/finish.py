"""A row as a whole: its cells about places, contacts and names become rows of the record's parts."""

from typing import Any

from django.utils.translation import gettext as _

from ponte.core.models import Office
from ponte.core.text import fold
from ponte.map.forms.import_columns.areas import area_name, countries_of_town
from ponte.map.models.vocabulary import ContactKind, PlaceRole, Position
from ponte.map.queries.cells import column_of

Row = dict[str, Any]
AREAS = ("country_of_origin", "country_of_residence", "active_in")
CONTACTS = tuple(kind.value for kind in ContactKind)


def finish(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Put cells together where one says more about another; what is wrong comes back as (field, message)."""
    wrong = place(values)
    grow(values, "contacts", [row for kind in CONTACTS for row in values.pop(kind, [])])
    people = [{"name": name, "position": Position.CONTACT.value} for name in values.pop("contact_person", [])]
    grow(values, "representatives", people)
    names = [*values.pop(column_of("names"), []), *values.pop("acronym", [])]
    grow(values, "names", names)
    return wrong


def grow(values: dict[str, Any], part: str, rows: list[Row]) -> None:
    """Add rows to a part; a row without any leaves it unsaid."""
    if rows:
        values[part] = [*values.get(part, []), *rows]


def place(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Countries and towns as places; a column with all places says it better where it says it."""
    exact = values.get("places", [])
    known = {(row["role"], row["area"]) for row in exact}
    plain = [row for name in AREAS for row in values.pop(name, []) if (row["role"], row["area"]) not in known]
    based = [row["area"] for row in (*exact, *plain) if row["role"] == PlaceRole.RESIDENCE]
    said = {fold(row["locality"]) for row in exact}
    rows, wrong = plain, []
    for town in values.pop("town", []):
        if fold(town) in said:
            continue
        country, problem = country_of(town, based)
        if problem:
            wrong.append(("town", problem))
            continue
        whole = {"role": PlaceRole.RESIDENCE.value, "area": country}
        at = rows.index(whole) if whole in rows else len(rows)
        rows[at : at + 1] = [whole | {"locality": town}]
    grow(values, "places", rows)
    return wrong


def country_of(town: str, based: list[str]) -> tuple[str, str]:
    """The country a town stands in, among those of the row; or what to do when that cannot be told.

    A name that several countries have is the office's own town, if it has one; the preview shows the country.
    """
    found = countries_of_town(town)
    for country in dict.fromkeys(based):
        if country in found or len(set(based)) == 1:
            return country, ""
    if not based and len(found) == 1:
        return found[0], ""
    if not based and (here := next((code for code in countries_of_office() if code in found), "")):
        return here, ""
    if found and not based:
        names = ", ".join(area_name(code) for code in found[:4])
        return "", _(
            "There is a “%(town)s” in several countries: %(countries)s. Add a column with the country, "
            "or choose one country for the whole list."
        ) % {"town": town, "countries": names}
    return "", _(
        "We do not know in which country “%(town)s” is. Add a column with the country, "
        "or choose one country for the whole list."
    ) % {"town": town}


def countries_of_office() -> list[str]:
    """Where the office works, the main country first."""
    office = Office.current()
    return list(office.countries) if office else []
