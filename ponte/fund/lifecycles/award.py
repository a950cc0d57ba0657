"""The life of an award, until it is signed."""

from django.utils.translation import pgettext_lazy

from ponte.core.workflow import Step, Workflow
from ponte.fund.models.vocabulary import AwardState

MADE, ACCEPTED = AwardState.MADE, AwardState.ACCEPTED

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
    ),
    Step(
        "revoke",
        pgettext_lazy("of an award", "Revoke"),
        {MADE, ACCEPTED},
        AwardState.REVOKED,
        two_people=True,
        needs_reason=True,
    ),
)
