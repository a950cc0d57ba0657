"""A long meeting, a long list of meetings and its calendar, with what an office has after some years."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db import connection
from django.test import Client
from django.utils import timezone

from bench import meters
from bench.results import Row
from ponte.convene.models import AgendaItem, Attendance, Meeting, Table
from ponte.convene.models.meeting import MeetingState, Seen
from ponte.core.models import Wording

ITEMS, PEOPLE, MEETINGS, ROUNDS = 60, 200, 300, 20
LIST, FEED = "/en/meetings/", "/meetings.ics?lang=en"


def fill() -> Meeting:
    """One held meeting with a long agenda and a full list, and three hundred to come, each with its texts."""
    table = Table.objects.create(
        name="National table", name_language="en", kind="national", visibility="public"
    )
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    plan_meetings(table, now)
    held = Meeting.objects.create(
        table=table,
        title="A long meeting",
        state=MeetingState.HELD,
        visibility=Seen.PUBLIC,
        starts_at=now - timedelta(days=9),
        ends_at=now - timedelta(days=8),
        quorum=20,
    )
    items = [
        AgendaItem(meeting=held, title=f"Item {number}", position=number, minutes=10)
        for number in range(ITEMS)
    ]
    AgendaItem.objects.bulk_create(items)
    Attendance.objects.bulk_create(
        Attendance(
            meeting=held, name=f"Person {number}", organisation_name=f"Group {number % 60}", state="present"
        )
        for number in range(PEOPLE)
    )
    write_texts(table)
    return held


def plan_meetings(table: Table, now: datetime) -> None:
    """Three hundred to come, in three time zones."""
    zones = ("Europe/Rome", "Europe/Kyiv", "Africa/Casablanca")
    Meeting.objects.bulk_create(
        Meeting(
            table=table,
            title=f"Meeting {number}, of the national table",
            state=MeetingState.OPEN,
            visibility=Seen.PUBLIC,
            starts_at=now + timedelta(days=number + 1),
            ends_at=now + timedelta(days=number + 1, hours=2),
            zone=zones[number % len(zones)],
            place="Sala delle Colonne, Torino",
            languages=["it", "en", "ar"],
        )
        for number in range(MEETINGS)
    )


def write_texts(table: Table) -> None:
    """A title and a text of every meeting of the table and every item, in two languages."""
    items = AgendaItem.objects.filter(meeting__table=table).order_by("pk")
    things = [*Meeting.objects.filter(table=table).order_by("pk"), *items]
    Wording.objects.bulk_create(
        Wording(
            kind=thing._meta.label_lower,
            subject_id=thing.pk,
            field=field,
            language=language,
            text=f"{thing.title} ({language}) " + ("and what it is about. " * 8 if field == "text" else ""),
            state=Wording.State.CONFIRMED,
            is_original=language == "en",
        )
        for thing in things
        for field in ("title", "text")
        for language in ("en", "ar")
    )


def rows() -> Iterator[Row]:
    """Statements and processor time of each page."""
    held = fill()
    vendor, page = connection.vendor, held.get_absolute_url()
    client = Client()
    call = partial(client.get, page)
    call()
    yield Row(vendor, "long meeting, a visitor", meters.statements(call), 12, "SQL statements")
    yield Row(vendor, "long meeting, a visitor", meters.cpu_ms([call] * ROUNDS), 40, "ms CPU")
    call = partial(client.get, LIST)
    call()
    yield Row(vendor, "list of 300 meetings", meters.statements(call), 10, "SQL statements")
    yield Row(vendor, "list of 300 meetings", meters.cpu_ms([call] * ROUNDS), None, "ms CPU")
    call = partial(client.get, FEED)
    yield Row(vendor, "calendar of 300 meetings", meters.cpu_ms([call] * ROUNDS), 40, "ms CPU")
