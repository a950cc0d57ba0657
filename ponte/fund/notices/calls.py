"""When something happens to a call, people are told in the background."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ponte.core.workflow import Move
from ponte.fund.models import Call, CallInvitation, CallNotice
from ponte.fund.models.vocabulary import CallState
from ponte.fund.tasks.calls import tell

TOLD_AT = frozenset({"publish", "cancel"})


def call_moved(*, move: Move, **_signal: Any) -> None:
    """Published: the invited get their letters. Cancelled: those who were writing."""
    if move.step.name in TOLD_AT:
        tell.enqueue(move.subject.pk)


def call_has_changed(*, call: Call, **_signal: Any) -> None:
    """Something in it is another one now, or somebody was invited."""
    if call.state != CallState.DRAFT:
        tell.enqueue(call.pk)


def catch_up() -> int:
    """Calls whose letters nobody wrote: a worker died. How many; a chore."""
    since = timezone.now() - timedelta(hours=1)
    notices = CallNotice.objects.filter(told_at=None, made_at__lt=since).order_by()
    invited = CallInvitation.objects.filter(told_at=None, made_at__lt=since, call__state=CallState.PUBLISHED)
    keys = {*notices.values_list("call", flat=True), *invited.order_by().values_list("call", flat=True)}
    for key in sorted(keys):
        tell.enqueue(key)
    return len(keys)
