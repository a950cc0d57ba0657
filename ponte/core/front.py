"""What domains put on the front of the house: doors, links of the signed in, parts of the home page.

Each is a registry filled in `AppConfig.ready()`; those of the home page hold callables.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from ponte.core.registries import Registry

T = TypeVar("T")
Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True)
class Door:
    """A word in the header: `url_name` is where it leads, a smaller `order` stands first."""

    label: str | Promise
    url_name: str
    order: int = 50
    answers_search: bool = False  # the page takes what people typed as `?q=`
    suggests: str = ""  # the name of the address that answers what may be meant


@dataclass(frozen=True)
class PersonLink:
    """A word in the menu of who is signed in, for those who have the permission (all when it is empty)."""

    label: str | Promise
    url_name: str
    permission: str = ""


class Figure(NamedTuple):
    """One number of the home page, with what it counts."""

    value: int | str
    label: str | Promise
    url: str = ""


class Flow(NamedTuple):
    """An arc of the home page, from a place of origin to a place of arrival."""

    origin: str
    origin_at: Point
    place: str
    place_at: Point
    weight: float = 1


class Need(NamedTuple):
    """One thing a visitor may look for: leads to a list that is already narrowed down."""

    label: str | Promise
    url: str
    icon: str = "search"


doors: Registry[Door] = Registry()
person_links: Registry[PersonLink] = Registry()
# Names of the addresses for whose sake a visitor may open an account where accounts are by invitation.
sign_up_doors: Registry[str] = Registry()
home_figures: Registry[Callable[[], Iterable[Figure]]] = Registry()
home_flows: Registry[Callable[[], Iterable[Flow]]] = Registry()
home_needs: Registry[Callable[[], Iterable[Need]]] = Registry()


def gathered(sources: Iterable[Callable[[], Iterable[T]]]) -> list[T]:
    """What all sources give now."""
    return [thing for source in sources for thing in source()]


def doors_in_order() -> list[Door]:
    """The doors of the header as they stand."""
    return sorted(doors, key=lambda door: (door.order, door.url_name))


def search_url() -> str:
    """Where the search of the home page leads: the first door that answers one; empty when there is none."""
    return next((address(door.url_name) for door in doors_in_order() if door.answers_search), "")


def suggestions_url() -> str:
    """What the search box of the home page asks while somebody types; empty when nobody answers."""
    return next((address(door.suggests) for door in doors_in_order() if door.answers_search), "")


def address(url_name: str) -> str:
    """Where a name leads, or nothing while no domain has put a page there."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
