"""What a paper says besides what people wrote: days and hours with their zone, how things were decided."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ponte.convene.models.attendance import Presence
from ponte.convene.models.decision import Reached
from ponte.convene.models.minutes import Minutes, MinutesState
from ponte.convene.queries.paper import Attendee, Decided, Paper
from ponte.core import languages
from ponte.core.models import Wording
from ponte.core.ui.words import named

MANY_NAMES = 30
FSI, PDI = "\u2068", "\u2069"  # the next words find their own direction; the sentence goes on


def when_of(paper: Paper) -> str:
    """ "29 November 2026, 17:30 to 19:10 (Europe/Rome, UTC+1)"."""
    zone = ZoneInfo(paper.zone)
    starts = datetime.fromisoformat(paper.starts_at).astimezone(zone)
    ends = datetime.fromisoformat(paper.ends_at).astimezone(zone)
    offset = starts.strftime("%z")
    clock = f"UTC{offset[0]}{int(offset[1:3])}" + (f":{offset[3:]}" if offset[3:] != "00" else "")
    return _("%(day)s, %(starts)s to %(ends)s (%(zone)s)") % {
        "day": date_format(starts, "DATE_FORMAT"),
        "starts": time_format(starts.time(), "H:i"),
        "ends": time_format(ends.time(), "H:i"),
        "zone": f"{FSI}{paper.zone}, {clock}{PDI}",
    }


def facts_of(paper: Paper) -> list[tuple[str, str]]:
    """What stands below the title."""
    spoken = " · ".join(languages.name(code, paper.language) for code in paper.languages)
    where = " · ".join(filter(None, [isolated(paper.where), modes()[paper.mode]]))
    rows = [(_("When"), when_of(paper)), (_("Where"), where), (_("Languages"), spoken)]
    if paper.seats:
        rows.append(
            (_("Members there"), _("%(there)d of %(all)d") % {"there": paper.seats[0], "all": paper.seats[1]})
        )
    return [(label, value) for label, value in rows if value]


def modes() -> dict[str, str]:
    """How people met."""
    return {"in_person": _("in person"), "online": _("online"), "hybrid": _("in person and online")}


def how_of(decided: Decided) -> str:
    """ "By vote: in favour 5, against 0, abstained 1"."""
    how = str(Reached(decided.reached).label)
    if decided.votes is None:
        return how
    counts = {"how": how, "for": decided.votes[0], "against": decided.votes[1], "abstained": decided.votes[2]}
    return _("%(how)s: in favour %(for)d, against %(against)d, abstained %(abstained)d") % counts


def presence_of(paper: Paper) -> list[tuple[str, tuple[Attendee, ...]]]:
    """Who was there, with the word above."""
    return [(str(Presence(state).label), rows) for state, rows in paper.present.items()]


def signatures_of(paper: Paper) -> list[tuple[str, str]]:
    """The lines at the end on which two people sign."""
    return [
        (pgettext("who signs minutes", "Chair"), paper.chair),
        (pgettext("who signs minutes", "Minute taker"), paper.taker),
    ]


def state_of(minutes: Minutes) -> tuple[str, str, bool]:
    """Where they stand in one sentence, the sentence with the hash, whether they are final."""
    if minutes.state == MinutesState.APPROVED and minutes.approved_in:
        day = date_format(minutes.approved_in.begins, "DATE_FORMAT")
        told = _("Approved in the meeting of %(day)s. Nothing in them changes any more.") % {"day": day}
        return told, _("SHA-256 of the text: %(hash)s") % {"hash": minutes.text_hash}, True
    if minutes.state == MinutesState.CIRCULATED:
        return _("Sent to the members, not approved yet."), "", False
    return _("Draft. Not sent to the members yet."), "", False


def not_sure(text: Any, language: str) -> str:
    """What a reader has to know of a text: whose language it is, that nobody checked it."""
    if not text.text or (
        text.language.partition("-")[0] == language.partition("-")[0] and not text.is_fallback
    ):
        state = text.state
        return str(Wording.State(state).label) if text.text and state in ("machine", "outdated") else ""
    return _("Not translated yet: this is in %(language)s.") % {
        "language": languages.name(text.language, language)
    }


def isolated(text: str) -> str:
    """For plain text: words that do not pull the sentence around them to their side."""
    return f"{FSI}{text}{PDI}" if text else ""


def names_as_html(rows: tuple[Attendee, ...]) -> SafeString:
    """A name a line; run together, and without bold letters, when there are many."""
    if len(rows) <= MANY_NAMES:
        return format_html_join(SafeString("<br>"), "{}", ((name_as_html(row),) for row in rows))
    told = (
        (bdi(row.name), bdi(f" ({row.body})" if row.name else row.body, row.body_language)) for row in rows
    )
    return format_html_join("; ", "{}{}", told)


def name_as_html(row: Attendee) -> SafeString:
    """Isolated only where letters of the other direction stand: a paper of 200 names stays light."""
    name, body = bdi(row.name), bdi(row.body, row.body_language)
    if row.name and row.body:
        return format_html('<b>{}</b> <span class="soft">{}</span>', name, body)
    return format_html("<b>{}</b>", name or body)


def bdi(text: str, language: str = "") -> SafeString:
    """A name in its language; plain when it is written in Latin letters."""
    if not text:
        return SafeString("")
    return format_html("{}", text) if text.isascii() and not language else named(text, language)
