"""Where on the map a place stands, as precisely as it is known."""

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
    cities = gazetteer.find_city(locality, area)
    if not cities:
        is_address = any(character.isdigit() for character in locality)  # "Via Roma 3": somebody's door
        return row | {"precision": (Precision.ADDRESS if is_address else Precision.AREA).value}
    return row | {
        "latitude": cities[0].latitude,
        "longitude": cities[0].longitude,
        "precision": Precision.CITY.value,
    }
