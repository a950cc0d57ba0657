"""Engagements: the list and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ponte.core import references
from ponte.core.registries import page_slots
from ponte.plan.models import Engagement
from ponte.plan.queries.engagements import engagements_visible_to

LENGTH = 25


def load(request: HttpRequest, reference: str) -> Engagement:
    """The engagement if this person may see it; for anybody else it does not exist."""
    rows = engagements_visible_to(request.user).select_related("owner", "successor")
    return get_object_or_404(rows, reference=references.normalise(reference))


def overview(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first."""
    rows = engagements_visible_to(request.user).select_related("owner").order_by("-created_at", "-pk")
    pages = Paginator(rows, LENGTH).get_page(request.GET.get("page"))
    return render(request, "plan/engagement_list.html", {"pages": pages})


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """What it is for, where it stands, and what other parts of the house have of it."""
    engagement = load(request, reference)
    panels = page_slots.slot("plan.engagement.panels").panels(request, engagement)
    return render(request, "plan/engagement.html", {"engagement": engagement, "panels": panels})
