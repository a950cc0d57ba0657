"""A day, a time and a zone that people type, as a moment; nights in which the clocks change are asked about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ponte.convene.queries.when import clock_in_words, offset_of
from ponte.core.text import fold

FIRST, SECOND = "first", "second"


@lru_cache(maxsize=1)
def zones() -> dict[str, str]:
    """Every zone by its folded name, and by its city where only one has that city."""
    names = sorted(available_timezones() - {"localtime", "posixrules"})
    by_city: dict[str, set[str]] = {}
    for name in names:
        by_city.setdefault(fold(name.rpartition("/")[2].replace("_", " ")), set()).add(name)
    cities = {city: found.pop() for city, found in by_city.items() if len(found) == 1}
    return cities | {fold(name): name for name in names}


def zone_named(text: str) -> str:
    """The zone somebody means, by name ("Europe/Rome") or city ("Rome"). ValidationError with a suggestion."""
    known = zones()
    typed = fold(text.strip().replace(" ", "_")) if "/" in text else fold(text.strip().replace("_", " "))
    if typed in known:
        return known[typed]
    near = get_close_matches(typed, known, n=1, cutoff=0.7)
    if near:
        raise ValidationError(
            _("We do not know the time zone “%(typed)s”. Do you mean %(near)s?")
            % {"typed": text, "near": known[near[0]]}
        )
    raise ValidationError(
        _("We do not know the time zone “%(typed)s”. Write a city, like Rome, or a zone, like Europe/Rome.")
        % {"typed": text}
    )


class Ambiguous(ValidationError):
    """The time comes twice that night: one has to say which."""


@dataclass(frozen=True)
class Clock:
    """What the hands show, where."""

    day: date
    time: time
    zone: str


def moment(clock: Clock, *, which: str = "") -> datetime:
    """The moment in UTC. ValidationError for a time that does not exist, Ambiguous for one that comes twice."""
    zone = ZoneInfo(clock.zone)
    first = datetime.combine(clock.day, clock.time, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if _exists(first):
        if which in (FIRST, SECOND):
            return (first if which == FIRST else second).astimezone(UTC)
        raise Ambiguous(
            _(
                "That night the clocks go back, and this time comes twice in %(zone)s: "
                "first as %(first)s, then as %(second)s. Choose which one below."
            )
            % {"zone": clock.zone, "first": offset_of(first), "second": offset_of(second)}
        )
    later = first.astimezone(UTC).astimezone(zone)
    raise ValidationError(
        _(
            "This time does not exist on that day in %(zone)s: the clocks go forward. "
            "Choose another one, for example %(later)s."
        )
        % {"zone": clock.zone, "later": clock_in_words(later, "en")}
    )


def _exists(local: datetime) -> bool:
    """Whether the clocks ever show it."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(fold=0) == local.replace(fold=0)
