"""Moments with their zone: in words that name it, and read from what people type, nights of two clocks included."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_date, format_time, get_timezone_location
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import languages
from ponte.core.text import fold

FIRST, SECOND = "first", "second"


@lru_cache(maxsize=2048)
def city_of(zone: str, language: str) -> str:
    """The city a zone is named after, in a language: "Rome", "روما"."""
    if zone == "UTC":
        return zone
    return str(get_timezone_location(zone, locale=languages.locale_of(language), return_city=True))


def offset_of(at: datetime) -> str:
    """UTC+2, UTC−3:30."""
    seconds = (at.utcoffset() or timedelta()).total_seconds()
    sign, minutes = ("−" if seconds < 0 else "+"), abs(round(seconds / 60))
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")


def zone_in_words(at: datetime, zone: str, language: str) -> str:
    """ "time of Rome, UTC+2"."""
    if zone == "UTC":
        return zone
    return _("time of %(city)s, %(offset)s") % {
        "city": city_of(zone, language),
        "offset": offset_of(at.astimezone(ZoneInfo(zone))),
    }


def day_in_words(at: datetime, language: str, *, style: str = "full") -> str:
    """A day as it is written in a language."""
    return str(format_date(at, style, locale=languages.locale_of(language)))


def clock_in_words(at: datetime, language: str) -> str:
    """A time of day as it is written in a language."""
    return str(format_time(at, "short", locale=languages.locale_of(language)))


def moment_in_words(at: datetime, zone: str, language: str = "") -> str:
    """A day and a time with its zone."""
    language = language or get_language() or "en"
    local = at.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(time)s (%(zone)s)") % {
        "day": day_in_words(local, language),
        "time": clock_in_words(local, language),
        "zone": zone_in_words(at, zone, language),
    }


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


def beginning_of(day: date, zone: str) -> datetime:
    """Midnight as a moment in UTC; where the clocks jump over it, the moment they jump."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def _exists(local: datetime) -> bool:
    """Whether the clocks ever show it."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(fold=0) == local.replace(fold=0)
