"""Whether one can check in to a meeting now."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.convene.models import Meeting
from ponte.convene.models.meeting import MeetingState
from ponte.core.moments import moment_in_words

BEFORE, AFTER = timedelta(hours=1), timedelta(minutes=30)
OPEN_FOR_IT = (MeetingState.ANNOUNCED, MeetingState.OPEN, MeetingState.UNDER_WAY)


def why_no_check_in(meeting: Meeting) -> str:
    """Why nobody can check in now, in words; empty when they can."""
    now = timezone.now()
    if meeting.state not in OPEN_FOR_IT:
        return _("One cannot check in to this meeting: %(state)s.") % {"state": meeting.get_state_display()}
    if now < meeting.starts_at - BEFORE:
        return _("It is too early. You can check in from %(moment)s.") % {
            "moment": moment_in_words(meeting.starts_at - BEFORE, meeting.zone)
        }
    if now > meeting.ends_at + AFTER:
        return _("It is too late. One could check in until %(moment)s.") % {
            "moment": moment_in_words(meeting.ends_at + AFTER, meeting.zone)
        }
    return ""
