"""The records that may be the same: the queue, and who may look at it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.core.matching.evidence import evidence_from
from ponte.map.forms.search import number
from ponte.map.models import DuplicatePair
from ponte.map.queries.duplicates import (
    LEVELS,
    PAGE_LENGTH,
    TABS,
    counts,
    in_queue,
    level_of,
    proposed_among,
)
from ponte.map.queries.organisation_list import shown_places
from ponte.map.tasks import find_duplicates


def for_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only those who keep the map; for anybody else there is no such page."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not request.user.has_perm("map.view_duplicatepair"):
            raise Http404
        return view(request, *args, **options)

    return guarded


@for_keepers
def overview(request: HttpRequest) -> HttpResponse:
    """The pairs to decide, the surest first; and those decided."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "open"
    level = request.GET.get("sure", "")
    level = level if level in LEVELS and tab == "open" else ""
    held = counts()
    here = reverse("map:duplicates")
    found = Paginator(in_queue(tab, level), PAGE_LENGTH)
    found.count = held[level or tab]
    pages = found.get_page(number(request.GET.get("page", "")))
    waiting = proposed_among(pages)
    context = {
        "pages": pages,
        "rows": [row_of(pair, waiting) for pair in pages],
        "query": f"tab={tab}" + (f"&sure={level}" if level else ""),
        "tab": tab,
        "tabs": [
            {"label": label, "url": f"{here}?tab={name}", "current": name == tab, "count": held[name]}
            for name, (label, _condition) in TABS.items()
        ],
        "levels": [
            {
                "label": label,
                "url": here if name == level else f"{here}?sure={name}",
                "count": held[name],
                "chosen": name == level,
            }
            for name, (label, _kind, _condition) in LEVELS.items()
        ],
    }
    return render(request, "map/duplicates.html", context)


def row_of(pair: DuplicatePair, waiting: dict[int, Any]) -> dict[str, Any]:
    """One line of the queue."""
    label, kind, _condition = LEVELS[level_of(pair)]
    return {
        "pair": pair,
        "level": (kind, f"{label} · {pair.score}" if not pair.found_by_id else label),
        "records": [
            {"row": row, "places": shown_places(row, "residence") or shown_places(row, "origin")}
            for row in (pair.one, pair.other)
        ],
        "evidence": evidence_from(pair.evidence)[:4],
        "proposal": waiting.get(pair.pk),
    }


@require_POST
@for_keepers
def look(request: HttpRequest) -> HttpResponse:
    """Compare every record of the register with every other, in the background."""
    if not request.user.has_perm("map.add_duplicatepair"):
        raise Http404
    find_duplicates.enqueue()
    messages.success(request, _("The register is being looked through. What is found will stand here."))
    return redirect("map:duplicates")
