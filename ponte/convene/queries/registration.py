"""Whether one can register for a meeting, and what its list of guests looks like."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.convene.models import Attendance, Meeting, Registration
from ponte.convene.models.attendance import HERE, Presence
from ponte.convene.models.meeting import MeetingState, Mode, Registering
from ponte.convene.models.registration import RegistrationState
from ponte.core.moments import moment_in_words


def why_not(meeting: Meeting) -> str:
    """Why nobody can register now, in words; empty when they can."""
    now = timezone.now()
    if meeting.registering == Registering.NOBODY:
        return _("This meeting has no registration.")
    if meeting.state == MeetingState.CANCELLED:
        return _("This meeting is cancelled.")
    if meeting.state == MeetingState.MOVED:
        return _("This meeting is postponed. Wait for the new date.")
    if meeting.state == MeetingState.HELD or meeting.ends_at < now:
        return _("This meeting is over.")
    opens, closes = meeting.registration_opens_at, meeting.registration_closes_at
    if opens and opens > now:
        return _("Registration opens on %(moment)s.") % {"moment": moment_in_words(opens, meeting.zone)}
    if closes and closes < now:
        return _(
            "Registration closed on %(moment)s. Write to the office if you want to come all the same."
        ) % {"moment": moment_in_words(closes, meeting.zone)}
    if meeting.state not in (MeetingState.OPEN, MeetingState.UNDER_WAY):
        return _("Registration is not open.")
    return ""


def came_without(meeting: Meeting) -> dict[str, int]:
    """How many are there without having registered, in the room and online: they sit on places, too."""
    rows = Attendance.objects.filter(meeting=meeting, registration=None, state__in=HERE).exclude(name="")
    counts = Counter(rows.order_by().values_list("state", flat=True))
    return {Mode.IN_PERSON: counts[Presence.PRESENT], Mode.ONLINE: counts[Presence.ONLINE]}


@dataclass(frozen=True)
class Way:
    """One way to take part: in the room or online; how many have a place, how many of them came unasked."""

    label: str
    registered: int
    unasked: int
    limit: int | None

    @property
    def taken(self) -> int:
        """Places that are taken."""
        return self.registered + self.unasked

    @property
    def over(self) -> int:
        """How many there are more than places."""
        return 0 if self.limit is None else max(self.taken - self.limit, 0)


def guests_of(meeting: Meeting) -> Any:
    """Everybody who was invited, is registered, waits, or does not come; who waits in the order of the list."""
    rows = Registration.objects.filter(meeting=meeting).select_related("organisation", "brought_by")
    return rows.order_by("state", "asked_at", "pk")


def numbers_of(meeting: Meeting) -> dict[str, Any]:
    """How many there are in each state, and how many places are left each way."""
    pairs = Registration.objects.filter(meeting=meeting).order_by().values_list("state", "mode")
    rows = list(pairs)
    counts, taken = (
        Counter(state for state, _mode in rows),
        Counter(mode for state, mode in rows if state == RegistrationState.REGISTERED),
    )
    unasked = came_without(meeting)
    return {
        "states": [
            (RegistrationState(state).label, counts[state]) for state in RegistrationState if counts[state]
        ],
        "ways": [
            Way(str(Mode(mode).label), taken[mode], unasked[mode], limit)
            for mode, limit in (
                (Mode.IN_PERSON, meeting.seats_in_person),
                (Mode.ONLINE, meeting.seats_online),
            )
            if meeting.mode in (mode, Mode.HYBRID)
        ],
    }
