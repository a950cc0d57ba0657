"""Terms of reference, matters and asks as they are read."""

import difflib
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.accounts.rules import works_here
from ponte.convene.models import Ask, Matter, Table, Terms
from ponte.convene.models.ask import WAITING, AskState
from ponte.convene.models.matter import MatterState
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.terms import TEXT, TermsState
from ponte.convene.queries.tables import tables_run_by
from ponte.core import wordings
from ponte.core.registries import Task
from ponte.core.wordings import Shown

OPEN_MATTERS = (MatterState.RAISED, MatterState.TAKEN_UP)


@dataclass(frozen=True)
class Line:
    """A paragraph of a comparison: same, gone or come."""

    kind: str
    text: str


def compared(before: str, after: str) -> list[Line]:
    """Two texts, paragraph by paragraph; nothing is coloured only: each line says what it is."""
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    kinds = {"  ": "same", "- ": "gone", "+ ": "come"}
    return [Line(kinds[line[:2]], line[2:]) for line in found if line[:2] in kinds and line[2:].strip()]


def terms_of(table: Table, *, is_inside: bool) -> "QuerySet[Terms]":
    """Every version, the newest first; outside, those that were adopted."""
    rows = Terms.objects.filter(table=table).select_related("meeting", "table")
    return (rows if is_inside else rows.exclude(state=TermsState.DRAFT)).order_by("-number")


def the_one_before(terms: Terms) -> Terms | None:
    """The version that this one replaces."""
    older = Terms.objects.filter(table=terms.table_id, number__lt=terms.number)
    return older.exclude(state=TermsState.DRAFT).order_by("-number").first()


def text_of(terms: Terms, language: str) -> Shown:
    """The text for a reader of this language: a translation, or the original, which is said."""
    found = wordings.best(terms, TEXT, language)
    if found.is_missing:
        return Shown(terms.text, terms.language, found.state, is_fallback=terms.language != language)
    return found


def matters_visible_to(person: Any) -> "QuerySet[Matter]":
    """The scope of every page about a matter: people of one of its tables, and the office."""
    if works_here(person):
        return Matter.objects.all()
    if not person.is_authenticated:
        return Matter.objects.none()
    own = [*tables_sat_at(person), *tables_run_by(person).order_by().values_list("pk", flat=True)]
    return Matter.objects.filter(Q(table__in=own) | Q(origin__in=own))


def panel_of_matters(request: HttpRequest, table: Table) -> dict[str, Any] | None:
    """What came up to this table and what it brought up itself: both directions, the open ones first."""
    person: Any = request.user
    seen = matters_visible_to(person).select_related("origin", "table").order_by("-raised_at", "-pk")
    up = list(seen.filter(origin=table)[:10])
    here = list(seen.filter(table=table)[:10])
    may_raise = table.parent_id is not None and person.has_perm("convene.raise_matter", table)
    if not (up or here or may_raise):
        return None
    return {"up": up, "here": here, "may_raise": may_raise, "table": table}


def panel_of_terms(request: HttpRequest, table: Table) -> dict[str, Any] | None:
    """The version that holds."""
    terms = Terms.objects.filter(table=table, state=TermsState.ADOPTED).select_related("table").first()
    return {"terms": terms} if terms else None


def asks_visible_to(person: Any) -> "QuerySet[Ask]":
    """The scope of every page about an ask: the office, and members of its table once it is named for them."""
    if works_here(person):
        return Ask.objects.all()
    told = Ask.objects.exclude(shown_as="").exclude(state=AskState.DRAFT)
    return told.filter(table__in=tables_sat_at(person)) if person.is_authenticated else Ask.objects.none()


def asks_of(person: Any, *, waiting: bool | None = None, late: bool = False) -> "QuerySet[Ask]":
    """As they are listed: those whose clock rings first stand first."""
    rows = asks_visible_to(person).select_related("stakeholder", "table", "liaison", "engagement")
    if waiting is not None:
        rows = rows.filter(state__in=WAITING) if waiting else rows.exclude(state__in=WAITING)
    if late:
        today = timezone.localdate()
        rows = rows.filter(state__in=WAITING).filter(
            Q(reminded_on=None, remind_on__lte=today) | Q(reminded_on__isnull=False, escalate_on__lte=today)
        )
    return rows.order_by("remind_on", "-created_at", "-pk")


def panel_of_table(request: HttpRequest, table: Table) -> dict[str, Any] | None:
    """What was asked of institutions for this table."""
    return asks_panel(request, asks_of(request.user).filter(table=table))


def panel_of_engagement(request: HttpRequest, engagement: Any) -> dict[str, Any] | None:
    """What was asked of institutions for this engagement."""
    return asks_panel(request, asks_of(request.user).filter(engagement=engagement))


def asks_panel(request: HttpRequest, rows: "QuerySet[Ask]") -> dict[str, Any] | None:
    """Ten of them; nothing when there is none."""
    found = list(rows[:10])
    if not found:
        return None
    return {"asks": found, "is_office": works_here(request.user), "url": reverse("convene:asks")}


def on_desk(person: Any) -> list[Task]:
    """Asks whose clock has rung, for who follows them up; and matters that wait at one's tables."""
    if not person.is_authenticated:
        return []
    late = asks_of(person, late=True).filter(liaison=person.pk)[:10]
    tasks = [
        Task(_("No answer yet: %(title)s") % {"title": ask.title}, ask.get_absolute_url(), ask.next_on)
        for ask in late
    ]
    mine = tables_run_by(person).filter(facilitator=person.pk).order_by()
    waiting = Matter.objects.filter(state=MatterState.RAISED, table__in=mine).order_by("raised_at", "pk")
    return tasks + [
        Task(
            _("Brought to your table: %(title)s") % {"title": row.title},
            row.get_absolute_url(),
            row.raised_at,
        )
        for row in waiting[:10]
    ]
