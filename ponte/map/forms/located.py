"""Where on the map a place stands, as precisely as it is known."""

from functools import lru_cache
from typing import Any

from ponte.core import places
from ponte.core.places import Precision, gazetteer


def located(*, role: str, area: str, locality: str = "") -> dict[str, Any]:
    """A place of a record. A town the gazetteer knows gets its coordinates; anything else none of its own."""
    row: dict[str, Any] = {
        "role": role,
        "area": area,
        "locality": locality,
        "latitude": None,
        "longitude": None,
    }
    if places.is_region(area):
        return row | {"precision": Precision.REGION.value}
    if not locality:
        return row | {"precision": Precision.COUNTRY.value}
    point = point_of(locality, area)
    if point is None:
        is_address = any(character.isdigit() for character in locality)  # "Via Roma 3": somebody's door
        return row | {"precision": (Precision.ADDRESS if is_address else Precision.AREA).value}
    return row | {"latitude": point[0], "longitude": point[1], "precision": Precision.CITY.value}


@lru_cache(maxsize=10_000)
def point_of(locality: str, area: str) -> tuple[float, float] | None:
    """(latitude, longitude) of the largest town of this name in a country; a list names few towns many times."""
    cities = gazetteer.find_city(locality, area)
    return (cities[0].latitude, cities[0].longitude) if cities else None
