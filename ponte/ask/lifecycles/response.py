"""The life of answers: filled in, submitted whole and sealed, and given back when something is to be changed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ponte.ask.models import Response, ResponseState
from ponte.ask.queries.responses import evaluated, has_rivals, seal_of
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow


def nothing_is_missing(response: Response) -> None:
    """Everything that is needed is answered, and nothing is wrong."""
    now = evaluated(response)
    if missing := now.missing:
        words = ngettext("%(count)d answer is missing.", "%(count)d answers are missing.", len(missing))
        raise Refused(words % {"count": len(missing)})
    if wrong := now.wrong:
        raise Refused(
            f"{now.text(wrong[0].item.label, wrong[0])[0] or wrong[0].item.name}: {wrong[0].problem}"
        )


def nothing_is_disputed(response: Response) -> None:
    """Where two people wrote at once, one of the two was chosen."""
    if has_rivals(response):
        raise Refused(_("Two people answered the same question differently. Choose one of the two first."))


def seal(move: Move) -> None:
    """A hash of the questions and of all answers, which the receipt shows."""
    move.subject.sealed = seal_of(move.subject)


def unseal(move: Move) -> None:
    """What is submitted next gets a seal of its own; the log keeps the old one."""
    move.subject.sealed = ""


lifecycle = Workflow(
    "ask.response",
    Step(
        "submit",
        gettext_lazy("Submit"),
        {ResponseState.DRAFT},
        ResponseState.SUBMITTED,
        guards=(nothing_is_missing, nothing_is_disputed),
        effects=(seal,),
        stamp="submitted",
        explain=gettext_lazy("After that nothing changes any more, unless the office gives it back."),
    ),
    Step(
        "reopen",
        gettext_lazy("Give back to be changed"),
        {ResponseState.SUBMITTED},
        ResponseState.DRAFT,
        effects=(unseal,),
        needs_reason=True,
        explain=gettext_lazy("Say what is incorrect, incomplete or out of date."),
    ),
    Step(
        "withdraw",
        gettext_lazy("Withdraw"),
        {ResponseState.DRAFT, ResponseState.SUBMITTED},
        ResponseState.WITHDRAWN,
        effects=(unseal,),
        explain=gettext_lazy("The office does not use these answers."),
    ),
)
