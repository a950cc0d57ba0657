"""Home, and the desk of those who signed in."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ponte.core import front
from ponte.core.page_cache import EVERY_KIND, for_visitors
from ponte.core.registries import page_slots, tasks_of


@for_visitors(EVERY_KIND)
def home(request: HttpRequest) -> HttpResponse:
    """The first page of a visitor, in their language: a search, a picture, numbers; filled by the domains."""
    flows = front.gathered(front.home_flows)
    context = {
        "figures": front.gathered(front.home_figures),
        "needs": front.gathered(front.home_needs),
        "search_url": front.search_url(),
        "suggestions_url": front.suggestions_url(),
        "for_associations": page_slots.slot("core.home.associations").panels(request, None),
        "notices": page_slots.slot("core.home.notices").panels(request, None),
        **picture(flows),
    }
    return render(request, "core/home.html", context)


def picture(flows: Sequence[front.Flow]) -> dict[str, Any]:
    """The flows as the `world` component takes them: every end once, origins first."""
    ends: dict[front.Point, tuple[str, str]] = {}
    for flow in flows:
        ends.setdefault(flow.place_at, (flow.place, "place"))
        ends.setdefault(flow.origin_at, (flow.origin, "origin"))
    points = [
        {"label": label, "kind": kind, "latitude": at[0], "longitude": at[1]}
        for at, (label, kind) in ends.items()
    ]
    return {
        "points": points,
        "arcs": [{"from": flow.origin_at, "to": flow.place_at, "weight": flow.weight} for flow in flows],
        "flows": flows,
    }


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    context = {
        "tasks": tasks_of(request.user),
        "today": timezone.localdate(),
        "panels": page_slots.slot("core.desk.panels").panels(request, request.user),
    }
    return render(request, "core/desk.html", context)
