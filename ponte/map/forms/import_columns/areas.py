"""Cells with countries, regions and towns."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import pycountry
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import places
from ponte.core.places import gazetteer
from ponte.core.text import clean, fold
from ponte.map.forms.import_columns.near import did_you_mean, nearest

LONGEST_TOWN = 150
ARTICLES = re.compile(r"(?:the|il|lo|la|le|les|los|las|el|gli|i|republic of|repubblica di|ال)\s+|l'")
ALSO: dict[str, str] = {
    "uk": "GBR",
    "u.k.": "GBR",
    "great britain": "GBR",
    "england": "GBR",
    "scotland": "GBR",
    "wales": "GBR",
    "inghilterra": "GBR",
    "angleterre": "GBR",
    "u.s.": "USA",
    "u.s.a.": "USA",
    "united states of america": "USA",
    "america": "USA",
    "holland": "NLD",
    "olanda": "NLD",
    "ivory coast": "CIV",
    "burma": "MMR",
    "swaziland": "SWZ",
    "czech republic": "CZE",
    "cape verde": "CPV",
    "drc": "COD",
    "dr congo": "COD",
    "democratic republic of the congo": "COD",
    "republic of the congo": "COG",
    "congo kinshasa": "COD",
    "congo brazzaville": "COG",
    "macedonia": "MKD",
    "uae": "ARE",
    "emirates": "ARE",
    "palestine": "PSE",
    "holy see": "VAT",
    "east timor": "TLS",
    "global": places.WORLD,
    "international": places.WORLD,
    "worldwide": places.WORLD,
}


@cache
def areas_by_name() -> dict[str, str]:
    """{folded code or name: code} of every country and region, in every language of the interface."""
    known: dict[str, str] = {}
    for code in (*places.countries(), *places.regions()):
        for language, _own in settings.LANGUAGES:
            known.setdefault(fold(places.name(code, language)), code)
    for country in pycountry.countries:
        for name in ("name", "official_name", "common_name"):
            if (said := getattr(country, name, None)) and places.is_known(country.alpha_3):
                known.setdefault(fold(said), country.alpha_3)
    for code in places.countries():
        known[fold(places.alpha_2(code))] = code
        known[fold(code)] = code
    return ALSO | known | {fold(code): code for code in places.regions()}


def area_of(text: str) -> str:
    """The code of a country or region, whatever its article; empty when there is none of that name."""
    known, folded = areas_by_name(), fold(text)
    return known.get(folded) or known.get(ARTICLES.sub("", folded, count=1)) or ""


def read_area(role: str) -> Callable[[str], dict[str, str]]:
    """A reader of a country or region, code or name."""

    def parse(text: str) -> dict[str, str]:
        if area := area_of(text):
            return {"role": role, "area": area}
        near = areas_by_name().get(nearest(text, areas_by_name()), "")
        said = _("“%(text)s” is not a country or region we know. Write its name, or its code like SEN.") % {
            "text": text
        }
        raise ValidationError(said + did_you_mean(area_name(near) if near else ""))

    return parse


def area_name(code: str) -> str:
    """A place in the reader's language."""
    return places.name(code, get_language() or "en")


def show_area(row: dict[str, Any]) -> str:
    """What a cell with a country was read as."""
    return area_name(row["area"])


def read_town(text: str) -> str:
    """The name of a town, in the spelling of the gazetteer when it knows one that differs in case and accents only."""
    town = clean(text)
    if len(town) > LONGEST_TOWN:
        raise ValidationError(
            _("At most %(most)d characters fit here. Your text has %(length)d. Shorten it.")
            % {"most": LONGEST_TOWN, "length": len(town)}
        )
    for city in cities(town):
        for name in (city.name, *city.names):
            if fold(name) == fold(town):
                return town if is_written_well(town) else name
    return town


def is_written_well(town: str) -> bool:
    """Neither shouted nor whispered: somebody chose these letters."""
    return not (town.isupper() or town.islower()) or not any(
        letter.isupper() or letter.islower() for letter in town
    )


@lru_cache(maxsize=10_000)
def cities(town: str) -> tuple[gazetteer.City, ...]:
    """What the gazetteer knows of a name."""
    return tuple(gazetteer.find_city(town))


def countries_of_town(town: str) -> list[str]:
    """Codes of the countries that have a town of this name, the largest first."""
    return list(dict.fromkeys(city.country for city in cities(town)))
