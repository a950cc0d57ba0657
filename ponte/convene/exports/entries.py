"""Meetings as entries of a calendar, in the language of the reader."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from ponte.convene.exports.calendar import Entry, calendar
from ponte.convene.models import Meeting, Registration
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries.meetings import TEXT, TITLE, texts_of
from ponte.core.models import Office

STATUS = {
    MeetingState.CANCELLED: "CANCELLED",
    MeetingState.MOVED: "CANCELLED",
    MeetingState.PLANNED: "TENTATIVE",
}


def uid_of(meeting: Meeting) -> str:
    """The same for ever, so that a changed meeting is not a second one."""
    return f"{meeting.reference}@{urlsplit(settings.URL).hostname or 'ponte'}"


def entries_of(meetings: Sequence[Meeting], language: str) -> list[Entry]:
    """One each; the texts in one query."""
    texts = texts_of(meetings, language)
    with override(language):
        page = settings.URL + reverse("convene:meeting", args=["REFERENCE"])
    return [
        Entry(
            uid=uid_of(row),
            title=texts[row.pk][TITLE].text,
            text=texts[row.pk][TEXT].text,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            zone=row.zone,
            is_whole_day=row.is_whole_day,
            changed_at=row.changed_at,
            edition=row.edition,
            place=row.place if row.is_in_person else "",
            url=page.replace("REFERENCE", row.reference),
            status=STATUS.get(MeetingState(row.state), "CONFIRMED"),
        )
        for row in meetings
    ]


def entry_for(registration: Registration, language: str) -> str:
    """The entry that goes with a letter: an invitation, or that the meeting is called off or not theirs any more."""
    meeting = registration.meeting
    (plain,) = entries_of([meeting], language)
    office = Office.current()
    sender = (office.called if office else "Ponte", (office.email if office else "") or "office@example.org")
    is_off = plain.status == "CANCELLED" or registration.state in ("excused", "cancelled")
    if is_off:
        plain = replace(plain, status="CANCELLED")
    guest = (registration.name or registration.email, registration.email)
    entry = replace(plain, organiser=sender, guest=guest if registration.email else None)
    return calendar([entry], method="CANCEL" if is_off else "REQUEST").decode()
