"""Actions a person may see, whose they are, and where they show."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from ponte.accounts.rules import works_here
from ponte.convene.models.action_point import TITLE, UNFINISHED, ActionPoint, ActionState
from ponte.convene.models.agenda_item import AgendaItem
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.table import Table
from ponte.convene.models.vocabulary import TableVisibility
from ponte.convene.queries.assembling import told
from ponte.convene.queries.carried import ComesBack, is_for_everybody
from ponte.convene.queries.paper import Text
from ponte.core import wordings
from ponte.map.models.membership import membership_roles

KIND = "convene.actionpoint"
SHOWN = 8
WITH_OWNER = ("table", "owner_organisation", "owner_delegate__seat", "owner_person")


def owned_by(person: Any) -> Q:
    """Theirs as a person, as a delegate or as one of the people of an organisation."""
    if not getattr(person, "is_authenticated", False):
        return Q(pk__in=[])
    own = Q(owner_person=person.pk) | Q(owner_delegate__account=person.pk)
    return own | Q(owner_organisation__in=list(membership_roles(person)))


def actions_visible_to(person: Any) -> "QuerySet[ActionPoint]":
    """The scope of every page about actions: a stranger gets 404."""
    rows = ActionPoint.objects.select_related(*WITH_OWNER)
    if works_here(person):
        return rows
    if not person.is_authenticated:
        return rows.none()
    sits = Q(table__in=tables_sat_at(person)) & ~Q(table__visibility=TableVisibility.OFFICE)
    return rows.filter(sits | Q(table__facilitator=person.pk) | owned_by(person))


def open_actions(table: Table) -> "QuerySet[ActionPoint]":
    """What is not verified yet, what is due first."""
    return ActionPoint.objects.filter(table=table, state__in=UNFINISHED).select_related(*WITH_OWNER)


def narrowed(rows: "QuerySet[ActionPoint]", state: str, today: date) -> "QuerySet[ActionPoint]":
    """By state; "overdue" and "unfinished" are sorts of their own."""
    if state == "overdue":
        return rows.filter(state=ActionState.OPEN, due_on__lt=today)
    if state == "unfinished":
        return rows.filter(state__in=UNFINISHED)
    return rows.filter(state=state) if state in ActionState.values else rows


def in_words(rows: list[ActionPoint], language: str) -> list[tuple[ActionPoint, Text]]:
    """Each with its one line in this language, in one query; none for what was written in it."""
    others = [row for row in rows if row.language != language]
    texts = wordings.best_many(others, (TITLE,), language)
    return [
        (
            row,
            Text(row.title, row.language)
            if row.language == language
            else told(texts[row.pk, TITLE], row.title, row.language),
        )
        for row in rows
    ]


def come_back(meeting: Meeting) -> list[ComesBack]:
    """For the next agenda of a table: every action that is not verified, from the day it begins."""
    if meeting.table is None:
        return []
    day = meeting.begins.date()
    rows = open_actions(meeting.table).filter(Q(not_before=None) | Q(not_before__lte=day))
    is_internal = is_for_everybody(meeting)  # actions are for the table alone
    return [
        ComesBack(row.title, row.language, (KIND, row.pk), is_internal=is_internal)
        for row in rows.exclude(meeting=meeting)[:200]
    ]


def times_carried(action: ActionPoint) -> int:
    """On how many agendas it has come back."""
    return AgendaItem.objects.filter(about_kind=KIND, about_id=action.pk).count()


def panel(request: HttpRequest, table: Table) -> dict[str, Any] | None:
    """On the page of a table: what is open, what is overdue first."""
    rows = list(actions_visible_to(request.user).filter(table=table, state__in=UNFINISHED)[:SHOWN])
    may_add = request.user.has_perm("convene.add_actionpoint", table)
    if not (rows or may_add):
        return None
    return {"table": table, "rows": with_words(rows), "may_add": may_add}


def with_words(rows: list[ActionPoint]) -> list[dict[str, Any]]:
    """What a list of actions shows of each."""
    today = timezone.localdate()
    return [
        {"row": row, "title": text, "is_overdue": row.is_overdue(today)}
        for row, text in in_words(rows, get_language() or "en")
    ]
