"""Towns, distances and surroundings as people read them."""

from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import places
from ponte.core.places import begun
from ponte.map.queries.organisations import Near


def distance_in_words(kilometres: float) -> str:
    """How far, no more exactly than a town is known."""
    if kilometres < 1:
        return _("less than 1 km away")
    return _("about %(number)s km away") % {"number": localize(round(kilometres))}


def near_in_words(near: Near) -> str:
    """Around which place, and how far."""
    radius = localize(near.radius)
    if not near.name:
        return _("Within %(radius)s km of this point") % {"radius": radius}
    return _("Within %(radius)s km of %(place)s") % {"radius": radius, "place": near.name}


def town_in_words(value: str) -> str:
    """The value of a town in the index: "ITA Torino" is "Torino, Italy", "ITA" is where no town is known."""
    area, _space, town = value.partition(" ")
    country = begun(places.name(area, get_language() or "en"))
    return f"{town}, {country}" if town else _("%(country)s, no town known") % {"country": country}
