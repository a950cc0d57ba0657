"""What domains put on the front of the house: the doors of the header, and what the home page shows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Thing = TypeVar("Thing")
Point = tuple[float, float]  # latitude, longitude


class Shelf(Generic[Thing]):
    """Callables that domains add in `AppConfig.ready()`; asked for again on every page."""

    def __init__(self) -> None:
        self._sources: list[Callable[[], Iterable[Thing]]] = []

    def add(self, source: Callable[[], Iterable[Thing]]) -> None:
        """Adding the same source twice changes nothing."""
        if source not in self._sources:
            self._sources.append(source)

    def __call__(self) -> list[Thing]:
        return [thing for source in self._sources for thing in source()]


@dataclass(frozen=True)
class Door:
    """A word in the header: `url_name` is where it leads, a smaller `order` stands first."""

    label: str | Promise
    url_name: str
    order: int = 50


class Figure(NamedTuple):
    """One number of the home page, with what it counts."""

    value: int | str
    label: str
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

    label: str
    url: str
    icon: str = "search"


_doors: dict[str, Door] = {"core:open_data": Door(_("Open data"), "core:open_data", order=90)}


def add_door(door: Door) -> None:
    """Put a door into the header; one for each address."""
    _doors[door.url_name] = door


def doors() -> list[Door]:
    """The doors of the header in their order."""
    return sorted(_doors.values(), key=lambda door: (door.order, door.url_name))


home_figures: Shelf[Figure] = Shelf()
home_flows: Shelf[Flow] = Shelf()
home_needs: Shelf[Need] = Shelf()
