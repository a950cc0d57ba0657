"""Calls as everybody reads them: the list, one of them, its files, the feed."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ponte.core import changes, versions
from ponte.core.etags import etag_of, is_known
from ponte.core.page_cache import for_visitors
from ponte.core.registries import page_slots
from ponte.core.views.files import answer_with
from ponte.core.views.steps import perform
from ponte.fund.exports import calls_atom
from ponte.fund.lifecycles.call import lifecycle
from ponte.fund.models.vocabulary import Instrument
from ponte.fund.queries import call_list, call_page
from ponte.fund.queries.call_parts import missing
from ponte.fund.queries.visible import calls_visible_to
from ponte.fund.views.loading import load_call
from ponte.map.models.vocabulary import Sector
from ponte.map.views.organisation_export import publisher
from ponte.map.views.organisation_feed import NEVER

KINDS = ("fund.call", "fund.callquestion")
A_MINUTE = timedelta(minutes=1)  # whether a call is open depends on the clock
IN_FEED = 50


@for_visitors(*KINDS, asks=("time", "instrument", "sector", "country", "page"), lasts=A_MINUTE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All of them, open or not."""
    wanted, language, person = call_list.read_wanted(request.GET), get_language() or "en", request.user
    may_write = person.is_authenticated and person.has_perm("fund.add_call")
    pages = call_list.page_of(wanted, person)
    context = {
        "pages": pages,
        "rows": call_list.rows_of(list(pages.object_list), language),
        "query": wanted.address(),
        "wanted": wanted,
        "tabs": [
            {
                "label": label,
                "url": f"{reverse('fund:calls')}?{wanted.address(time=name)}",
                "current": name == wanted.time,
            }
            for name, label in call_list.TIMES.items()
            if name != "drafts" or may_write
        ],
        "facets": [
            facet("instrument", _("What is given"), Instrument.choices, wanted.instrument),
            facet("sector", _("Sector"), Sector.choices, wanted.sector),
            facet("country", _("Country"), call_list.countries_to_choose(person, language), wanted.country),
        ],
        "chosen": sum(bool(value) for value in (wanted.instrument, wanted.sector, wanted.country)),
        "may_write": may_write,
    }
    return render(request, "fund/call_list.html", context)


def facet(name: str, legend: str, options: Any, chosen: str) -> dict[str, Any]:
    """One way to narrow the list down."""
    given = [("", _("All")), *options]
    return {
        "name": name,
        "legend": legend,
        "options": [
            {"value": value, "label": label, "count": None, "chosen": value == chosen}
            for value, label in given
        ],
    }


@for_visitors(*KINDS, "plan.engagement", slots=["fund.call.panels"], lasts=A_MINUTE)
@require_safe
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """One call: everything somebody needs to decide whether to apply, and the way there."""
    call, person = load_call(request, reference), request.user
    is_known_person = person.is_authenticated
    may_change = is_known_person and person.has_perm("fund.change_call", call)
    context = call_page.context_of(call, person)
    context |= {
        "offers": lifecycle.open_to(person, call) if is_known_person else [],
        "panels": page_slots.slot("fund.call.panels").panels(request, call),
        "may_change": may_change,
        "may_answer": is_known_person and person.has_perm("fund.answer_call", call),
        "missing": missing(call) if may_change and call.state == "draft" else [],
        "waiting": call.questions.filter(answer="").count() if may_change else 0,
    }
    return render(request, "fund/call.html", context)


@require_safe
def attachment(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """A file of a call, for whoever sees the call."""
    call = load_call(request, reference)
    row = get_object_or_404(call.attachments.select_related("file"), pk=pk)
    return answer_with(request, row.file)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """One step of its life."""
    call = load_call(request, reference)
    perform(request, lifecycle, name, call)
    return redirect(call)


@login_required
@require_safe
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Who changed what in it."""
    call = load_call(request, reference, "fund.change_call")
    entries = changes.history_of(call)[:300]
    return render(request, "fund/call_history.html", call_page.top(call) | {"changes": entries})


@for_visitors("fund.call", lasts=A_MINUTE)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest calls of everybody, the same whoever asks: feeds are read by programs."""
    stamp = versions.stamp("fund.call")
    changed_at = stamp[1] or NEVER
    rows = list(public_calls())
    etag = etag_of((stamp, [call_list.standing(row) for row in rows], get_language(), publisher()))
    answer: HttpResponse = HttpResponseNotModified()
    if not is_known(etag, request):
        here = settings.URL + request.path
        body = calls_atom.write(rows, publisher=publisher() or "Ponte", changed_at=changed_at, here=here)
        answer = HttpResponse(body, content_type=calls_atom.MIME)
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(changed_at.timestamp())
    patch_cache_control(answer, no_cache=True)
    return answer


def public_calls() -> Any:
    """What the feed tells of, the newest first."""
    rows = calls_visible_to(AnonymousUser()).exclude(published_at=None)
    return rows.order_by("-published_at", "-pk")[:IN_FEED]
