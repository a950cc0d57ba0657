"""Meetings, agendas, guests and lists of who was there."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ponte.convene.models import AgendaItem, Attendance, Meeting, Registration, Table
from ponte.convene.models.meeting import MeetingState, Registering, Seen
from ponte.convene.models.vocabulary import ByLink
from tests.factories.convene import table as new_table


def meeting(*, table: Table | None = None, days: float = 7, **values: Any) -> Meeting:
    """A public meeting of a table that everybody may register for, so many days from now and two hours long."""
    starts_at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)
    facts = {
        "title": "Second conference",
        "state": MeetingState.OPEN,
        "visibility": Seen.PUBLIC,
        "registering": Registering.EVERYBODY,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "languages": ["en"],
        "place": "Sala Rossa, Torino",
        "table": table or new_table(by_link=[ByLink.ANSWER, ByLink.REGISTER, ByLink.CHECK_IN]),
    }
    return Meeting.objects.create(**facts | values)


def item(of: Meeting, title: str = "Winter shelter", **values: Any) -> AgendaItem:
    """One item at the end of an agenda."""
    facts = {"minutes": 20, "position": AgendaItem.objects.filter(meeting=of).count() + 1}
    return AgendaItem.objects.create(meeting=of, title=title, **facts | values)


def guest(of: Meeting, name: str = "Amina Saleh", **values: Any) -> Registration:
    """Somebody who is registered."""
    email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    return Registration.objects.create(
        meeting=of, **{"name": name, "email": email, "mode": "online"} | values
    )


def attendance(of: Meeting, name: str = "Amina Saleh", **values: Any) -> Attendance:
    """One line of the list."""
    return Attendance.objects.create(meeting=of, name=name, **values)
