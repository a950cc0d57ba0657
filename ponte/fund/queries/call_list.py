"""The list of calls: what is open, what comes, what is over; for the office also what is being written."""

from collections.abc import Container, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import places
from ponte.core.moments import moment_in_words
from ponte.fund.models import Call
from ponte.fund.models.vocabulary import CallState, Instrument
from ponte.fund.queries.call_texts import texts_of
from ponte.fund.queries.visible import calls_visible_to
from ponte.map.models.vocabulary import Sector

LENGTH = 25
TIMES = {
    "open": gettext_lazy("Open now"),
    "coming": gettext_lazy("To come"),
    "past": gettext_lazy("Closed"),
    "drafts": gettext_lazy("Being written"),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for."""

    time: str = "open"
    instrument: str = ""
    sector: str = ""
    country: str = ""
    page: str = "1"

    def address(self, **other: str) -> str:
        """The query of this list, or of a neighbour."""
        given = asdict(replace(self, **{"page": "", **other}))
        return urlencode({name: value for name, value in given.items() if value})


def read_wanted(query: QueryDict) -> Wanted:
    """What the address asks for; what nobody knows counts as nothing."""
    known: dict[str, Container[str]] = {
        "time": TIMES,
        "instrument": Instrument.values,
        "sector": Sector.values,
        "country": places.countries(),
    }
    found = {name: query.get(name, "") for name in known if query.get(name, "") in known[name]}
    return Wanted(**found, page=query.get("page", "1"))


def at_time(rows: "QuerySet[Call]", time: str, now: datetime) -> "QuerySet[Call]":
    """Those of one tab, in the order in which one needs them."""
    published = Q(state=CallState.PUBLISHED)
    if time == "coming":
        return rows.filter(published, opens_at__gt=now).order_by("opens_at", "pk")
    if time == "past":
        over = ~Q(state=CallState.DRAFT) & (~published | Q(closes_at__lte=now))
        return rows.filter(over).order_by(F("closes_at").desc(nulls_last=True), "-pk")
    if time == "drafts":
        return rows.filter(state=CallState.DRAFT).order_by("-changed_at", "-pk")
    return rows.filter(published, opens_at__lte=now, closes_at__gt=now).order_by("closes_at", "pk")


def page_of(wanted: Wanted, person: Any) -> Page:
    """One page of them."""
    rows = at_time(calls_visible_to(person), wanted.time, timezone.now())
    if wanted.instrument:
        rows = rows.filter(instrument=wanted.instrument)
    if wanted.sector or wanted.country:
        rows = rows.filter(pk__in=keys_of(rows, wanted))
    return Paginator(rows, LENGTH).get_page(wanted.page)


def keys_of(rows: "QuerySet[Call]", wanted: Wanted) -> list[int]:
    """Those for this sector and country; a call that names none is for all. An office has hundreds of calls."""
    given = rows.order_by().values_list("pk", "sectors", "residences", "origins")
    return [
        pk
        for pk, sectors, residences, origins in given
        if (not wanted.sector or not sectors or wanted.sector in sectors)
        and (not wanted.country or wanted.country in (residences + origins) or not residences + origins)
    ]


def rows_of(calls: Sequence[Call], language: str) -> list[dict[str, Any]]:
    """The lines; texts of all of them in one query."""
    texts = texts_of(calls, language)
    return [
        {
            "call": row,
            "title": texts[row.pk]["title"],
            "summary": texts[row.pk]["summary"],
            "standing": standing(row),
            "when": when(row, language),
            "most": row.money(row.most_minor),
            "sectors": Call._meta.get_field("sectors").labels(row.sectors),
            "places": [places.name(code, language) for code in row.residences],
        }
        for row in calls
    ]


def standing(call: Call) -> tuple[str, str]:
    """(kind of badge, words): where it stands, by its state and by the clock."""
    if call.is_open():
        return "good", _("Open")
    if call.state == CallState.PUBLISHED:
        return ("plain", _("Closed: the review begins")) if call.has_closed() else ("info", _("Opens soon"))
    kind = {CallState.DRAFT: "warn", CallState.REVIEW: "info", CallState.CANCELLED: "bad"}
    return kind.get(CallState(call.state), "plain"), call.get_state_display()


def when(call: Call, language: str) -> str:
    """The moment that counts now."""
    if call.opens_at and call.state == CallState.PUBLISHED and call.opens_at > timezone.now():
        return _("Opens: %(moment)s") % {"moment": moment_in_words(call.opens_at, call.time_zone, language)}
    if call.closes_at is None:
        return ""
    return _("Deadline: %(moment)s") % {"moment": moment_in_words(call.closes_at, call.time_zone, language)}


def countries_to_choose(person: Any, language: str) -> list[tuple[str, str]]:
    """Countries that calls this person sees are for."""
    given = calls_visible_to(person).order_by().values_list("residences", "origins")
    codes = {code for residences, origins in given for code in (*residences, *origins)}
    return places.sorted_by_name(sorted(codes), language)
