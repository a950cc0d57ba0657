"""Applicants no letter reached: who waits to be told by a person, on the page of a panel and on desks."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import ngettext

from ponte.core.registries import Task
from ponte.fund.models import Award, Panel, Verdict
from ponte.fund.models.vocabulary import DECIDED, Decision, PanelState, VerdictState
from ponte.fund.queries.panel_page import not_near_to, verdicts_visible_to
from ponte.fund.rules.panels import decides_here
from ponte.map.models.vocabulary import ContactKind

SHOWN, FEW, ON_DESK = 100, 6, 20
WAITS = Q(state=VerdictState.RELEASED, letters=0, told_on=None, application__state__in=DECIDED)


def untold() -> "QuerySet[Verdict]":
    """Decisions that stand, that no letter told, and nobody else; not what a later panel decided anew."""
    later = Verdict.objects.filter(
        application=OuterRef("application"), state=VerdictState.RELEASED, pk__gt=OuterRef("pk")
    )
    return Verdict.objects.filter(WAITS).exclude(Exists(later))


def listed(person: Any, panel: Panel) -> dict[str, Any] | None:
    """Who waits, the first hundred, and how many in all; None when nobody does, or this person does not tell them."""
    if panel.state != PanelState.RELEASED or not decides_here(person):
        return None
    rows = verdicts_visible_to(person, panel).filter(pk__in=untold().order_by().values("pk"))
    found = list(rows.select_related("application__organisation").order_by("application__reference")[:SHOWN])
    for row in found:
        row.panel = panel
    count = len(found) if len(found) < SHOWN else rows.order_by().count()
    told = {"rows": found, "count": count, "more": count - len(found), "is_long": count > FEW}
    return told if found else None


def award_of(verdict: Verdict) -> Award | None:
    """What its letter speaks of."""
    if verdict.decision != Decision.AWARD:
        return None
    return Award.objects.filter(application=verdict.application_id).select_related("call").first()


def ways_to_reach(verdict: Verdict) -> list[tuple[str, str]]:
    """(what it is, what to dial or write) of the organisation, mail addresses left out."""
    rows = verdict.application.organisation.contacts.exclude(kind=ContactKind.EMAIL).order_by("pk")
    return [(str(row.get_kind_display()), row.value) for row in rows]


def on_desk(person: Any) -> list[Task]:
    """Panels whose decision has not reached everybody, for those who may release them."""
    if not decides_here(person):
        return []
    rows = not_near_to(person, untold()).order_by()
    counted = rows.values("panel").annotate(count=Count("pk"))
    counts: dict[int, int] = {row["panel"]: row["count"] for row in counted}
    panels = Panel.objects.filter(pk__in=counts).order_by("released_at", "pk")[:ON_DESK] if counts else ()
    return [
        Task(
            ngettext(
                "%(count)d applicant waits to be told: %(panel)s",
                "%(count)d applicants wait to be told: %(panel)s",
                counts[panel.pk],
            )
            % {"count": counts[panel.pk], "panel": panel},
            f"{panel.get_absolute_url()}#untold",
            panel.released_at,
        )
        for panel in panels
    ]
