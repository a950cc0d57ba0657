"""Applications as a list, and as a file for spreadsheets."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.core import places
from ponte.fund.exports.applications import FORMATS
from ponte.fund.forms.application_list import address_of, read_wanted
from ponte.fund.models import Application
from ponte.fund.models.vocabulary import Channel
from ponte.fund.queries.applications import (
    LENGTH,
    Wanted,
    by_state,
    calls_to_choose,
    exported,
    in_use,
    listed,
    sealed_calls,
)
from ponte.fund.queries.visible import applications_visible_to
from ponte.fund.views.application import TONES
from ponte.map.models.vocabulary import Sector

TOGETHER = 500
HUNDREDTHS = 100


@never_cache
@login_required
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The office finds every application it may read; others find their own."""
    wanted, seen = read_wanted(request.GET), applications_visible_to(request.user)
    states = by_state(wanted, seen)
    pages = Paginator(listed(wanted, seen), LENGTH)
    pages.count = next((each["count"] for each in states if each["chosen"]), 0)  # counted already
    page = pages.get_page(request.GET.get("page"))
    is_office = request.user.has_perm("fund.list_applications")
    context = {
        "wanted": wanted,
        "pages": page,
        "rows": [
            {"row": row, "tone": TONES.get(row.state, "info"), "points": points_of(row)} for row in page
        ],
        "query": address_of(wanted),
        "states": states,
        "is_office": is_office,
        "sealed": sealed_calls(request.user) if is_office else [],
        **choices_of(wanted, request.user, seen),
    }
    return render(request, "fund/application_list.html", context)


def points_of(row: Application) -> str:
    """Points of 100, once people have reviewed it."""
    return "" if row.points is None else number_format(row.points / HUNDREDTHS, 1)


def choices_of(wanted: Wanted, person: Any, seen: "QuerySet[Application]") -> dict[str, Any]:
    """What the filters offer: what finds something, and what is chosen."""
    language = get_language() or "en"
    sectors, there = in_use(seen)
    countries = places.sorted_by_name([*(there | {wanted.country}) - {""}], language)
    orders = [
        ("", _("Newest first")),
        ("oldest", _("Oldest first")),
        ("points", _("Most points first")),
        ("asked", _("Largest amount first")),
        ("name", _("By name")),
    ]
    return {
        "calls": options(calls_to_choose(person), wanted.call, _("All calls")),
        "sectors": options(
            [pair for pair in Sector.choices if pair[0] in sectors | {wanted.sector}],
            wanted.sector,
            _("All sectors"),
        ),
        "countries": options(countries, wanted.country, _("All countries")),
        "channels": options(Channel.choices, wanted.channel, _("However it came")),
        "orders": options(orders, wanted.order),
        "late": [{"value": "1", "label": _("Came late"), "count": None, "chosen": wanted.late}],
    }


def options(pairs: Any, chosen: str, every: str = "") -> list[dict[str, Any]]:
    """Options of a facet; the first one is all of it."""
    given = [*([("", every)] if every else []), *pairs]
    return [
        {"value": value, "label": label, "count": None, "chosen": value == chosen} for value, label in given
    ]


@login_required
@require_safe
def export(request: SignedInRequest, form: str) -> HttpResponse | StreamingHttpResponse:
    """The same rows, all of them, streamed."""
    if form not in FORMATS or not request.user.has_perm("fund.list_applications"):
        raise Http404
    kind, write = FORMATS[form]
    rows = exported(read_wanted(request.GET), applications_visible_to(request.user))
    answer = StreamingHttpResponse(write(rows.iterator(chunk_size=TOGETHER)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="applications.{form}"'
    answer["Cache-Control"] = "no-store"
    return answer
