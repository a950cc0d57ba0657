"""Engagements a person may see, and what their pages show."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from ponte.core import places
from ponte.core.registries import cloning
from ponte.map.models import Stakeholder
from ponte.map.models.vocabulary import Visibility
from ponte.plan.models import Engagement
from ponte.plan.models.vocabulary import EngagementState, Heading
from ponte.plan.queries.progress import bridge_of, countries_of, progress_of
from ponte.plan.rules import works_here

# What is not begun is nobody's business but the office's.
PRIVATE = (EngagementState.DRAFT, EngagementState.DROPPED)
ON_DESK = 3


def engagements_visible_to(person: Any) -> "QuerySet[Engagement]":
    """The scope of every page about one engagement: a stranger gets 404."""
    if works_here(person):
        return Engagement.objects.all()
    levels = [Visibility.PUBLIC]
    if person.is_authenticated:
        levels.append(Visibility.MEMBERS)
    return Engagement.objects.filter(Q(visibility__in=levels) & ~Q(state__in=PRIVATE))


def templates() -> "QuerySet[Engagement]":
    """Engagements whose shape is offered for new ones."""
    return Engagement.objects.filter(is_template=True).order_by("name", "pk")


def preview_of(source: Engagement | None) -> list[dict[str, Any]]:
    """What a template brings, part by part; what would be empty is left out."""
    parts = [{"title": part.title, "lines": part.preview(source)} for part in cloning]
    return [part for part in parts if part["lines"]]


def names_of(codes: Sequence[str]) -> list[str]:
    """Countries in the reader's language."""
    return [places.name(code, get_language() or "en") for code in codes]


def checklist(engagement: Engagement) -> list[dict[str, Any]]:
    """Every heading for every country, answered or not."""
    found = {(row.country, row.heading): row for row in engagement.findings.order_by("pk")}
    return [
        {
            "code": code,
            "name": name,
            "rows": [
                {"heading": value, "label": label, "finding": found.get((code, value))}
                for value, label in Heading.choices
            ],
        }
        for code, name in zip(countries_of(engagement), names_of(countries_of(engagement)), strict=True)
    ]


def not_yet_parties(engagement: Engagement) -> "QuerySet[Stakeholder]":
    """Stakeholders of the office that are not on the list of this engagement."""
    taken = engagement.parties.order_by().values("stakeholder")
    return Stakeholder.objects.filter(is_past=False).exclude(pk__in=taken).order_by("sort_name", "pk")


def desk_panel(request: HttpRequest, _subject: Any) -> dict[str, Any] | None:
    """Engagements under way, as bridges: one's own first."""
    person: Any = request.user
    if not works_here(person):
        return None
    running = Engagement.objects.filter(state__in=[EngagementState.OPEN, EngagementState.HANDING_OVER])
    rows = sorted(running.order_by("-created_at", "-pk")[:20], key=lambda row: row.owner_id != person.pk)
    shown = []
    for row in rows[:ON_DESK]:
        progress = progress_of(row)
        now = next((each for each in progress if each["state"] == "now"), None)
        shown.append({"engagement": row, "bridge": bridge_of(progress), "now": now})
    return {"rows": shown} if shown else None
