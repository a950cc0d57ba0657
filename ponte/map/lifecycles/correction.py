"""The life of a correction: somebody says what is wrong, the office answers."""

from django.utils.translation import gettext_lazy as _

from ponte.core.workflow import Step, Workflow
from ponte.map.models.correction import CorrectionState as State

lifecycle = Workflow(
    "map.correction",
    Step(
        "apply",
        _("The record is corrected"),
        {State.OPEN},
        State.APPLIED,
        stamp="settled",
        explain=_("What you tick goes into the record. Who asked is told by mail."),
    ),
    Step(
        "decline",
        _("Leave the record as it is"),
        {State.OPEN},
        State.DECLINED,
        stamp="settled",
        needs_reason=True,
        explain=_("Who asked reads your reason in the mail."),
    ),
    Step(
        "withdraw",
        _("Taken back by who sent it"),
        {State.OPEN},
        State.WITHDRAWN,
        stamp="settled",
        explain=_("They told you that nothing is wrong any more."),
    ),
)
