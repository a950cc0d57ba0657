"""Places by code: countries (ISO 3166-1 alpha-3 and XKX), regions (UN M49), and XME for the Middle East.

Names come from CLDR; the office may have its own word for a country. Cities are in `gazetteer`, admin areas
in the database (`core.AdminArea`). The files and their sources: SOURCES.md.
"""

import csv
from collections.abc import Callable, Mapping
from functools import cache
from math import atan2, cos, degrees, hypot, radians, sin
from pathlib import Path
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from ponte.core.languages import locale_of
from ponte.core.text import fold

WORLD, MIDDLE_EAST, KOSOVO = "001", "XME", "XKX"
_HERE = Path(__file__).parent
_NOTE_OF_KOSOVO = _(
    "References to Kosovo shall be understood in the context of "
    "United Nations Security Council resolution 1244 (1999)."
)

Overrides = Mapping[str, Mapping[str, str]]


class Precision(TextChoices):
    """How exactly a place is known; kept with it and shown."""

    ADDRESS = "address", _("Address")
    CITY = "city", _("City")
    AREA = "area", _("Area")
    COUNTRY = "country", _("Country")
    REGION = "region", _("Region of the world")


class Country(NamedTuple):
    """A row of countries.csv; the point is the capital's, in degrees."""

    code: str
    alpha_2: str
    region: str
    latitude: float
    longitude: float


def _rows(file: str) -> list[dict[str, str]]:
    with (_HERE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


_COUNTRIES = {
    row["code"]: Country(
        row["code"], row["alpha_2"], row["region"], float(row["latitude"]), float(row["longitude"])
    )
    for row in _rows("countries.csv")
}
_WITHIN = {row["code"]: row["within"] for row in _rows("regions.csv")}
_BY_ALPHA_2 = {country.alpha_2: country.code for country in _COUNTRIES.values()}


def _no_overrides() -> Overrides:
    return {}


_overrides: list[Callable[[], Overrides]] = [_no_overrides]


def set_overrides(read: Callable[[], Overrides]) -> None:
    """Let the office have its own names: `read` gives {code: {language: name}} and is asked at each use."""
    _overrides[0] = read


def countries() -> tuple[str, ...]:
    """Codes of all countries and territories, by code."""
    return tuple(_COUNTRIES)


def regions() -> tuple[str, ...]:
    """Codes of all regions, the world first, each before what it contains; XME last."""
    return (*_WITHIN, MIDDLE_EAST)


def is_known(code: str) -> bool:
    """True for a country or a region."""
    return code in _COUNTRIES or code in _WITHIN or code == MIDDLE_EAST


def is_region(code: str) -> bool:
    """True for a region: the record says no country."""
    return code in _WITHIN or code == MIDDLE_EAST


def alpha_2(code: str) -> str:
    """ "ITA" -> "IT"; for a country only."""
    return _COUNTRIES[code].alpha_2


def from_alpha_2(code: str) -> str | None:
    """ "it" -> "ITA"."""
    return _BY_ALPHA_2.get(code.upper())


@cache
def containing(code: str) -> tuple[str, ...]:
    """Regions around a place, narrow to wide: ITA -> ("039", "150", "001")."""
    if code in (MIDDLE_EAST, WORLD) or not is_known(code):
        return (WORLD,) if code == MIDDLE_EAST else ()
    around = _COUNTRIES[code].region if code in _COUNTRIES else _WITHIN[code]
    return (around, *containing(around))


@cache
def members(region: str) -> tuple[str, ...]:
    """Countries of a region, by code; none for XME."""
    return tuple(code for code in _COUNTRIES if region in containing(code))


@cache
def _names(language: str) -> dict[str, str]:
    territories = locale_of(language).territories
    english = locale_of("en").territories
    names = {code: territories.get(country.alpha_2) for code, country in _COUNTRIES.items()}
    names |= {code: territories.get(code) for code in _WITHIN}
    return {code: name or english.get(_cldr_key(code), code) for code, name in names.items()}


def _cldr_key(code: str) -> str:
    return _COUNTRIES[code].alpha_2 if code in _COUNTRIES else code


def name(code: str, in_language: str) -> str:
    """The name of a place in a language: the office's own word, else CLDR's, else the code."""
    if own := _overrides[0]().get(code, {}).get(in_language):
        return own
    if code == MIDDLE_EAST:
        with override(in_language):
            return gettext("Middle East")
    return _names(in_language).get(code, code)


def names(in_language: str) -> Mapping[str, str]:
    """The names of all places in a language, for lists; one look at the office's own words."""
    own = {code: said[in_language] for code, said in _overrides[0]().items() if in_language in said}
    return {**_names(in_language), MIDDLE_EAST: name(MIDDLE_EAST, in_language), **own}


def labels(in_language: str) -> Mapping[str, str]:
    """The same, each as it stands at the beginning of a line."""
    own = {code: begun(said[in_language]) for code, said in _overrides[0]().items() if in_language in said}
    return {**_labels(in_language), **own} if own else _labels(in_language)


@cache
def _labels(language: str) -> dict[str, str]:
    with override(language):
        known = {**_names(language), MIDDLE_EAST: gettext("Middle East")}
    return {code: begun(name) for code, name in known.items()}


def begun(name: str) -> str:
    """A name as it stands at the beginning of a line: CLDR writes "world" and "français"."""
    return name[:1].upper() + name[1:]


def note(code: str, in_language: str) -> str:
    """What has to be said beside the name; empty for nearly all places."""
    if code != KOSOVO:
        return ""
    with override(in_language):
        return str(_NOTE_OF_KOSOVO)


def sorted_by_name(codes: tuple[str, ...] | list[str], language: str) -> list[tuple[str, str]]:
    """(code, name) in the order of folded names: near to the dictionary's order (Babel has no collation)."""
    pairs = [(code, name(code, language)) for code in codes]
    return sorted(pairs, key=lambda pair: (fold(pair[1]), pair[0]))


@cache
def centre(code: str) -> tuple[float, float] | None:
    """(latitude, longitude) to draw a place at: a country's capital, the mean of a region's capitals.

    Good for an arc on a small map; precise to a country or a region, no finer. None for the world.
    """
    if country := _COUNTRIES.get(code):
        return country.latitude, country.longitude
    if code == MIDDLE_EAST:
        return centre("145")
    points = [_COUNTRIES[member] for member in members(code)]
    return (
        _middle([(point.latitude, point.longitude) for point in points]) if points and code != WORLD else None
    )


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean on the sphere: Polynesia lies on both sides of the date line."""
    x = y = z = 0.0
    for latitude, longitude in points:
        phi, lam = radians(latitude), radians(longitude)
        x, y, z = x + cos(phi) * cos(lam), y + cos(phi) * sin(lam), z + sin(phi)
    return round(degrees(atan2(z, hypot(x, y))), 2), round(degrees(atan2(y, x)), 2)
