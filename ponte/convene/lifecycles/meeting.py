"""The life of a meeting: planned, announced, open, under way, held; or postponed, or cancelled."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.attendance import Attendance, Presence
from ponte.convene.models.meeting import Meeting, MeetingState, Registering
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow

PLANNED, ANNOUNCED, OPEN = MeetingState.PLANNED, MeetingState.ANNOUNCED, MeetingState.OPEN
UNDER_WAY, HELD = MeetingState.UNDER_WAY, MeetingState.HELD
CANCELLED, MOVED = MeetingState.CANCELLED, MeetingState.MOVED
EARLY = timedelta(hours=3)  # before its time, a meeting can be begun


def is_to_come(meeting: Meeting) -> None:
    """Its time has not passed."""
    if meeting.ends_at < timezone.now():
        raise Refused(_("Its time has passed. Give it a new date first, or close it as held."))


def takes_registrations(meeting: Meeting) -> None:
    """Somebody may register."""
    if meeting.registering == Registering.NOBODY:
        raise Refused(_("This meeting has no registration. Change who may register first."))


def is_about_to_begin(meeting: Meeting) -> None:
    """It begins within three hours, or has begun."""
    if meeting.starts_at - EARLY > timezone.now():
        raise Refused(_("It is too early: a meeting can be begun three hours before its time."))


def has_begun(meeting: Meeting) -> None:
    """Its time has come."""
    if meeting.starts_at > timezone.now():
        raise Refused(_("It has not begun yet."))


def new_edition(move: Move) -> None:
    """Calendars see that there is news."""
    move.subject.edition += 1


def nobody_is_left_open(move: Move) -> None:
    """Of whom nothing was noted, was absent."""
    rows = Attendance.objects.filter(meeting=move.subject, state=Presence.EXPECTED)
    rows.order_by().update(state=Presence.ABSENT)


def new_date(move: Move) -> None:
    """The date that was given with the step."""
    move.subject.starts_at, move.subject.ends_at = move.facts["starts_at"], move.facts["ends_at"]
    move.subject.edition += 1


lifecycle = Workflow(
    "convene.meeting",
    Step(
        "announce",
        _("Announce it"),
        {PLANNED},
        ANNOUNCED,
        guards=(is_to_come,),
        stamp="announced",
        explain=_("Whoever may see it finds it from now on. Who is invited gets a letter."),
    ),
    Step(
        "open",
        _("Open the registration"),
        {ANNOUNCED},
        OPEN,
        guards=(takes_registrations, is_to_come),
        explain=_("People can register, within the dates you gave."),
    ),
    Step("shut", _("Close the registration"), {OPEN}, ANNOUNCED),
    Step(
        "start",
        _("Begin the meeting"),
        {ANNOUNCED, OPEN},
        UNDER_WAY,
        guards=(is_about_to_begin,),
        explain=_("The list of who is there is made from seats and registrations."),
    ),
    Step(
        "close",
        _("Close the meeting"),
        {ANNOUNCED, OPEN, UNDER_WAY},
        HELD,
        guards=(has_begun,),
        stamp="held",
        effects=(nobody_is_left_open,),
        explain=_("Of whom nothing was noted, is noted as absent."),
    ),
    Step("resume", _("Go on with it"), {HELD}, UNDER_WAY),
    Step(
        "postpone",
        _("Postpone it without a new date"),
        {ANNOUNCED, OPEN},
        MOVED,
        effects=(new_edition,),
        needs_reason=True,
        explain=_("Everybody who was invited or registered gets a letter. Registrations stay."),
    ),
    Step(
        "set_date",
        _("Give it a new date"),
        {MOVED},
        ANNOUNCED,
        effects=(new_date,),
        explain=_("Everybody who was invited or registered gets a letter."),
    ),
    Step(
        "cancel",
        _("Cancel it"),
        {PLANNED, ANNOUNCED, OPEN, UNDER_WAY, MOVED},
        CANCELLED,
        effects=(new_edition,),
        needs_reason=True,
        explain=_("Everybody who was invited or registered gets a letter with the reason."),
    ),
)
