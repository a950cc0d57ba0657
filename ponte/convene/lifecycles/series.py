"""The life of a series of meetings: it goes on until somebody ends it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.convene.models.vocabulary import SeriesState, TableState
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow


def table_still_meets(series: object) -> None:
    """Its table is not closed."""
    table = getattr(series, "table", None)
    if table is not None and table.state == TableState.CLOSED:
        raise Refused(_("This table is closed. Open it again first."))


def not_ended(move: Move) -> None:
    """It has no end any more."""
    move.subject.ended_at = None


lifecycle = Workflow(
    "convene.series",
    Step(
        "end",
        pgettext_lazy("of a series of meetings", "End it"),
        {SeriesState.RUNNING},
        SeriesState.ENDED,
        needs_reason=True,
        stamp="ended",
        explain=_("No new meeting can be planned in it. Meetings that are planned stay as they are."),
    ),
    Step(
        "resume",
        pgettext_lazy("of a series of meetings", "Let it go on"),
        {SeriesState.ENDED},
        SeriesState.RUNNING,
        guards=(table_still_meets,),
        effects=(not_ended,),
    ),
)
