"""Panels as people see them: the list, the ranked list of one, and what waits for whom."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core.money import Money
from ponte.core.registries import Task
from ponte.fund.models import Award, Panel, PanelMember, Verdict, Vote
from ponte.fund.models.conflict import conflicts_of
from ponte.fund.models.panel import seats_held
from ponte.fund.models.verdict import person_reads_blind
from ponte.fund.models.vocabulary import (
    ApplicationState,
    AwardState,
    CallState,
    Decision,
    PanelState,
)
from ponte.fund.queries.envelope import STANDS, given_by_panel
from ponte.fund.queries.ranking import Ranked, ranked
from ponte.fund.queries.scenario_words import points_told
from ponte.fund.queries.voting import Outcome, outcomes, unheard
from ponte.fund.rules.panels import decides_here
from ponte.map.models.membership import membership_roles

LENGTH = 100


def panels_visible_to(person: Any) -> "QuerySet[Panel]":
    """The office sees all; others those they sit on."""
    if decides_here(person):
        return Panel.objects.all()
    held = list(seats_held(person))
    return Panel.objects.filter(pk__in=held) if held else Panel.objects.none()


def overview(person: Any, number: Any) -> "Page[Any]":
    """Newest first, with how many members and applications each has."""
    rows = panels_visible_to(person).select_related("call")
    counted = rows.annotate(
        sitting=Count("members", distinct=True), listed=Count("verdicts", distinct=True)
    ).order_by("-created_at", "-pk")
    return Paginator(counted, 30).get_page(number)


def not_near_to(person: Any, rows: "QuerySet[Verdict]") -> "QuerySet[Verdict]":
    """Those of applicants this person is not near to, and does not read blind at the moment."""
    near = Q(application__in=conflicts_of(person))
    near |= Q(application__in=person_reads_blind(person).order_by().values("application"))
    if held := list(membership_roles(person)):
        near |= Q(application__organisation__in=held) | Q(application__host__in=held)
    return rows.exclude(pk__in=rows.filter(near).order_by().values("pk"))


def verdicts_visible_to(person: Any, panel: Panel) -> "QuerySet[Verdict]":
    """All but those of applicants somebody is near to, or whose application they read blind at the moment.

    A member sees none before they said whether they are near.
    """
    rows = not_near_to(person, Verdict.objects.filter(panel=panel))
    if panel.pk in seats_held(person):
        rows = rows.exclude(pk__in=unheard(panel, person).order_by().values("pk"))
    return rows


@dataclass(frozen=True)
class Row:
    """One line of the ranked list, with how the votes stand."""

    ranked: Ranked
    outcome: Outcome

    @property
    def points(self) -> str:
        """As people write them."""
        return "–" if self.ranked.points is None else points_told(self.ranked.points)

    @property
    def kind(self) -> str:
        """The colour of the vote."""
        if self.outcome.carried:
            return "good"
        return "bad" if self.outcome.has_quorum else "plain"


@dataclass(frozen=True)
class Sums:
    """The figures at the top of a panel."""

    envelope: Money
    proposed: Money
    left: Money
    listed: int
    decided: int

    @property
    def is_exceeded(self) -> bool:
        """More is proposed than there is."""
        return self.left.minor < 0


def sums(panel: Panel, rows: list[Ranked]) -> Sums:
    """What is proposed, or what was given and stands."""
    currency = panel.call.currency
    if panel.state == PanelState.RELEASED:
        awards = Award.objects.filter(application__in=[row.application.pk for row in rows], state__in=STANDS)
        given = sum(awards.order_by().values_list("amount_minor", flat=True))
    else:
        given = sum(row.verdict.amount_minor or 0 for row in rows if row.verdict.decision == Decision.AWARD)
    return Sums(
        Money(panel.envelope_minor, currency),
        Money(given, currency),
        Money(panel.envelope_minor - given, currency),
        len(rows),
        sum(bool(row.verdict.decision) for row in rows),
    )


def page_of(panel: Panel, person: Any, number: Any) -> tuple[list[Ranked], "Page[Ranked]", list[Row]]:
    """All in their order (for sums), the part this person may see, and the rows of one page of it."""
    rows = ranked(panel)
    seen = set(verdicts_visible_to(person, panel).order_by().values_list("pk", flat=True))
    pages = Paginator([row for row in rows if row.verdict.pk in seen], LENGTH).get_page(number)
    shown = list(pages.object_list)
    known = outcomes(panel, [row.verdict for row in shown])
    return rows, pages, [Row(row, known[row.verdict.pk]) for row in shown]


def votes_to_cast(panel: Panel, person: Any) -> list[Verdict]:
    """What is proposed now and this member has not voted on in this round."""
    member = PanelMember.objects.filter(panel=panel, person=person).first()
    if member is None or panel.state != PanelState.OPEN:
        return []
    rows = verdicts_visible_to(person, panel).exclude(decision="")
    cast = set(Vote.objects.filter(member=member).order_by().values_list("verdict_id", "round"))
    found = rows.select_related("application__organisation", "panel__call").order_by("pk")
    return [row for row in found if (row.pk, row.round) not in cast]


def on_desk(person: Any) -> list[Task]:
    """To declare, to vote."""
    found = []
    held = list(seats_held(person))
    for panel in (
        Panel.objects.filter(pk__in=held, state=PanelState.OPEN).select_related("call") if held else ()
    ):
        if unheard(panel, person).exists():
            title = _("Say to which applicants you are near: %(panel)s") % {"panel": panel}
            found.append(Task(title, reverse("fund:panel_interests", args=[panel.reference]), panel.meets_on))
        elif count := len(votes_to_cast(panel, person)):
            words = ngettext(
                "Vote on %(count)d application: %(panel)s", "Vote on %(count)d applications: %(panel)s", count
            )
            url = reverse("fund:panel_vote", args=[panel.reference])
            found.append(Task(words % {"count": count, "panel": panel}, url, panel.meets_on))
    return found + reserve_to_call_up(person)


def reserve_to_call_up(person: Any) -> list[Task]:
    """An award was given up, and somebody waits on the reserve list of the same panel."""
    if not decides_here(person):
        return []
    gone = Award.objects.filter(state=AwardState.GIVEN_UP, application__verdicts__panel=OuterRef("pk"))
    waits = Verdict.objects.filter(panel=OuterRef("pk"), application__state=ApplicationState.RESERVE)
    rows = Panel.objects.filter(Exists(gone), Exists(waits), state=PanelState.RELEASED).select_related("call")
    found = []
    for panel in rows.order_by("pk")[:20]:
        if given_by_panel(panel) < panel.envelope_minor:
            title = _("Money is free, and somebody is on the reserve list: %(panel)s") % {"panel": panel}
            found.append(Task(title, panel.get_absolute_url(), panel.released_at))
    return found


def panel_of_call(request: Any, call: Any) -> dict[str, Any] | None:
    """What the page of a call has about its panels, for the office and for members."""
    person = request.user
    if not person.is_authenticated:
        return None
    rows = list(panels_visible_to(person).filter(call=call).select_related("call").order_by("pk"))
    may_add = call.state == CallState.REVIEW and person.has_perm("fund.add_panel")
    return {"panels": rows, "call": call, "may_add": may_add} if rows or may_add else None
