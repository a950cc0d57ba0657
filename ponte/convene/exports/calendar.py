"""Meetings as iCalendar (RFC 5545): feeds, and the files that go with mails.

Written line by line: the library that reads these files in our tests takes five times longer than a feed may.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from ponte.convene.exports.zones import keeps_rule, vtimezone

MEDIA_TYPE = "text/calendar; charset=utf-8"
LONGEST = 75  # bytes of a line; a longer one goes on in the next, which begins with a space
# What a text may not hold: control characters end or garble lines in some readers.
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""} | _CONTROL)


@dataclass(frozen=True)
class Entry:
    """One meeting as a calendar shows it; the texts are in the reader's language already."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    changed_at: datetime
    edition: int = 0
    text: str = ""
    place: str = ""
    url: str = ""
    is_whole_day: bool = False
    status: str = "CONFIRMED"
    # Of an invitation: who invites, and who is invited.
    organiser: tuple[str, str] | None = None
    guest: tuple[str, str] | None = None
    categories: Sequence[str] = field(default=())


def calendar(entries: Iterable[Entry], *, name: str = "", method: str = "PUBLISH") -> bytes:
    """The file. Times are by the clock of the place where its rule is known, else in UTC."""
    rows = list(entries)
    by_clock = {row.uid for row in rows if _has_clock(row)}
    zones = sorted({row.zone for row in rows if row.uid in by_clock})
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ponte//Meetings//EN", "CALSCALE:GREGORIAN"]
    head.append(f"METHOD:{method}")
    if name:
        head += [fold(f"{label}:{escape(name)}") for label in ("NAME", "X-WR-CALNAME")]
    lines = chain(
        head,
        (vtimezone(zone).rstrip("\r\n") for zone in zones),
        chain.from_iterable(_event(row, by_clock=row.uid in by_clock) for row in rows),
        ["END:VCALENDAR", ""],
    )
    return "\r\n".join(lines).encode()


def escape(text: str) -> str:
    """A text as a value: nothing in it ends the line or begins another property."""
    return text.replace("\r\n", "\n").translate(_ESCAPED)


def fold(line: str) -> str:
    """Break a long line so that no piece has more than 75 bytes and no character is torn."""
    if len(line) < LONGEST // 4 or len(line.encode()) <= LONGEST:
        return line
    content, pieces, start = line.encode(), [], 0
    while start < len(content):
        end = min(start + LONGEST - (start > 0), len(content))
        while end < len(content) and content[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(content[start:end].decode())
        start = end
    return "\r\n ".join(pieces)


def _has_clock(row: Entry) -> bool:
    return row.zone != "UTC" and not row.is_whole_day and keeps_rule(row.zone, row.starts_at, row.ends_at)


def _event(row: Entry, *, by_clock: bool) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{row.uid}",
        f"DTSTAMP:{_utc(row.changed_at)}",
        f"LAST-MODIFIED:{_utc(row.changed_at)}",
        f"SEQUENCE:{row.edition}",
        f"STATUS:{row.status}",
        *_when(row, by_clock=by_clock),
        fold(f"SUMMARY:{escape(row.title)}"),
    ]
    if row.text:
        lines.append(fold(f"DESCRIPTION:{escape(row.text)}"))
    if row.place:
        lines.append(fold(f"LOCATION:{escape(row.place)}"))
    if row.categories:
        lines.append(fold(f"CATEGORIES:{','.join(map(escape, row.categories))}"))
    if row.url:
        lines.append(fold(f"URL:{row.url}"))
    if row.organiser:
        lines.append(_somebody("ORGANIZER", "", *row.organiser))
    if row.guest:
        lines.append(
            _somebody("ATTENDEE", ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE", *row.guest)
        )
    return [*lines, "END:VEVENT"]


def _somebody(what: str, parameters: str, name: str, address: str) -> str:
    quoted = escape(name).replace('"', "'").replace("\\", "")
    return fold(f'{what};CN="{quoted}"{parameters}:mailto:{address}')


def _when(row: Entry, *, by_clock: bool) -> list[str]:
    if row.is_whole_day:
        zone = ZoneInfo(row.zone)
        begins, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
        return [f"DTSTART;VALUE=DATE:{begins:%Y%m%d}", f"DTEND;VALUE=DATE:{ends + timedelta(days=1):%Y%m%d}"]
    zone_name = row.zone if by_clock else ""
    return [_moment("DTSTART", row.starts_at, zone_name), _moment("DTEND", row.ends_at, zone_name)]


def _moment(name: str, at: datetime, zone: str) -> str:
    if not zone:
        return f"{name}:{_utc(at)}"
    return f"{name};TZID={zone}:{at.astimezone(ZoneInfo(zone)):%Y%m%dT%H%M%S}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
