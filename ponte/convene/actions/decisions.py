"""Recording decisions: the original in one language, the others beside it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.convene.lifecycles.decision import lifecycle
from ponte.convene.models.decision import TEXT, TITLE, Decision, DecisionState
from ponte.convene.models.table import Table
from ponte.core import changes, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean

KEPT = (
    "title",
    "language",
    "meeting_id",
    "item_id",
    "reached",
    "votes_for",
    "votes_against",
    "votes_abstained",
    "dissent",
    "review_on",
    "visibility",
    "supersedes_id",
    "taken_on",
)


def kept(decision: Decision) -> dict[str, Any]:
    """What the log compares."""
    return {name.removesuffix("_id"): getattr(decision, name) for name in KEPT}


@transaction.atomic
def record_decision(
    table: Table, *, values: Mapping[str, Any], text: str = "", by: Any, is_taken: bool = False
) -> Decision:
    """A decision of this table, numbered at once when it was taken. `by` None is a demonstration."""
    if by is not None and not by.has_perm("convene.add_decision", table):
        raise NotPermitted(_("You are not permitted to do this."))
    decision = Decision(table=table, recorded_by=by, **values)
    refuse_what_cannot_be(decision)
    decision.save()
    changes.record(decision, by=by, verb=verbs.CREATE, before={}, after=kept(decision))
    wordings.write(decision, TITLE, decision.language, decision.title, by=by)
    wordings.write(decision, TEXT, decision.language, clean(text, multiline=True), by=by)
    if is_taken:
        lifecycle.perform("take", decision, by=by)
    return decision


@transaction.atomic
def change_decision(decision: Decision, *, values: Mapping[str, Any], text: str, by: Any) -> None:
    """While it is proposed everything; once it is taken only the day to look at it again and who may see it."""
    if not by.has_perm("convene.add_decision", decision.table):
        raise NotPermitted(_("You are not permitted to do this."))
    row = Decision.objects.select_for_update(of=("self",)).select_related("table").get(pk=decision.pk)
    if row.state not in (DecisionState.PROPOSED, DecisionState.TAKEN):
        raise Refused(_("This decision does not hold any more, so it stays as it is."))
    before = kept(row)
    is_proposed = row.state == DecisionState.PROPOSED
    for name, value in values.items():
        if is_proposed or name in ("review_on", "visibility"):
            setattr(row, name, value)
    refuse_what_cannot_be(row)
    row.save()
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=kept(row))
    if is_proposed:
        wordings.write(row, TITLE, row.language, row.title, by=by)
        wordings.write(row, TEXT, row.language, clean(text, multiline=True), by=by)


@transaction.atomic
def translate_decision(decision: Decision, *, language: str, title: str, text: str, by: Any) -> None:
    """Its words in another language."""
    if not by.has_perm("convene.add_decision", decision.table):
        raise NotPermitted(_("You are not permitted to do this."))
    if language == decision.language:
        raise Refused(_("This is the language it was written in."))
    wordings.write(decision, TITLE, language, clean(title)[:200], by=by)
    if text.strip():
        wordings.write(decision, TEXT, language, clean(text, multiline=True), by=by)


def refuse_what_cannot_be(decision: Decision) -> None:
    """Meeting, item and what it replaces are of the same table; only a vote has counts."""
    meeting, item, old = decision.meeting, decision.item, decision.supersedes
    if meeting is not None and meeting.table_id != decision.table_id:
        raise Refused(_("That meeting is of another table."))
    if item is not None and item.meeting_id != decision.meeting_id:
        raise Refused(_("That item is on the agenda of another meeting."))
    if old is not None and old.table_id != decision.table_id:
        raise Refused(_("A decision can only replace one of the same table."))
    if old is not None and Decision.objects.filter(supersedes=old).exclude(pk=decision.pk).exists():
        raise Refused(_("Another decision replaces that one already."))
    if decision.reached != "vote":
        decision.votes_for = decision.votes_against = decision.votes_abstained = None
    elif decision.votes_for is None or decision.votes_against is None:
        raise Refused(_("Say how many were in favour and how many against."))
