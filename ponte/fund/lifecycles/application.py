"""The life of an application, from draft to decision. Start reading fund here."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.core.workflow.step import Guard
from ponte.fund.lifecycles.sending import (
    close_answers,
    freeze,
    give_back,
    it_comes_in_time,
    it_is_a_concept,
    nothing_is_missing,
    open_the_proposal,
)
from ponte.fund.models import Application, Verdict
from ponte.fund.models.vocabulary import EDITABLE, ApplicationState, Decision, VerdictState

SUBMITTED, ELIGIBLE = ApplicationState.SUBMITTED, ApplicationState.ELIGIBLE
JUDGED = frozenset({ELIGIBLE, ApplicationState.RESERVE})
REFUSED = frozenset({ApplicationState.DECLINED, ApplicationState.RESERVE, ApplicationState.INELIGIBLE})


def released_as(decision: Decision) -> Guard:
    """A panel says so, and two people released it: nobody awards or declines by a button of their own."""

    def guard(application: Application) -> None:
        rows = Verdict.objects.filter(application=application, state=VerdictState.RELEASED)
        if rows.order_by("-pk").values_list("decision", flat=True).first() != decision:
            raise Refused(_("A panel decides this, and two people release it."))

    return guard


def undecide(move: Move) -> None:
    """The clock of the decision begins anew."""
    move.subject.decided_at = None


lifecycle = Workflow(
    "fund.application",
    Step(
        "submit",
        _("Submit"),
        EDITABLE,
        SUBMITTED,
        guards=(it_comes_in_time, nothing_is_missing),
        effects=(freeze,),
        stamp="submitted",
        explain=_("After that nothing changes any more, unless the office gives it back."),
    ),
    Step(
        "return",
        _("Return for changes"),
        {SUBMITTED},
        ApplicationState.RETURNED,
        effects=(give_back,),
        needs_reason=True,
        explain=_("Say what is not right, missing or out of date, and until when they may change it."),
    ),
    Step("clear", _("Find eligible"), {SUBMITTED}, ELIGIBLE, stamp="screened"),
    Step(
        "refuse",
        _("Find not eligible"),
        {SUBMITTED},
        ApplicationState.INELIGIBLE,
        stamp="screened",
        needs_reason=True,
    ),
    Step(
        "invite",
        _("Invite to write the proposal"),
        {ELIGIBLE},
        ApplicationState.INVITED,
        guards=(it_is_a_concept,),
        effects=(open_the_proposal,),
        explain=_("They get a letter with the questions and the deadline of the second stage."),
    ),
    Step(
        "award",
        pgettext_lazy("of an application", "Award"),
        JUDGED,
        ApplicationState.AWARDED,
        guards=(released_as(Decision.AWARD),),
        stamp="decided",
    ),
    Step(
        "reserve",
        _("Put on the reserve list"),
        {ELIGIBLE},
        ApplicationState.RESERVE,
        guards=(released_as(Decision.RESERVE),),
        stamp="decided",
    ),
    Step(
        "decline",
        _("Decline"),
        JUDGED,
        ApplicationState.DECLINED,
        guards=(released_as(Decision.DECLINE),),
        stamp="decided",
        needs_reason=True,
    ),
    Step(
        "reopen",
        _("Judge again"),
        REFUSED,
        ELIGIBLE,
        effects=(undecide,),
        explain=_("Only an appeal that was upheld does this."),
    ),
    Step(
        "withdraw",
        pgettext_lazy("of an application", "Withdraw"),
        EDITABLE | {SUBMITTED, ELIGIBLE},
        ApplicationState.WITHDRAWN,
        effects=(close_answers,),
        needs_reason=True,
        explain=_("Nobody reads it any more. The organisation may begin another one while the call is open."),
    ),
)
