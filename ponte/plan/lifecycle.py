"""The life of an engagement, from preparation to other hands. Start reading plan here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ponte.core.refusal import Refused
from ponte.core.workflow import Step, Workflow
from ponte.plan.models.vocabulary import EngagementState

RUNNING = frozenset({EngagementState.OPEN, EngagementState.HANDING_OVER})


def somebody_leads_it(engagement: Any) -> None:
    """Nothing begins without a name to call."""
    if engagement.owner_id is None:
        raise Refused(_("Say first who leads it in the office."))


def it_says_where(engagement: Any) -> None:
    """An engagement joins people of somewhere with somewhere."""
    if not engagement.origins or not engagement.residences:
        raise Refused(_("Say first which countries it joins: of origin and of residence."))


def somebody_goes_on(engagement: Any) -> None:
    """The hand-over has to say to whom."""
    if not (engagement.successor_id or engagement.successor_note):
        raise Refused(_("Say first which body goes on, or what it will be."))


lifecycle = Workflow(
    "plan.engagement",
    Step(
        "open",
        _("Open the engagement"),
        {EngagementState.DRAFT, EngagementState.DROPPED},
        EngagementState.OPEN,
        guards=(somebody_leads_it, it_says_where),
        explain=_("Tables can meet from here on."),
    ),
    Step(
        "drop",
        _("Do not begin it"),
        {EngagementState.DRAFT},
        EngagementState.DROPPED,
        needs_reason=True,
    ),
    Step(
        "hand_over",
        _("Begin the hand-over"),
        {EngagementState.OPEN},
        EngagementState.HANDING_OVER,
        guards=(somebody_goes_on,),
        explain=_("From here on the office steps back, criterion by criterion."),
    ),
    Step(
        "resume",
        _("Take it back into the hands of the office"),
        {EngagementState.HANDING_OVER, EngagementState.CLOSED},
        EngagementState.OPEN,
        needs_reason=True,
    ),
    Step(
        "close",
        _("Close the engagement"),
        RUNNING,
        EngagementState.CLOSED,
        needs_reason=True,
        explain=_("It stays readable, with everything that was decided."),
    ),
)
