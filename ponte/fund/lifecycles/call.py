"""The life of a call: written, published, reviewed, decided."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.fund.models import Call, CallNotice
from ponte.fund.models.vocabulary import CallState
from ponte.fund.queries.call_parts import missing


def it_is_complete(call: Call) -> None:
    """Nobody applies to half a call."""
    if found := missing(call):
        raise Refused(_("This is missing: %(what)s") % {"what": found[0][1]})


def the_deadline_is_to_come(call: Call) -> None:
    """Whoever reads it can still apply."""
    if call.has_closed():
        raise Refused(_("The deadline has passed already. Set a later one first."))


def it_is_told(move: Move) -> None:
    """Everybody reads on its page why, and whoever wrote an application gets a letter."""
    if move.from_state != CallState.DRAFT:
        CallNotice.objects.create(
            call=move.subject, made_by=move.by, part="cancelled", reason=move.reason.strip()
        )


def the_deadline_has_passed(call: Call) -> None:
    """Review does not begin while people still write."""
    if not call.has_closed():
        raise Refused(_("People may still apply: wait for the deadline."))


lifecycle = Workflow(
    "fund.call",
    Step(
        "publish",
        pgettext_lazy("of a call", "Publish"),
        {CallState.DRAFT},
        CallState.PUBLISHED,
        guards=(it_is_complete, the_deadline_is_to_come),
        stamp="published",
        explain=_("People can apply from the day it says."),
    ),
    Step(
        "begin_review",
        _("Begin the review"),
        {CallState.PUBLISHED},
        CallState.REVIEW,
        guards=(the_deadline_has_passed,),
        stamp="review",
    ),
    Step(
        "decide",
        _("Close as decided"),
        {CallState.REVIEW},
        CallState.DECIDED,
        stamp="decided",
        explain=_("Every application has its answer."),
    ),
    Step(
        "cancel",
        pgettext_lazy("of a call", "Cancel"),
        {CallState.DRAFT, CallState.PUBLISHED, CallState.REVIEW},
        CallState.CANCELLED,
        needs_reason=True,
        effects=(it_is_told,),
        explain=_("Everybody who wrote or sent an application is told your reason."),
    ),
)
