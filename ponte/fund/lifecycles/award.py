"""The life of an award, until it is signed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.workflow import Move, Step, Workflow
from ponte.fund.lifecycles.track import forget_award
from ponte.fund.models.vocabulary import AwardState

MADE, ACCEPTED = AwardState.MADE, AwardState.ACCEPTED


def forget(move: Move) -> None:
    """It is no rung of a ladder any more, and its money is free again."""
    forget_award(move.subject, by=move.by)


lifecycle = Workflow(
    "fund.award",
    Step("accept", pgettext_lazy("of an award", "Accept"), {MADE}, ACCEPTED, stamp="answered"),
    Step(
        "give_up",
        pgettext_lazy("of an award", "Give up"),
        {MADE, ACCEPTED},
        AwardState.GIVEN_UP,
        stamp="answered",
        needs_reason=True,
        effects=(forget,),
        explain=_("The money goes to the reserve list."),
    ),
    Step(
        "revoke",
        pgettext_lazy("of an award", "Revoke"),
        {MADE, ACCEPTED},
        AwardState.REVOKED,
        two_people=True,
        needs_reason=True,
        effects=(forget,),
        explain=_("The organisation is told your reason."),
    ),
)
