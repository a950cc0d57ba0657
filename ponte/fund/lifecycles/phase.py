"""The life of a phase of review: prepared, open, ended."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.fund.models import ReviewPhase
from ponte.fund.models.vocabulary import CallState, PhaseState

PREPARING, OPEN, ENDED = PhaseState.PREPARING, PhaseState.OPEN, PhaseState.ENDED


def the_call_is_under_review(phase: ReviewPhase) -> None:
    """Nobody reads while people still write."""
    if phase.call.state != CallState.REVIEW:
        raise Refused(_("First begin the review of the call."))


def it_has_reviewers(phase: ReviewPhase) -> None:
    """Somebody has to read."""
    if not phase.members.exists():
        raise Refused(_("Choose first who reviews in this phase."))


def it_has_criteria(phase: ReviewPhase) -> None:
    """Points are given for something."""
    if sum(row.weight for row in phase.call.criteria.all()) != 100:
        raise Refused(_("The weights of the criteria must total 100."))


def go_on(move: Move) -> None:
    """It has no end any more."""
    move.subject.ended_at = None


lifecycle = Workflow(
    "fund.reviewphase",
    Step(
        "open",
        pgettext_lazy("of a phase of review", "Open to reviewers"),
        {PREPARING},
        OPEN,
        guards=(the_call_is_under_review, it_has_criteria, it_has_reviewers),
        stamp="opened",
        explain=_(
            "Reviewers say first where they stand too near; then they read what is handed out to them."
        ),
    ),
    Step(
        "end",
        pgettext_lazy("of a phase of review", "End"),
        {OPEN},
        ENDED,
        stamp="ended",
        explain=_("Nobody writes any more. What was handed in counts; what was not stays out."),
    ),
    Step(
        "reopen",
        pgettext_lazy("of a phase of review", "Open again"),
        {ENDED},
        OPEN,
        guards=(the_call_is_under_review,),
        effects=(go_on,),
        needs_reason=True,
    ),
)
