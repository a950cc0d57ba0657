"""A view says that visitors all get the same page, and what that page is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from ponte.core.registries import slot

View = TypeVar("View", bound=Callable[..., Any])
# What stands around every page: the name, the logo and the languages of the office.
FRAME = "core.office"
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Declaration:
    """What a view said.

    kinds   the data versions that count on whenever the page could change
    slots   the places on it that other domains fill; their kinds count too
    asks    the parameters of the address it reads; with any other it is not kept
    lasts   how long it may be kept though no data change; never over midnight, when "today" is another day
    admits  asked before a page is made, with who asks still in sight; if not, the framework gets the request as it came
    """

    kinds: tuple[str, ...]
    slots: tuple[str, ...] = ()
    asks: frozenset[str] = frozenset()
    lasts: timedelta = HOUR
    admits: "Callable[[dict[str, Any]], bool] | None" = None

    def stands_for(self) -> tuple[str, ...]:
        """Every kind of data that can change this page."""
        theirs = {kind for name in self.slots for kind in slot(name).kinds}
        return tuple(sorted({FRAME, *self.kinds, *theirs}))

    def until(self, now: datetime) -> float:
        """The moment from which a page made now is too old, as seconds since the epoch."""
        here = timezone.localtime(now)
        midnight = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        return min(now + self.lasts, midnight).timestamp()


def for_visitors(
    *kinds: str,
    slots: Iterable[str] = (),
    asks: Iterable[str] = (),
    lasts: timedelta = HOUR,
    admits: Callable[[dict[str, Any]], bool] | None = None,
) -> Callable[[View], View]:
    """Mark a view: `@for_visitors("map.organisation", asks=("q", "page"))`. Use it only where a visitor without a
    session gets nothing that depends on who they are, on a cookie or on a header, but on the address alone."""
    declaration = Declaration(tuple(kinds), tuple(slots), frozenset(asks), lasts, admits)

    def declare(view: View) -> View:
        view.for_visitors = declaration  # type: ignore[attr-defined]
        return view

    return declare


def declaration_of(view: Callable[..., Any]) -> Declaration | None:
    """What a view said, if it did."""
    return getattr(view, "for_visitors", None)
