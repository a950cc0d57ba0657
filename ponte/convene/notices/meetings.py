"""When something happens at a meeting, its people are told in the background."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from ponte.convene.actions import interpreters
from ponte.convene.models import Meeting, Registration
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries.news import CALLED_OFF
from ponte.convene.tasks import tell
from ponte.core.workflow import Move

TOLD_AT = frozenset({"announce", "cancel", "postpone", "set_date"})


def meeting_moved(*, move: Move, **_signal: Any) -> None:
    """Announced, called off, a new date: whoever is concerned gets a letter."""
    if move.step.name in TOLD_AT:
        tell.enqueue(move.subject.pk)
    if move.step.name in CALLED_OFF:
        interpreters.tell_off(move.subject, by=move.by, reason=move.reason)


def interpreter_moved(*, move: Move, **_signal: Any) -> None:
    """Somebody wants an interpreter to be asked once more."""
    if move.step.name == "ask":
        interpreters.ask(move.subject.meeting, by=move.by)


def guests_have_changed(*, meeting: Meeting, **_signal: Any) -> None:
    """Somebody registered, was invited, moved up or does not come."""
    if meeting.state != MeetingState.PLANNED:
        tell.enqueue(meeting.pk)


def catch_up() -> int:
    """Meetings with people who should have had a letter and have none: a worker died. How many; a chore."""
    since = timezone.now() - timedelta(hours=1)
    lost = (
        Registration.objects.exclude(told_state=F("state"))
        .exclude(email="")
        .filter(scrubbed_at=None, asked_at__lt=since, meeting__ends_at__gt=timezone.now())
    )
    keys = set(lost.exclude(meeting__state=MeetingState.PLANNED).order_by().values_list("meeting", flat=True))
    for key in keys:
        tell.enqueue(key)
    return len(keys)
