"""When a meeting is, in words that always name the time zone."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.convene.models import Meeting
from ponte.core.moments import clock_in_words, day_in_words, offset_of, zone_in_words


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
