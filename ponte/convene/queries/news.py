"""What is new for somebody since they last heard of a meeting, read from its change log."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ponte.convene.models import Meeting, Registration
from ponte.convene.models.meeting import MeetingState, Mode
from ponte.convene.models.registration import RegistrationState
from ponte.core import changes
from ponte.core.models.change import Change

# What people have in their calendars.
IN_CALENDARS = ("starts_at", "ends_at", "zone", "place", "link", "mode")
CALLED_OFF = ("cancel", "postpone")


@dataclass(frozen=True)
class News:
    """The fields that differ from what somebody knows, with what they were; and whether it is called off."""

    fields: dict[str, Any] = field(default_factory=dict)
    is_called_off: bool = False
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.fields) or self.is_called_off


def log_of(meeting: Meeting) -> list[Change]:
    """What happened to a meeting, oldest first."""
    return list(changes.history_of(meeting).order_by("id"))


def news_for(registration: Registration, meeting: Meeting, log: Sequence[Change]) -> News:
    """What this person has to be told: only what changed since, and only what concerns them."""
    fresh = [change for change in log if change.pk > registration.heard_until]
    old: dict[str, Any] = {}
    for change in fresh:
        for name in IN_CALENDARS:
            if name in change.values:
                old.setdefault(name, change.values[name]["before"])
    now = {name: _plain(getattr(meeting, name)) for name in old}
    fields = {
        name: value for name, value in old.items() if value != now[name] and _concerns(registration, name)
    }
    is_off = meeting.state in (MeetingState.CANCELLED, MeetingState.MOVED)
    steps = [change for change in fresh if change.verb in CALLED_OFF]
    return News(
        {} if is_off else fields,
        is_called_off=is_off and bool(steps),
        reason=steps[-1].note if steps else "",
    )


def _concerns(registration: Registration, name: str) -> bool:
    if registration.state == RegistrationState.INVITED:
        return name != "link"
    if name == "place":
        return registration.mode == Mode.IN_PERSON
    return name != "link" or registration.mode == Mode.ONLINE


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
