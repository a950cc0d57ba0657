"""How much work an application is, told before anybody begins."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import NamedTuple

from django.db.models import F

from ponte.ask.document.form import Placed
from ponte.ask.document.kinds import UPLOADS, Kind
from ponte.ask.models import Version
from ponte.fund.models import Application, Call

# Minutes for somebody who knows the project and writes in a language of theirs. The page says "about".
MINUTES: dict[str, int] = {
    Kind.LONG: 15,
    Kind.FILE: 10,
    Kind.IMAGE: 5,
    Kind.MONEY: 3,
    Kind.PLACE: 3,
    Kind.TEXT: 2,
}
FEW = 1
ABOUT, BUDGET, PARTNERS, CHECK = 15, 45, 10, 10
STEP = 15  # minutes are told in quarters of an hour
ENOUGH = 5  # fewer than so many say nothing about the next one
LAST = 200
HOUR = 60
DAY = 8 * HOUR  # of work
LONG = 2


class Time(NamedTuple):
    """Days of work, or hours and minutes: never a thousand minutes."""

    days: int
    hours: int
    rest: int


def time_of(minutes: int) -> Time:
    """From two days of work on nobody counts the hours; a part of a day is a day."""
    if minutes >= LONG * DAY:
        return Time(-(-minutes // DAY), 0, 0)
    return Time(0, *divmod(minutes, HOUR))


@dataclass(frozen=True)
class Effort:
    """What there is to do, and how long that takes about."""

    minutes: int
    questions: int
    files: int
    has_budget: bool
    days: int | None  # from the first line to sending, for half of those who applied before

    @property
    def time(self) -> Time:
        """The minutes as people say them."""
        return time_of(self.minutes)


def minutes_of(version: Version | None) -> int:
    """All questions of a form; those that some people are not asked count as well."""
    return sum(MINUTES.get(placed.item.kind, FEW) for placed in asked_in(version))


def asked_in(version: Version | None) -> list[Placed]:
    """The questions people answer."""
    return list(version.form.answered) if version is not None else []


def in_quarters(minutes: int) -> int:
    """Rounded up, so that nobody is told less than it takes."""
    return -(-minutes // STEP) * STEP


def effort_of(call: Call) -> Effort:
    """Before the first line: questions, files, the budget."""
    form = call.concept_form if call.has_concepts else call.form
    asked = asked_in(form)
    has_budget = call.has_budget and not call.has_concepts  # it comes with the proposal
    minutes = ABOUT + PARTNERS + CHECK + minutes_of(form) + (BUDGET if has_budget else 0)
    files = sum(1 for placed in asked if placed.item.kind in UPLOADS)
    return Effort(in_quarters(minutes), len(asked), files, has_budget, days_it_took(call))


def days_it_took(call: Call) -> int | None:
    """What it really took: the median of the last applications on this site to calls of the same kind."""
    rows = (
        Application.objects.filter(
            call__instrument=call.instrument, channel="page", submitted_at__isnull=False
        )
        .annotate(took=F("submitted_at") - F("started_at"))
        .order_by("-submitted_at", "-pk")
    )
    took = list(rows.values_list("took", flat=True)[:LAST])
    if len(took) < ENOUGH:
        return None
    return max(1, -(-median(took) // timedelta(days=1)))
