"""A meeting of 60 items with minutes, 200 attendances and 80 actions, as a member of the office opens it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench import meters
from bench.results import Row
from ponte.accounts.models import OfficeRole, Person
from ponte.convene.exports.minutes_docx import docx_of
from ponte.convene.exports.minutes_pdf import html_of, pdf_of
from ponte.convene.models import ActionPoint, AgendaItem, Attendance, Decision, Meeting, Minutes, Note, Table
from ponte.convene.queries.assembling import assemble
from ponte.core import paper as press

ROUNDS = 20
LARGE, USUAL = (60, 200, 80), (8, 20, 10)
SAID = (
    "The city presented 84 rooms offered by private owners. The associations told of 31 people who were refused.\n"
    "Members asked for a common letter and for one list of rooms by district."
)


def held(items: int, people: int, actions: int) -> Minutes:
    """A meeting with all of it."""
    table = Table.objects.create(name=f"Table of {items}", kind="local", visibility="public")
    starts_at = timezone.now() - timedelta(days=7)
    meeting = Meeting.objects.create(
        table=table, title="Sixth meeting", state="held", visibility="public", starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
    )  # fmt: skip
    agenda = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, title=f"Rooms in district {place}", position=place, minutes=10)
        for place in range(items)
    )
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting, name=f"Person {place}", organisation_name=f"Body {place}", state="present"
        )
        for place in range(people)
    )
    minutes = Minutes.objects.create(meeting=meeting)
    Note.objects.bulk_create(Note(minutes=minutes, key=row.pk, item=row, text=SAID) for row in agenda)
    owner = Person.objects.get_or_create(email="owner@bench.example", defaults={"name": "Owner"})[0]
    ActionPoint.objects.bulk_create(
        ActionPoint(table=table, meeting=meeting, title=f"Publish list {place}", owner_person=owner)
        for place in range(actions)
    )
    Decision.objects.bulk_create(
        Decision(table=table, meeting=meeting, item=row, title="One letter", state="taken", year=2026,
                 number=place, taken_on=starts_at.date())
        for place, row in enumerate(agenda[:10], 1)
    )  # fmt: skip
    return minutes


def rows() -> Iterator[Row]:
    """Pages and papers of a large meeting and of a usual one."""
    reader = Person.objects.create(name="Reader", email="reader@bench.example")
    OfficeRole.objects.create(person=reader, role="facilitator")
    client = Client()
    client.force_login(reader)
    kind = connection.vendor
    large, usual = held(*LARGE), held(*USUAL)
    for what, address in (
        ("meeting of 60 items", large.meeting.get_absolute_url()),
        ("minutes of 60 items", large.get_absolute_url()),
    ):
        calls = [partial(client.get, address)] * ROUNDS
        calls[0]()
        yield Row(kind, what, meters.statements(calls[0]), 12, "SQL statements")
        yield Row(kind, what, meters.cpu_ms(calls), 40, "ms CPU")
    for what, minutes, goal in (("usual", usual, 300), ("large", large, None)):
        paper = assemble(minutes, "en")
        html = html_of(paper, minutes)
        press.pdf(html)
        yield Row(
            kind,
            f"PDF of a {what} meeting, new",
            meters.cpu_ms([partial(press.pdf, html)] * 3),
            goal,
            "ms CPU",
        )
        yield Row(
            kind,
            f"Word of a {what} meeting",
            meters.cpu_ms([partial(docx_of, paper, minutes)] * 3),
            None,
            "ms CPU",
        )
        pdf_of(paper, minutes)
        kept = [partial(pdf_of, paper, minutes)] * ROUNDS
        yield Row(kind, f"PDF of a {what} meeting, kept", meters.cpu_ms(kept), 300, "ms CPU")
    for path in (Path(settings.VAR_DIR) / "papers").glob("*.pdf"):
        path.unlink()
