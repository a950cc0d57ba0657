"""The screens of a profile, in the order people fill them in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from ponte.map.forms.parts import PARTS
from ponte.map.forms.profile import GROUPS


@dataclass(frozen=True)
class Screen:
    """One step of the form."""

    name: str
    title: str | Promise


_ORDER = (
    "identity",
    "names",
    "identifiers",
    "places",
    "contacts",
    "representatives",
    "reach",
    "capacity",
    "engagement",
    "record",
)
SCREENS: Sequence[Screen] = tuple(
    Screen(name, GROUPS[name].title if name in GROUPS else PARTS[name][0]) for name in _ORDER
)
TITLES = {screen.name: screen.title for screen in SCREENS}
