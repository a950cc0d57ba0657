"""What a map asks for: a box and a zoom, or a point; in degrees, as anybody may have typed them."""

from math import isfinite

from django.http import QueryDict
from django.utils.translation import gettext as _

from ponte.core.finding import Area
from ponte.core.refusal import Refused

DEEPEST = 22
LONGEST = 30


def read_area(query: QueryDict) -> Area:
    """`bbox=west,south,east,north`; west may lie east of east: over the date line. Refused with the reason."""
    west, south, east, north = numbers(query.get("bbox", ""), 4)
    if not -90 <= south < north <= 90:
        raise Refused(_("The box needs a south below its north, both between -90 and 90."))
    if east - west >= 360:
        return Area(south, -180.0, north, 180.0)
    return Area(south, turned(west), north, turned(east))


def read_zoom(query: QueryDict) -> int:
    """A whole number from 0."""
    raw = query.get("zoom", "")
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 2 and int(raw) <= DEEPEST):
        raise Refused(_("The zoom is a whole number from 0 to %(most)d.") % {"most": DEEPEST})
    return int(raw)


def read_point(query: QueryDict) -> tuple[float, float]:
    """`at=latitude,longitude`."""
    latitude, longitude = numbers(query.get("at", ""), 2)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Refused(_("This point is not on the earth."))
    return latitude, longitude


def numbers(raw: str, many: int) -> list[float]:
    """So many numbers with commas between them."""
    parts = raw[: LONGEST * many].split(",")
    try:
        found = [float(part) for part in parts]
    except ValueError:
        found = []
    if len(found) != many or not all(isfinite(number) and abs(number) <= 1e6 for number in found):
        raise Refused(_("Write %(many)d numbers with commas between them.") % {"many": many})
    return found


def turned(longitude: float) -> float:
    """The same longitude between -180 and 180; both ends stay what they are."""
    return longitude if -180 <= longitude <= 180 else (longitude + 180) % 360 - 180
