"""The life of an application, from draft to decision. Start reading fund here."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.workflow import Step, Workflow
from ponte.fund.models.vocabulary import EDITABLE, ApplicationState

SUBMITTED, ELIGIBLE = ApplicationState.SUBMITTED, ApplicationState.ELIGIBLE
JUDGED = frozenset({ELIGIBLE, ApplicationState.RESERVE})

lifecycle = Workflow(
    "fund.application",
    Step("submit", _("Submit"), EDITABLE, SUBMITTED, stamp="submitted"),
    Step("return", _("Return for changes"), {SUBMITTED}, ApplicationState.RETURNED, needs_reason=True),
    Step("clear", _("Find eligible"), {SUBMITTED}, ELIGIBLE, stamp="screened"),
    Step(
        "refuse",
        _("Find not eligible"),
        {SUBMITTED},
        ApplicationState.INELIGIBLE,
        stamp="screened",
        needs_reason=True,
    ),
    Step("invite", _("Invite to write the proposal"), {ELIGIBLE}, ApplicationState.INVITED),
    Step(
        "award",
        pgettext_lazy("of an application", "Award"),
        JUDGED,
        ApplicationState.AWARDED,
        stamp="decided",
    ),
    Step("reserve", _("Put on the reserve list"), {ELIGIBLE}, ApplicationState.RESERVE, stamp="decided"),
    Step("decline", _("Decline"), JUDGED, ApplicationState.DECLINED, stamp="decided", needs_reason=True),
    Step(
        "withdraw",
        pgettext_lazy("of an application", "Withdraw"),
        EDITABLE | {SUBMITTED, ELIGIBLE},
        ApplicationState.WITHDRAWN,
        needs_reason=True,
    ),
)
