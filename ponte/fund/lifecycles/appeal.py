"""The life of an appeal: made by an applicant, answered by somebody who had no hand in the decision."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.workflow import Move, Step, Workflow
from ponte.fund.lifecycles import application as life_of_application
from ponte.fund.models.vocabulary import AppealState

FILED = AppealState.FILED


def answer(move: Move) -> None:
    """The reason is the answer; the applicant reads it."""
    move.subject.answer = move.reason


def judge_again(move: Move) -> None:
    """The application waits for a panel as if nothing had been decided."""
    appeal = move.subject
    life_of_application.lifecycle.perform(
        "reopen", appeal.application, by=None, at=move.at, reason=move.reason
    )


lifecycle = Workflow(
    "fund.appeal",
    Step(
        "uphold",
        pgettext_lazy("of an appeal", "Uphold"),
        {FILED},
        AppealState.UPHELD,
        effects=(answer, judge_again),
        stamp="decided",
        needs_reason=True,
        explain=_("The application is judged again, by another panel. The applicant reads your reason."),
    ),
    Step(
        "dismiss",
        pgettext_lazy("of an appeal", "Dismiss"),
        {FILED},
        AppealState.DISMISSED,
        effects=(answer,),
        stamp="decided",
        needs_reason=True,
        explain=_("The decision stands. The applicant reads your reason."),
    ),
    Step(
        "withdraw",
        pgettext_lazy("of an appeal", "Withdraw"),
        {FILED},
        AppealState.WITHDRAWN,
        explain=_("The decision stands."),
    ),
)
