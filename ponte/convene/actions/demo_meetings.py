"""The demo: a series of five conferences of the national table, and the three virtual exchanges of 2020.

Of the exchanges only what the report of 2020 says: day, language, how many had which role. Nobody is named: a report
is no consent to stand on another page.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from ponte.convene.actions import agenda, attendance, inviting
from ponte.convene.actions.exchange import add_take_away
from ponte.convene.actions.meetings import plan_meeting, set_interpretation, translate_meeting
from ponte.convene.actions.registering import register
from ponte.convene.actions.series import change_series
from ponte.convene.lifecycles.meeting import lifecycle
from ponte.convene.models import Attendance, Meeting, Series, Speaker, Table
from ponte.convene.models.exchange import SpeakerRole
from ponte.convene.models.meeting import MeetingKind, MeetingState, Mode, Registering, Seen
from ponte.convene.models.vocabulary import Frequency, TableKind

People = Mapping[str, Any]
ROME = "Europe/Rome"
RHYTHM = {
    "title": "Conferences of the national table",
    "frequency": Frequency.FORTNIGHTLY,
    "at": time(18),
    "zone": ROME,
}
TITLES = ("First", "Second", "Third", "Fourth", "Fifth")
THIRD = {
    "it": (
        "Terza conferenza: alloggi per l'inverno",
        "Chi offre un letto, chi ne ha bisogno, chi accompagna.",
    ),
    "ar": ("المؤتمر الثالث: سكن للشتاء", "من يقدّم سريرًا، ومن يحتاجه، ومن يرافق."),
}
# Day, language, how many were on the panel: iDiaspora and IOM, "Best practices from the field", 2020.
EXCHANGES = ((date(2020, 4, 22), "en", 7), (date(2020, 5, 20), "fr", 5), (date(2020, 6, 10), "es", 7))
TITLES_2020 = {
    "en": "Global Diaspora Virtual Exchange, in English",
    "fr": "Échange virtuel mondial des diasporas, en français",
    "es": "Intercambio virtual mundial de las diásporas, en español",
}
ABOUT_2020 = (
    "One of three exchanges that iDiaspora and IOM held in 2020 on how diasporas answered Covid-19. Nearly 300 people "
    "took part in the three. Somebody gave welcoming remarks, somebody moderated, the panel spoke, then came questions."
)
TAKE_AWAYS_2020 = ("Communication", "Capacity building", "Coordination")


def create(people: People) -> None:
    """All of it, by the actions people use."""
    table = Table.objects.filter(kind=TableKind.NATIONAL).order_by("pk").first()
    if table is not None:
        conferences(table, people)
    for day, language, panel in EXCHANGES:
        exchange_of_2020(day, language, panel)


def conferences(table: Table, people: People) -> None:
    """Two that were held, one in three languages for which one can register, two that are announced or planned."""
    chiara = people["chiara"]
    series = change_series(table.series.get(), values=RHYTHM, by=chiara)
    begins = evening(timezone.now() - timedelta(days=28))
    first = conference(series, 0, begins, by=chiara)
    agenda.add_item(first, values={"title": "What is needed before winter", "minutes": 45}, by=chiara)
    late = agenda.add_item(first, values={"title": "A common calendar of events", "minutes": 15}, by=chiara)
    held(first, by=chiara)
    agenda.settle_item(late, "put_off", by=chiara)
    second = conference(series, 1, begins + timedelta(days=14), by=chiara)
    held(second, by=chiara)
    third(series, begins + timedelta(days=35), people)
    fourth = conference(series, 3, begins + timedelta(days=49), by=chiara)
    lifecycle.perform("announce", fourth, by=chiara)
    conference(series, 4, begins + timedelta(days=63), by=chiara)


def evening(day: datetime) -> datetime:
    """Six o'clock in Rome."""
    local = day.astimezone(ZoneInfo(ROME))
    return local.replace(hour=18, minute=0, second=0, microsecond=0).astimezone(UTC)


def conference(series: Series, number: int, begins: datetime, *, by: Any, **more: Any) -> Meeting:
    """One of the five."""
    local = begins.astimezone(ZoneInfo(ROME)).replace(hour=18)
    values: dict[str, Any] = {
        "table": series.table,
        "series": series,
        "kind": MeetingKind.CONFERENCE,
        "title": f"{TITLES[number]} conference",
        "language": "en",
        "visibility": Seen.PUBLIC,
        "mode": Mode.HYBRID,
        "place": "Sala delle Colonne, Torino",
        "link": "https://meet.example.org/conference",
        "starts_at": local.astimezone(UTC),
        "ends_at": local.astimezone(UTC) + timedelta(hours=2),
        "zone": ROME,
        "languages": ["it", "en"],
        "quorum": 2,
    }
    return plan_meeting(values=values | more, by=by, text="Everybody who sits at the table meets.")


def third(series: Series, begins: datetime, people: People) -> None:
    """The trilingual one: interpreted, with few places, some of the cast registered."""
    chiara = people["chiara"]
    row = conference(
        series,
        2,
        begins,
        by=chiara,
        title="Third conference: beds for the winter",
        languages=["it", "en", "ar"],
        registering=Registering.EVERYBODY,
        seats_in_person=50,
        seats_online=200,
    )
    for language, (title, text) in THIRD.items():
        translate_meeting(row, language, title=title, text=text, by=chiara)
    agenda.add_item(row, values={"title": "Who offers a bed, who needs one", "minutes": 40}, by=chiara)
    inside = {"title": "How the office pays for blankets", "minutes": 10, "is_internal": True}
    agenda.add_item(row, values=inside, by=chiara)
    pairs = (("it", "en"), ("it", "ar"), ("en", "it"), ("ar", "it"))
    link = "https://meet.example.org/conference/{}"
    channels = [{"from_language": a, "to_language": b, "link": link.format(b)} for a, b in pairs]
    set_interpretation(row, channels, by=chiara)
    inviting.invite(row, inviting.delegates_of(row), by=chiara)
    lifecycle.perform("announce", row, by=chiara)
    lifecycle.perform("open", row, by=chiara)
    for who, mode, others in (("amina", "in_person", ["Sara Saleh"]), ("elena", "online", [])):
        person = people[who]
        values = {"name": person.name, "email": person.email, "language": person.language, "mode": mode}
        register(row, values=values | {"person": person, "stakeholder": "diaspora"}, others=others)


def held(row: Meeting, *, by: Any) -> None:
    """A meeting of some weeks ago, as if it had been kept then."""
    Meeting.objects.filter(pk=row.pk).update(
        state=MeetingState.ANNOUNCED, announced_at=row.starts_at - timedelta(days=7)
    )
    row.refresh_from_db()
    attendance.prefill(row, by=by)
    lines = list(Attendance.objects.filter(meeting=row).order_by("pk"))
    states = ("present", "online", "present", "excused")
    attendance.note(row, {line.pk: states[at % len(states)] for at, line in enumerate(lines)}, by=by)
    lifecycle.perform("close", row, by=by, at=row.ends_at)


def exchange_of_2020(day: date, language: str, panel: int) -> None:
    """Facts only: neither the hour nor the names of who spoke."""
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC)
    values = {
        "kind": MeetingKind.EXCHANGE,
        "title": TITLES_2020[language],
        "language": language,
        "visibility": Seen.PUBLIC,
        "mode": Mode.ONLINE,
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=23, minutes=59),
        "is_whole_day": True,
        "zone": "UTC",
        "languages": [language],
        "registering": Registering.NOBODY,
    }
    row = plan_meeting(values=values, by=None)
    translate_meeting(
        row, "en", title=TITLES_2020["en"].replace("English", NAMES[language]), text=ABOUT_2020, by=None
    )
    roles = [SpeakerRole.WELCOME, SpeakerRole.MODERATOR, *[SpeakerRole.PANELLIST] * panel]
    for position, role in enumerate(roles, 1):
        Speaker.objects.create(meeting=row, role=role, position=position)
    for text in TAKE_AWAYS_2020:
        add_take_away(row, text=text, language="en", by=None)
    Meeting.objects.filter(pk=row.pk).update(state=MeetingState.HELD)


NAMES = {"en": "English", "fr": "French", "es": "Spanish"}
