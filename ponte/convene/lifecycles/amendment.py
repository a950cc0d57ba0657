"""The life of an amendment: asked for, taken into the minutes or not."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.amendment import Amendment, AmendmentState
from ponte.convene.models.minutes import MinutesState
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow

PROPOSED = AmendmentState.PROPOSED


def minutes_are_not_frozen(amendment: Amendment) -> None:
    """The minutes are not approved yet."""
    if amendment.minutes.is_frozen:
        raise Refused(_("These minutes are approved. Nothing in them changes any more."))


def minutes_were_sent(amendment: Amendment) -> None:
    """The minutes were sent and not taken back."""
    if amendment.minutes.state != MinutesState.CIRCULATED:
        raise Refused(_("These minutes are being written. Send them again first."))


def paragraph_is_still_there(amendment: Amendment) -> None:
    """The paragraph is as it was when somebody asked."""
    if amendment.paragraph and amendment.paragraph not in amendment.note.text.split("\n"):
        raise Refused(_("The paragraph has changed since. Do not take this one; write it in by hand."))


def keep_answer(move: Move) -> None:
    """The reason is the answer."""
    move.subject.answer = move.reason


lifecycle = Workflow(
    "convene.amendment",
    Step(
        "accept",
        _("Take into the minutes"),
        {PROPOSED},
        AmendmentState.ACCEPTED,
        guards=(minutes_were_sent, paragraph_is_still_there),
        effects=(keep_answer,),
        stamp="decided",
        explain=_("The paragraph is replaced in the same moment."),
    ),
    Step(
        "refuse",
        _("Do not take"),
        {PROPOSED},
        AmendmentState.REFUSED,
        guards=(minutes_are_not_frozen,),
        effects=(keep_answer,),
        stamp="decided",
        needs_reason=True,
        explain=_("Who asked gets your reason by mail."),
    ),
    Step(
        "withdraw",
        pgettext_lazy("of an amendment", "Take back"),
        {PROPOSED},
        AmendmentState.WITHDRAWN,
        guards=(minutes_are_not_frozen,),
        stamp="decided",
    ),
)
