"""The life of a call: written, published, reviewed, decided."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.refusal import Refused
from ponte.core.workflow import Step, Workflow
from ponte.fund.models import Call
from ponte.fund.models.vocabulary import CallState


def it_is_complete(call: Call) -> None:
    """Nobody applies to half a call."""
    if call.opens_at is None or call.closes_at is None:
        raise Refused(_("Say first from when and until when people may apply."))
    if sum(criterion.weight for criterion in call.criteria.all()) != 100:
        raise Refused(_("The weights of the criteria must total 100."))


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
        guards=(it_is_complete,),
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
        explain=_("Everybody who wrote or sent an application is told your reason."),
    ),
)
