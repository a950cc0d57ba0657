"""The life of a seat: invited, taken, left."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.vocabulary import SeatState
from ponte.core.workflow import Move, Step, Workflow


def begin(move: Move) -> None:
    """From today."""
    move.subject.since = timezone.localdate()


def finish(move: Move) -> None:
    """Until today."""
    move.subject.until = timezone.localdate()


lifecycle = Workflow(
    "convene.seat",
    Step("accept", _("Take the seat"), {SeatState.INVITED}, SeatState.TAKEN, effects=(begin,)),
    Step("decline", _("Decline"), {SeatState.INVITED}, SeatState.DECLINED),
    Step("leave", _("Leave the table"), {SeatState.TAKEN}, SeatState.LEFT, effects=(finish,)),
    Step(
        "exclude",
        _("Exclude from the table"),
        {SeatState.TAKEN},
        SeatState.EXCLUDED,
        effects=(finish,),
        needs_reason=True,
    ),
)
