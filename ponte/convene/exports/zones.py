"""Time zones for calendars: a VTIMEZONE with yearly rules, made from the rule the zone data itself carries.

Libraries write lists of dates (RDATE), which the parser of Thunderbird reads one hour wrong after a change of the
clocks. The zone data end with a rule of POSIX ("CET-1CEST,M3.5.0,M10.5.0/3"); that one is said here as RRULE. A zone
without such a rule, or whose rule is not what the clocks do (Casablanca and Ramadan), has no VTIMEZONE: its times
are given in UTC.
"""

import re
import struct
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

NAME = r"(<[^>]+>|[A-Za-z]{3,})"
CLOCK = r"([+-]?\d{1,3}(?::\d{2}){0,2})"
RULE = re.compile(
    rf"{NAME}{CLOCK}(?:{NAME}{CLOCK}?,M(\d+)\.(\d)\.(\d)(?:/{CLOCK})?,M(\d+)\.(\d)\.(\d)(?:/{CLOCK})?)?"
)
DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
LAST_WEEK = 5
YEARS_AHEAD = 12  # in which the rule must say what the zone says


@dataclass(frozen=True)
class Change:
    """One change of the clocks in a year: the weekday of a week of a month, and seconds after its midnight."""

    month: int
    week: int
    weekday: int
    at: int

    @property
    def days(self) -> range | None:
        """Days of the month among which it falls; None when they leave the month or it is February's end."""
        shift = self.at // 86400
        if self.week == LAST_WEEK:
            length = monthrange(2001, self.month)[1]
            first = length - 6
        else:
            first, length = 7 * (self.week - 1) + 1, monthrange(2001, self.month)[1]
        found = range(first + shift, first + shift + 7)
        is_odd = self.month == 2 and self.week == LAST_WEEK
        return found if found[0] >= 1 and found[-1] <= length and not is_odd else None

    @property
    def rule(self) -> str:
        """The same as RRULE."""
        shift = self.at // 86400
        day = DAYS[(self.weekday + shift) % 7]
        if shift == 0:
            which = f"BYDAY={-1 if self.week == LAST_WEEK else self.week}{day}"
        else:
            which = f"BYMONTHDAY={','.join(map(str, self.days or ()))};BYDAY={day}"
        return f"FREQ=YEARLY;BYMONTH={self.month};{which}"

    @property
    def first(self) -> datetime:
        """When it happened first, by the rule, in 1970."""
        weekday = (self.weekday + self.at // 86400 - 1) % 7  # Monday is 0 for Python
        days = [day for day in self.days or () if date(1970, self.month, day).weekday() == weekday]
        return datetime(1970, self.month, days[0]) + timedelta(seconds=self.at % 86400)  # noqa: DTZ001 - local


@dataclass(frozen=True)
class Rule:
    """What POSIX says of a zone: one offset (seconds east of Greenwich), or two and when they change."""

    name: str
    offset: int
    summer_name: str = ""
    summer_offset: int = 0
    begins: Change | None = None
    ends: Change | None = None


def footer(zone: str) -> str:
    """The last line of the zone data: the rule for years to come. Empty where there is none."""
    found = (Path(folder) / zone for folder in TZPATH)
    content = next((path.read_bytes() for path in found if path.is_file()), None)
    if content is None:
        content = resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()
    is_new = content[:4] == b"TZif" and content[4:5] >= b"2"
    return content.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii", "replace") if is_new else ""


def _change(month: str, week: str, weekday: str, at: str | None) -> Change:
    """One change as POSIX writes it; without an hour it is two in the morning."""
    return Change(int(month), int(week), int(weekday), _seconds(at or "2"))


def read_rule(text: str) -> Rule | None:
    """A rule of POSIX, when it is of the kind that can be said as RRULE."""
    parts = RULE.fullmatch(text)
    if parts is None:
        return None
    name, offset, summer_name, summer_offset, *changes = parts.groups()
    rule = Rule(name.strip("<>"), -_seconds(offset))
    if not summer_name:
        return rule
    begins, ends = _change(*changes[:4]), _change(*changes[4:])
    if begins.days is None or ends.days is None:
        return None
    summer = -_seconds(summer_offset) if summer_offset else rule.offset + 3600
    return Rule(rule.name, rule.offset, summer_name.strip("<>"), summer, begins, ends)


@lru_cache(maxsize=512)
def rule_of(zone: str) -> Rule | None:
    """The rule of a zone, if there is one and it tells the truth for last year and the years to come."""
    rule, year = read_rule(footer(zone)), datetime.now(UTC).year
    real, said = ZoneInfo(zone), _by_rule_alone(zone)
    moment = datetime(year - 1, 1, 1, tzinfo=UTC)
    weeks = (moment + timedelta(days=7 * week) for week in range(52 * YEARS_AHEAD))
    is_true = said and all(at.astimezone(real).utcoffset() == at.astimezone(said).utcoffset() for at in weeks)
    return rule if is_true else None


def keeps_rule(zone: str, *moments: datetime) -> bool:
    """Whether a calendar that knows only the rule shows these moments right: a meeting of long ago may differ."""
    if rule_of(zone) is None or (said := _by_rule_alone(zone)) is None:
        return False
    real = ZoneInfo(zone)
    return all(at.astimezone(real).utcoffset() == at.astimezone(said).utcoffset() for at in moments)


@lru_cache(maxsize=512)
def vtimezone(zone: str) -> str:
    """The VTIMEZONE as lines; empty for a zone whose times are given in UTC."""
    rule = rule_of(zone)
    if rule is None:
        return ""
    parts = [f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n"]
    if rule.begins and rule.ends:
        parts.append(_part("STANDARD", rule.name, rule.summer_offset, rule.offset, rule.ends))
        parts.append(_part("DAYLIGHT", rule.summer_name, rule.offset, rule.summer_offset, rule.begins))
    else:
        parts.append(_part("STANDARD", rule.name, rule.offset, rule.offset, None))
    return "".join([*parts, "END:VTIMEZONE\r\n"])


def _part(kind: str, name: str, before: int, after: int, change: Change | None) -> str:  # noqa: PLR0917
    start = change.first if change else datetime(1970, 1, 1)  # noqa: DTZ001 - local
    rule = f"RRULE:{change.rule}\r\n" if change else ""
    return (
        f"BEGIN:{kind}\r\nDTSTART:{start:%Y%m%dT%H%M%S}\r\n{rule}TZOFFSETFROM:{_offset(before)}\r\n"
        f"TZOFFSETTO:{_offset(after)}\r\nTZNAME:{name}\r\nEND:{kind}\r\n"
    )


@lru_cache(maxsize=512)
def _by_rule_alone(zone: str) -> ZoneInfo | None:
    """The zone as somebody sees it who knows the rule and no history."""
    text = footer(zone)
    if read_rule(text) is None:
        return None
    counts = struct.pack(">6l", 0, 0, 0, 0, 1, 4)
    block = b"TZif2" + bytes(15) + counts + bytes(6) + b"LMT\0"
    return ZoneInfo.from_file(BytesIO(block + block + b"\n" + text.encode("ascii") + b"\n"))


def _seconds(clock: str) -> int:
    sign = -1 if clock.startswith("-") else 1
    hours, minutes, seconds, *_rest = [*map(int, clock.lstrip("+-").split(":")), 0, 0]
    return sign * (hours * 3600 + minutes * 60 + seconds)


def _offset(seconds: int) -> str:
    sign, rest = ("-" if seconds < 0 else "+"), abs(seconds)
    text = f"{sign}{rest // 3600:02}{rest % 3600 // 60:02}"
    return f"{text}{rest % 60:02}" if rest % 60 else text
