"""The answer of an interpreter: not there yet, yes, or no."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models import Interpretation
from ponte.convene.models.interpretation import InterpreterState
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow

OPEN, CONFIRMED, DECLINED = InterpreterState.OPEN, InterpreterState.CONFIRMED, InterpreterState.DECLINED


def is_to_come(channel: Interpretation) -> None:
    """The meeting is not over."""
    if channel.meeting.is_over:
        raise Refused(_("This meeting is over."))


def has_an_address(channel: Interpretation) -> None:
    """There is somewhere to write to."""
    if not channel.email:
        raise Refused(_("There is no address of this interpreter. Add it to the line."))


def forget_that_we_asked(move: Move) -> None:
    """A letter goes once more."""
    move.subject.asked_at = None


lifecycle = Workflow(
    "convene.interpretation",
    Step(
        "confirm",
        pgettext_lazy("of an interpreter", "Has confirmed"),
        {OPEN, DECLINED},
        CONFIRMED,
        guards=(is_to_come,),
        explain=_("The interpreter said yes: by the link in the mail, or to the office."),
    ),
    Step(
        "decline",
        pgettext_lazy("of an interpreter", "Cannot"),
        {OPEN, CONFIRMED},
        DECLINED,
        guards=(is_to_come,),
    ),
    Step(
        "ask",
        _("Ask by mail once more"),
        {OPEN, CONFIRMED, DECLINED},
        OPEN,
        guards=(is_to_come, has_an_address),
        effects=(forget_that_we_asked,),
    ),
)
