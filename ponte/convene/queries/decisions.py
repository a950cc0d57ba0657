"""Decisions a person may see: of their tables and of the tables above, whose decisions hold for those below."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import works_here
from ponte.convene.models.decision import TITLE, Decision, DecisionState
from ponte.convene.models.meeting import Meeting, Seen
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.table import Table
from ponte.convene.models.vocabulary import TableVisibility
from ponte.convene.queries.assembling import told
from ponte.convene.queries.carried import ComesBack, is_for_everybody, said
from ponte.convene.queries.paper import Text
from ponte.convene.queries.tables import above
from ponte.core import wordings

PUBLIC = Q(visibility=TableVisibility.PUBLIC, table__visibility=TableVisibility.PUBLIC)
SHOWN = 6
KIND = "convene.decision"
REVIEW = _("Look at a decision again: %(title)s")


def decisions_visible_to(person: Any) -> "QuerySet[Decision]":
    """The scope of every page about decisions: a stranger gets 404."""
    rows = Decision.objects.select_related("table", "meeting")
    if works_here(person):
        return rows
    public = PUBLIC & ~Q(state=DecisionState.PROPOSED)
    if not person.is_authenticated:
        return rows.filter(public)
    own = tables_sat_at(person)
    members = ~Q(visibility=TableVisibility.OFFICE) & ~Q(table__visibility=TableVisibility.OFFICE)
    seen = public | (members & Q(table__in=[*own, *_over(own)])) | Q(table__facilitator=person.pk)
    return rows.filter(seen)


def _over(tables: frozenset[int]) -> set[int]:
    """The tables above these, however far up."""
    parents = dict(Table.objects.order_by().values_list("pk", "parent_id")) if tables else {}
    found: set[int] = set()
    for key in tables:
        up = parents.get(key)
        while up is not None and up not in found:
            found.add(up)
            up = parents.get(up)
    return found


def in_words(rows: list[Decision], language: str) -> list[tuple[Decision, Text]]:
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


@dataclass(frozen=True)
class Chain:
    """What a decision replaced, oldest first, and what replaced it."""

    before: list[Decision]
    after: list[Decision]


def chain_of(decision: Decision) -> Chain:
    """Followed both ways; each replaces at most one, so it is a line."""
    before: list[Decision] = []
    old = decision.supersedes
    while old is not None and old not in before:
        before.insert(0, old)
        old = old.supersedes
    after: list[Decision] = []
    new = Decision.objects.filter(supersedes=decision).select_related("table").first()
    while new is not None and new not in after:
        after.append(new)
        new = Decision.objects.filter(supersedes=new).select_related("table").first()
    return Chain(before, after)


def panel(request: HttpRequest, table: Table) -> dict[str, Any] | None:
    """On the page of a table: its newest decisions, and those of the tables above, which hold here too."""
    over = above(table)
    rows = list(
        decisions_visible_to(request.user)
        .filter(table__in=[table, *over], state__in=[DecisionState.TAKEN, DecisionState.PROPOSED])
        .order_by("-taken_on", "-pk")[: SHOWN * 2]
    )
    language = get_language() or "en"
    shown = in_words(rows, language)
    own = [pair for pair in shown if pair[0].table_id == table.pk][:SHOWN]
    from_above = [pair for pair in shown if pair[0].table_id != table.pk and pair[0].holds][:SHOWN]
    may_add = request.user.has_perm("convene.add_decision", table)
    if not (own or from_above or may_add):
        return None
    today = timezone.localdate()
    to_review = [row for row, _text in own if row.review_on and row.review_on <= today and row.holds]
    return {"table": table, "own": own, "above": from_above, "may_add": may_add, "to_review": to_review}


def come_back(meeting: Meeting) -> list[ComesBack]:
    """For the next agenda of a table: decisions that hold and whose day to look at them again comes by then."""
    if meeting.table_id is None:
        return []
    due = Decision.objects.filter(
        table=meeting.table_id, state=DecisionState.TAKEN, review_on__lte=meeting.begins.date()
    ).exclude(meeting=meeting)
    if meeting.visibility != Seen.OFFICE:
        due = due.exclude(visibility=TableVisibility.OFFICE)
    found = []
    for row in due.select_related("table").order_by("review_on", "pk")[:50]:
        title, texts = said(REVIEW, row.language, title=str(row))
        is_internal = is_for_everybody(meeting) and row.visibility != TableVisibility.PUBLIC
        about = (KIND, row.pk)
        found.append(ComesBack(title, row.language, about, "decision", is_internal=is_internal, texts=texts))
    return found
