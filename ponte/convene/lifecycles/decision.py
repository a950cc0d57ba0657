"""The life of a decision: proposed, taken (which numbers it), replaced by a later one or withdrawn."""

from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.decision import Decision, DecisionState
from ponte.convene.models.table import Table
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow

PROPOSED, TAKEN = DecisionState.PROPOSED, DecisionState.TAKEN


def something_replaces_it(decision: Decision) -> None:
    """A later decision that was taken says so."""
    later = Decision.objects.filter(supersedes=decision, state=TAKEN)
    if not later.exists():
        raise Refused(_("Record the new decision first, and say there that it replaces this one."))


def number_it(move: Move) -> None:
    """The next number of its table in the year it is taken. The table is locked, so no two get one number."""
    decision: Decision = move.subject
    list(Table.objects.select_for_update(of=("self",)).filter(pk=decision.table_id).order_by("pk"))
    decision.taken_on = _day_of(move)
    decision.year = decision.taken_on.year
    before = Decision.objects.filter(table=decision.table_id, year=decision.year)
    decision.number = (before.aggregate(last=Max("number"))["last"] or 0) + 1


def replace_the_old_one(move: Move) -> None:
    """What it replaces does not hold any more, in the same moment."""
    decision: Decision = move.subject
    if decision.supersedes_id is None:
        return
    old = Decision.objects.select_for_update(of=("self",)).get(pk=decision.supersedes_id)
    if old.state != TAKEN:
        raise Refused(_("The decision it should replace does not hold any more."))
    old.state = DecisionState.SUPERSEDED
    old.save(update_fields=["state"])


def _day_of(move: Move) -> date:
    decision: Decision = move.subject
    if decision.taken_on:
        return decision.taken_on
    return decision.meeting.begins.date() if decision.meeting else timezone.localdate(move.at)


lifecycle = Workflow(
    "convene.decision",
    Step(
        "take",
        _("Record as taken"),
        {PROPOSED},
        TAKEN,
        effects=(number_it, replace_the_old_one),
        explain=_("It gets its number, which never changes. A decision it replaces does not hold any more."),
    ),
    Step(
        "withdraw",
        pgettext_lazy("of a decision", "Withdraw"),
        {PROPOSED, TAKEN},
        DecisionState.WITHDRAWN,
        needs_reason=True,
        explain=_("It stays on record with your reason, and its number is not given again."),
    ),
)
