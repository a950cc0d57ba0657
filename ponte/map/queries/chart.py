"""What is found, on a map and by area: the same rows as the list, gathered by where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from pyroaring import BitMap

from ponte.core import places
from ponte.core.finding import (
    WORLD,
    Area,
    Cluster,
    Points,
    at,
    at_point,
    beginning_with,
    circle,
    clusters,
    point_key,
)
from ponte.core.text import fold
from ponte.map.models import Organisation
from ponte.map.queries.index import STANDS_AT, STANDS_IN, organisations, spot_levels
from ponte.map.queries.organisations import Found, Search, in_this_order
from ponte.map.queries.places_in_words import begun, town_in_words

FIRST_LOOK, SECOND_LOOK = (
    3,
    8,
)  # zooms at which the world, then a part of it, is gathered to see where most stand
ROUGHLY, AT_LEAST = 12.0, 2.0  # degrees shown around them
MOST = 0.9


@dataclass(frozen=True)
class Place:
    """A country or a town with how many stand there; `value` finds them again."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Whereabouts:
    """Where those found stand, in words."""

    countries: Sequence[Place]
    towns: Sequence[tuple[str, Sequence[Place]]]
    on_the_map: int
    by_country_only: Sequence[Place]
    nowhere: int


def standing(found: Found) -> list[Points]:
    """The points that the reader may know."""
    return organisations.standing(spot_levels(found.sight.levels))


def whereabouts(found: Found, search: Search) -> Whereabouts:
    """By country, then by town: for the chosen countries, or else for the one where most are."""
    with_point = found.rows & BitMap.union(*(points.rows for points in standing(found)), BitMap())
    without = found.rows - with_point
    countries = in_countries(found.counts[STANDS_IN])
    opened = search.chosen.get(STANDS_IN) or [place.value for place in countries[:1]]
    known = found.shelf.facets
    anywhere = BitMap.union(
        *(rows for level in found.levels for rows in known[at(level, STANDS_IN)].values()), BitMap()
    )
    return Whereabouts(
        countries,
        [(country_name(code), in_towns(found, code)) for code in opened if places.is_known(code)],
        len(with_point),
        in_countries(found.shelf.counts(STANDS_IN, without, found.levels)),
        len(without - anywhere),
    )


def in_countries(counts: dict[str, int] | Any) -> list[Place]:
    """Countries and regions by name, those with most first."""
    found = [Place(code, country_name(code), count) for code, count in counts.items()]
    return sorted(found, key=lambda place: (-place.count, fold(place.label)))


def country_name(code: str) -> str:
    """As people read it."""
    return begun(places.name(code, get_language() or "en"))


def in_towns(found: Found, country: str) -> list[Place]:
    """The towns of a country with those found there, the largest number first, no town known at the end."""
    fields = [at(level, STANDS_AT) for level in spot_levels(found.sight.levels)]
    towns = beginning_with(organisations.kind, fields, country)
    counted = ((value, found.rows.intersection_cardinality(rows)) for value, rows in towns.items())
    shown = [
        Place(value, value.partition(" ")[2] or town_in_words(value), count)
        for value, count in counted
        if count
    ]
    return sorted(shown, key=lambda place: (place.value == country, -place.count, fold(place.label)))


def first_view(found: Found, search: Search) -> Area:
    """Where the map opens: around the place asked for, or where nine in ten stand, with some land around."""
    if search.near:
        return circle(search.near.point, search.near.radius)
    levels = standing(found)
    roughly = around_most(clusters(levels, found.rows, WORLD, FIRST_LOOK), ROUGHLY)
    return around_most(clusters(levels, found.rows, roughly, SECOND_LOOK), AT_LEAST)


def around_most(gathered: Sequence[Cluster], margin: float) -> Area:
    """The box around the marks of nine in ten, and so many degrees more; the inhabited world without any."""
    enough, points = MOST * sum(len(cluster.rows) for cluster in gathered), []
    for cluster in gathered:
        points.append(cluster.point)
        enough -= len(cluster.rows)
        if enough <= 0:
            break
    if not points:
        return Area(-50.0, -120.0, 65.0, 150.0)
    latitudes, longitudes = zip(*points, strict=True)
    return Area(
        max(min(latitudes) - margin, -85.0),
        max(min(longitudes) - margin, -180.0),
        min(max(latitudes) + margin, 85.0),
        min(max(longitudes) + margin, 180.0),
    )


def marks(found: Found, area: Area, zoom: int) -> list[dict[str, Any]]:
    """The marks of a map: one organisation by its name, several by how many and where."""
    gathered = clusters(standing(found), found.rows, area, zoom)
    speakers = {row.pk: row for row in in_this_order([cluster.speaks for cluster in gathered], found.sight)}
    return [mark(cluster, speakers[cluster.speaks]) for cluster in gathered if cluster.speaks in speakers]


def mark(cluster: Cluster, speaker: Organisation) -> dict[str, Any]:
    """One mark; what it says of a place is what its speaker lets the reader know."""
    latitude, longitude = cluster.point
    place = standing_at(speaker, cluster)
    said: dict[str, Any] = {"at": [latitude, longitude], "count": len(cluster.rows), "place": place}
    if len(cluster.rows) == 1:
        said |= {"name": speaker.name, "language": speaker.name_language}
    return said | {"opens": cluster.is_one_place}


def standing_at(organisation: Organisation, cluster: Cluster) -> str:
    """The name of the place where an organisation stands at this point."""
    for place in organisation.places.all():
        if place.latitude is None or place.longitude is None:
            continue
        if int(point_key(place.latitude, place.longitude), 16) == cluster.code:
            return place.locality or country_name(place.area)
    return ""


def those_at(found: Found, latitude: float, longitude: float) -> Found:
    """Of those found, the ones that stand at this very point."""
    return found.among(at_point(standing(found), latitude, longitude))
