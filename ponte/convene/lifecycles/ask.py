"""The life of an ask to an institution: sent, reminded, brought higher, answered."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.ask import ESCALATE_AFTER, REMIND_AFTER, WAITING, AskState
from ponte.core.workflow import Move, Step, Workflow

OPEN = frozenset(WAITING)


def start_clocks(move: Move) -> None:
    """From today: two weeks to remind, a month to go higher, unless other days were chosen."""
    today: date = timezone.localdate()
    move.subject.sent_on = today
    move.subject.remind_on = move.subject.remind_on or today + REMIND_AFTER
    move.subject.escalate_on = move.subject.escalate_on or max(today + ESCALATE_AFTER, move.subject.remind_on)


def note_reminder(move: Move) -> None:
    """The next clock is the one of going higher."""
    move.subject.reminded_on = timezone.localdate()


def restart(move: Move) -> None:
    """Whoever is asked now gets their time."""
    today = timezone.localdate()
    move.subject.reminded_on = None
    move.subject.remind_on, move.subject.escalate_on = today + REMIND_AFTER, today + ESCALATE_AFTER


def write_answer(move: Move) -> None:
    """In words, with the day."""
    move.subject.answer, move.subject.answered_on = move.reason, timezone.localdate()


def _answered(name: str, label: object, state: str) -> Step:
    return Step(name, label, OPEN, state, effects=(write_answer,), needs_reason=True)  # type: ignore[arg-type]


lifecycle = Workflow(
    "convene.ask",
    Step(
        "send",
        _("It was sent"),
        {AskState.DRAFT},
        AskState.SENT,
        effects=(start_clocks,),
        explain=_("The clocks begin: two weeks to remind, a month to go higher, or the days chosen."),
    ),
    Step("remind", _("They were reminded"), OPEN, None, effects=(note_reminder,)),
    Step(
        "escalate",
        _("Bring it higher"),
        {AskState.SENT},
        AskState.ESCALATED,
        effects=(restart,),
        needs_reason=True,
        explain=_("Say to whom. The clocks begin anew."),
    ),
    _answered("grant", _("Granted"), AskState.GRANTED),
    _answered("grant_partly", _("Granted in part"), AskState.PARTLY),
    _answered("refuse", _("Refused"), AskState.REFUSED),
    Step("drop", _("Drop it"), OPEN | {AskState.DRAFT}, AskState.DROPPED, needs_reason=True),
)
