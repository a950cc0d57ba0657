"""When a meeting is, in words that always name the time zone."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.convene.models import Meeting
from ponte.core import languages


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


def when_in_words(meeting: Meeting, language: str = "", *, style: str = "full") -> str:
    """From when until when; the end names its day when it is another one, and its offset when the clocks changed."""
    language = language or get_language() or "en"
    begins, ends = meeting.begins, meeting.ends
    if meeting.is_whole_day:
        return _("%(day)s (the time of day is not known)") % {
            "day": day_in_words(begins, language, style=style)
        }
    end = clock_in_words(ends, language)
    if ends.date() != begins.date():
        end = f"{day_in_words(ends, language, style=style)}, {end}"
    zone = zone_in_words(begins, meeting.zone, language)
    if begins.utcoffset() != ends.utcoffset():
        zone = f"{zone} → {offset_of(ends)}"
    return _("%(day)s, %(start)s – %(end)s (%(zone)s)") % {
        "day": day_in_words(begins, language, style=style),
        "start": clock_in_words(begins, language),
        "end": end,
        "zone": zone,
    }
