"""Where a body is, no more exactly than it lets others know: a town may be somebody's living room."""

from collections.abc import Mapping
from math import floor
from typing import Any

from ponte.core.places import Precision, gazetteer
from ponte.map.models.vocabulary import Closeness

Row = dict[str, Any]
CELL = 0.5  # degrees: about 50 kilometres
FROM_FINE_TO_COARSE = tuple(Closeness.values)


def coarsest(*choices: str) -> str:
    """The least exact of several choices."""
    return max(choices, key=FROM_FINE_TO_COARSE.index)


def coarsened(place: Mapping[str, Any], closeness: str) -> Row:
    """A place of a record as exactly as chosen. Its words go with its point: a street says where a house is."""
    row = dict(place)
    if closeness == Closeness.ADDRESS or row["precision"] in (Precision.COUNTRY, Precision.REGION):
        return row if closeness == Closeness.ADDRESS else row | {"locality": ""}
    if closeness == Closeness.CITY:
        return row if row["precision"] != Precision.ADDRESS else town_of(row)
    if closeness == Closeness.AREA and row["latitude"] is not None:
        point = {name: middle(row[name]) for name in ("latitude", "longitude")}
        return row | point | {"locality": "", "precision": Precision.AREA.value}
    return without_point(row)


def town_of(row: Row) -> Row:
    """The town that an address names in one of its parts, or else the country alone."""
    for part in reversed(row["locality"].split(",")):
        if cities := gazetteer.find_city(part, row["area"]):
            found = cities[0]
            return row | {
                "locality": part.strip(),
                "latitude": found.latitude,
                "longitude": found.longitude,
                "precision": Precision.CITY.value,
            }
    return without_point(row)


def without_point(row: Row) -> Row:
    """The country alone."""
    return row | {
        "locality": "",
        "latitude": None,
        "longitude": None,
        "precision": Precision.COUNTRY.value,
    }


def middle(degrees: float) -> float:
    """The middle of the square in which a point lies."""
    return floor(degrees / CELL) * CELL + CELL / 2
