"""Near which place somebody searches: a town by name in any script, or a point in degrees."""

import re
from math import isfinite

from django.http import QueryDict
from django.utils.translation import get_language

from ponte.core import places
from ponte.core.places import gazetteer
from ponte.core.text import clean, fold
from ponte.map.forms.import_columns.areas import areas_by_name
from ponte.map.queries.organisations import Near

USUAL_RADIUS, WIDEST = 25, 500  # kilometres
RADII = (5, 10, 25, 50, 100, 250)
LONGEST = 80
POINT = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,12})?)\s*,\s*([+-]?\d{1,3}(?:\.\d{1,12})?)", re.ASCII)


def read_near(query: QueryDict) -> tuple[str, Near | None]:
    """What was written, and the point that it means; a place nobody knows is kept, so that the page can say so."""
    place = clean(query.get("near", "")[:LONGEST])
    radius = read_radius(query.get("radius", ""))
    if found := POINT.fullmatch(place):
        return place, at_point(float(found[1]), float(found[2]), radius)
    return place, in_town(place, radius) if place else None


def read_radius(raw: str) -> int:
    """Kilometres; the usual ones for what makes no sense."""
    try:
        wanted = float(raw[:12])
    except ValueError:
        return USUAL_RADIUS
    return min(max(round(wanted), 1), WIDEST) if isfinite(wanted) and wanted > 0 else USUAL_RADIUS


def at_point(latitude: float, longitude: float, radius: int) -> Near | None:
    """A point on the earth; None for one that is not."""
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Near(latitude, longitude, radius)


def in_town(text: str, radius: int) -> Near | None:
    """The largest town of this name; "Paris, France" asks for the one in that country."""
    name, _comma, country = text.partition(",")
    if not any(character.isalpha() for character in name):
        return None
    area = areas_by_name().get(fold(country)) if country.strip() else None
    cities = gazetteer.find_city(name, area) or gazetteer.find_city(text)
    if not cities:
        return None
    city, language = cities[0], get_language() or "en"
    called = (
        f"{clean(name).title() if name.islower() else clean(name)}, {places.name(city.country, language)}"
    )
    return Near(city.latitude, city.longitude, radius, called)
