"""The life of a table: it meets, pauses, closes."""

from django.utils.translation import gettext_lazy as _

from ponte.convene.models.vocabulary import TableState
from ponte.core.workflow import Step, Workflow

lifecycle = Workflow(
    "convene.table",
    Step("pause", _("Pause the table"), {TableState.OPEN}, TableState.PAUSED),
    Step("resume", _("Let it meet again"), {TableState.PAUSED}, TableState.OPEN),
    Step(
        "close",
        _("Close the table"),
        {TableState.OPEN, TableState.PAUSED},
        TableState.CLOSED,
        needs_reason=True,
        explain=_("It stays readable, with everything that was decided."),
    ),
    Step("reopen", _("Open it again"), {TableState.CLOSED}, TableState.OPEN, needs_reason=True),
)
