"""How long deciding takes: days from the deadline of a call to the answer, for everybody to read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from ponte.core.wordings import Shown
from ponte.fund.models import Application, Call
from ponte.fund.models.vocabulary import DECIDED, WITH_THE_OFFICE, ApplicationState, CallState
from ponte.fund.queries.register import titles_of
from ponte.fund.queries.visible import calls_visible_to

MOST = 200  # calls on the page
WAITING = (*WITH_THE_OFFICE, ApplicationState.RETURNED, ApplicationState.INVITED)


@dataclass(frozen=True)
class Cycle:
    """One call: how many asked and received, and how many days they waited. `days` is None before any answer."""

    call: Call
    title: Shown
    asked: int
    answered: int
    awarded: int
    open_days: int
    days: float | None
    slowest: int | None
    promise: str


def cycles_of(person: Any, language: str) -> list[Cycle]:
    """The calls whose deadline has passed, the last one first; as many queries for any number of a time zone."""
    closed = calls_visible_to(person).filter(
        state__in=[CallState.PUBLISHED, CallState.REVIEW, CallState.DECIDED], closes_at__lt=timezone.now()
    )
    calls = list(closed.order_by("-closes_at", "-pk")[:MOST])
    titles, answered, asked = titles_of(calls, language), answers_of(calls), asked_of(calls)
    return [
        cycle_of(call, titles[call.pk], asked[call.pk], answered.get(call.pk, Counter())) for call in calls
    ]


def cycle_of(call: Call, title: Shown, asked: Counter, answers: Counter) -> Cycle:
    """The figures of one call."""
    end = deadline_of(call)
    waits = [(day - end).days for day in answers.elements()]
    waiting = sum(asked[state] for state in WAITING)
    zone = ZoneInfo(call.time_zone)
    opened, closed = (at.astimezone(zone).date() if at else end for at in (call.opens_at, call.closes_at))
    return Cycle(
        call=call,
        title=title,
        asked=asked.total(),
        answered=len(waits),
        awarded=asked[ApplicationState.AWARDED],
        open_days=(closed - opened).days,
        days=median(waits) if waits else None,
        slowest=max(waits, default=None),
        promise=promise_of(call, max(answers, default=None), is_answered=not waiting),
    )


def promise_of(call: Call, last: date | None, *, is_answered: bool) -> str:
    """Whether the day that was named for the answer was kept: nothing was promised, not due yet, kept, broken."""
    if call.notify_on is None:
        return "none"
    if is_answered:
        return "kept" if last is None or last <= call.notify_on else "broken"
    return "ahead" if timezone.localdate() <= call.notify_on else "broken"


def deadline_of(call: Call) -> date:
    """The day after which nothing came any more: of proposals, where there were two stages."""
    at = (call.proposals_until if call.has_concepts else None) or call.closes_at
    return (at or call.created_at).astimezone(ZoneInfo(call.time_zone)).date()


def answers_of(calls: Sequence[Call]) -> dict[int, Counter]:
    """{call: {day: how many were answered on it}}, days as they are where the call is; one query a time zone."""
    rows = Application.objects.filter(state__in=DECIDED, decided_at__isnull=False).order_by()
    found: dict[int, Counter] = {}
    for zone in {call.time_zone for call in calls}:
        there = rows.filter(call__in=[call for call in calls if call.time_zone == zone])
        day = TruncDate("decided_at", tzinfo=ZoneInfo(zone))
        for key, answered, number in there.values_list("call_id", day).annotate(number=Count("pk")):
            found.setdefault(key, Counter())[answered] += number
    return found


def asked_of(calls: Sequence[Call]) -> dict[int, Counter]:
    """{call: {state: how many}} of what was sent."""
    rows = Application.objects.filter(call__in=calls, submitted_at__isnull=False).order_by()
    found = {call.pk: Counter[str]() for call in calls}
    for key, state, number in rows.values_list("call_id", "state").annotate(number=Count("pk")):
        found[key][state] += number
    return found
