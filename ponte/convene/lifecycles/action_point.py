"""The life of an action: to be done, reported as done, verified by somebody else. It comes back until then."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.action_point import ActionPoint, ActionState
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow


def something_shows_it(action: ActionPoint) -> None:
    """Somebody wrote what was done."""
    newest = action.evidence.order_by("-pk").first()
    if newest is None or (action.reported_at and newest.at <= action.reported_at):
        raise Refused(_("Write what was done first: one sentence is enough."))


def count_back(move: Move) -> None:
    """How often it was not good enough; who reported it may report again."""
    move.subject.times_sent_back += 1
    move.subject.reported_by = None


lifecycle = Workflow(
    "convene.actionpoint",
    Step(
        "report",
        _("Report as done"),
        {ActionState.OPEN},
        ActionState.REPORTED,
        guards=(something_shows_it,),
        stamp="reported",
        explain=_("Somebody else looks at it and verifies it."),
    ),
    Step(
        "verify",
        pgettext_lazy("of an action", "Verify as done"),
        {ActionState.REPORTED},
        ActionState.VERIFIED,
        stamp="verified",
        explain=_("It does not come back on the agenda any more."),
    ),
    Step(
        "send_back",
        _("Send back"),
        {ActionState.REPORTED},
        ActionState.OPEN,
        effects=(count_back,),
        needs_reason=True,
        explain=_("The owner gets your reason by mail."),
    ),
    Step(
        "cancel",
        pgettext_lazy("of an action", "Cancel"),
        {ActionState.OPEN, ActionState.REPORTED},
        ActionState.CANCELLED,
        needs_reason=True,
        explain=_("It stays on record with your reason."),
    ),
    Step("resume", _("Open it again"), {ActionState.CANCELLED}, ActionState.OPEN, needs_reason=True),
)
