"""What changed in a call since people could read it, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ponte.core.moments import moment_in_words
from ponte.core.values import differences
from ponte.fund.models import Call, CallNotice
from ponte.fund.queries.call_parts import PARTS
from ponte.fund.queries.call_texts import TEXTS

CANCELLED = "cancelled"
AS_A_WHOLE = frozenset({"criteria", "budget", "files"})  # lists of lines, in the language of the call


@dataclass(frozen=True)
class Line:
    """One thing that is another one now; `before` and `after` may be empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class News:
    """One notice as people read it."""

    notice: CallNotice
    title: str
    lines: list[Line]


def news_of(call: Call, notices: Iterable[CallNotice] | None = None) -> list[News]:
    """The newest first."""
    rows = call.notices.all() if notices is None else notices
    return [News(row, title_of(row), lines_of(call, row)) for row in rows]


def title_of(notice: CallNotice) -> str:
    """What it is about."""
    if notice.part == CANCELLED:
        return _("Cancelled")
    return str(PARTS[notice.part].label)


def lines_of(call: Call, notice: CallNotice) -> list[Line]:
    """Its values in words; texts are read on the page itself, so only their names are told."""
    return [line_of(call, name, pair) for name, pair in notice.values.items()]


def line_of(call: Call, name: str, pair: Mapping[str, Any]) -> Line:
    """One value before and after."""
    if name in TEXTS:
        return Line(str(TEXTS[name]), "", "")
    if name in AS_A_WHOLE:
        gone = [line for line in pair["before"] or [] if line not in (pair["after"] or [])]
        new = [line for line in pair["after"] or [] if line not in (pair["before"] or [])]
        return Line(str(PARTS[name].label), " · ".join(gone), " · ".join(new))
    told = differences("fund.call", {name: pair})[0]
    if name.endswith(("_at", "_until")):
        return Line(told.label, moment(call, pair["before"]), moment(call, pair["after"]))
    return Line(told.label, told.before, told.after)


def moment(call: Call, iso: str | None) -> str:
    """A moment with its zone."""
    return "" if iso is None else moment_in_words(datetime.fromisoformat(iso), call.time_zone)
