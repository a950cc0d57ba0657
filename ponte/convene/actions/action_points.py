"""Actions are recorded, reported on (with an account or by link), verified by somebody else or sent back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.convene.lifecycles.action_point import lifecycle
from ponte.convene.models.action_point import TITLE, ActionPoint, Evidence
from ponte.convene.models.table import Table
from ponte.core import changes, files, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean

KINDS = (files.Kind.PDF, files.Kind.PNG, files.Kind.JPEG, files.Kind.WEBP)
KEPT = (
    "title",
    "language",
    "meeting_id",
    "item_id",
    "decision_id",
    "owner_organisation_id",
    "owner_delegate_id",
    "owner_person_id",
    "not_before",
    "due_on",
)


@dataclass(frozen=True)
class Report:
    """What was done, and what shows it."""

    text: str
    url: str = ""
    upload: Any = None


def kept(action: ActionPoint) -> dict[str, Any]:
    """What the log compares."""
    return {name.removesuffix("_id"): getattr(action, name) for name in KEPT}


@transaction.atomic
def record_action(table: Table, *, values: Mapping[str, Any], by: Any) -> ActionPoint:
    """Somebody of the table promised something. `by` None is a demonstration."""
    if by is not None and not by.has_perm("convene.add_actionpoint", table):
        raise NotPermitted(_("You are not permitted to do this."))
    action = ActionPoint(table=table, recorded_by=by, **values)
    refuse_what_cannot_be(action)
    action.save()
    changes.record(action, by=by, verb=verbs.CREATE, before={}, after=kept(action))
    wordings.write(action, TITLE, action.language, action.title, by=by)
    return action


@transaction.atomic
def change_action(action: ActionPoint, *, values: Mapping[str, Any], by: Any) -> None:
    """While it is not finished: its words, its owner, its days."""
    if not by.has_perm("convene.add_actionpoint", action.table):
        raise NotPermitted(_("You are not permitted to do this."))
    row = ActionPoint.objects.select_for_update(of=("self",)).select_related("table").get(pk=action.pk)
    if not row.is_unfinished:
        raise Refused(_("This action is finished, so it stays as it is."))
    before = kept(row)
    for name, value in values.items():
        setattr(row, name, value)
    refuse_what_cannot_be(row)
    row.save()
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=kept(row))
    wordings.write(row, TITLE, row.language, row.title, by=by)


def report(action: ActionPoint, told: Report, *, by: Any, as_name: str = "") -> Evidence:
    """Say that it is done, with what shows it. By link `by` is None and `as_name` says who holds the link."""
    if by is not None and not by.has_perm("convene.report_actionpoint", action):
        raise NotPermitted(_("You are not permitted to do this."))
    text = clean(told.text, multiline=True)
    if not text:
        raise Refused(_("Write what was done: one sentence is enough."))
    stored = files.receive(told.upload, kinds=KINDS, by=by) if told.upload else None
    facts = {
        "text": text[:4000],
        "url": told.url,
        "file": stored,
        "by": by,
        "by_name": (as_name or str(by))[:200],
    }
    reason = "" if by else _("Reported by link: %(name)s") % {"name": as_name}
    try:
        with transaction.atomic():
            ActionPoint.objects.select_for_update(of=("self",)).get(pk=action.pk)
            evidence = Evidence.objects.create(action=action, **facts)
            lifecycle.perform("report", action, by=by, reason=reason)
    except BaseException:
        if stored is not None:
            files.discard(stored)
        raise
    return evidence


def refuse_what_cannot_be(action: ActionPoint) -> None:
    """One owner; meeting, item, decision and delegate are of the table; it does not end before it begins."""
    owners = [action.owner_organisation_id, action.owner_delegate_id, action.owner_person_id]
    if len([owner for owner in owners if owner]) != 1:
        raise Refused(_("Choose one owner: an organisation or one person."))
    if action.meeting is not None and action.meeting.table_id != action.table_id:
        raise Refused(_("That meeting is of another table."))
    if action.item is not None and action.item.meeting_id != action.meeting_id:
        raise Refused(_("That item is on the agenda of another meeting."))
    if action.decision is not None and action.decision.table_id != action.table_id:
        raise Refused(_("That decision is of another table."))
    if action.owner_delegate is not None and action.owner_delegate.seat.table_id != action.table_id:
        raise Refused(_("That delegate is of another table."))
    if action.not_before and action.due_on and action.due_on < action.not_before:
        raise Refused(_("It would end before it begins. Change one of the two days."))
