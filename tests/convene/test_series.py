"""A series of meetings: begun at a table, its rule, what stands on every agenda, its end."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from ponte.convene.actions.series import begin_series
from ponte.convene.models import Meeting, Series
from ponte.convene.queries.rhythm import day_after
from tests.factories import cast, convene
from tests.factories.accounts import office
from tests.factories.map import belonging, organisation
from tests.factories.meetings import meeting

pytestmark = pytest.mark.django_db
ANSWERS = {
    "title": "Monthly meeting",
    "language": "en",
    "frequency": "monthly",
    "weekday": "1",
    "week": "2",
    "at": "18:00",
    "minutes": "90",
    "zone": "Rome",
    "standing_items": "Welcome; 5\nWhat became of it; discussion; 20",
}


@pytest.fixture
def chiara(client: Client) -> Client:
    office(languages=["en", "it"])
    client.force_login(cast.chiara())
    return client


def planned_in(client: Client, series: Series, **more: str) -> dict[str, object]:
    """What the form for the next meeting is filled with, and what a person adds."""
    form = client.get(f"/en/meetings/new/?series={series.reference}").context["form"]
    assert (form["begins"].value().hour, form["ends"].value().hour) == (18, 19)
    assert form["day"].value().weekday() == 1
    sent = {field.name: field.value() for field in form if field.value() is not None}
    return sent | {"languages": "it", "place": "Sala Rossa", "mode": "in_person", "kind": "meeting"} | more


def test_begun_from_a_table_with_its_first_meeting(chiara: Client) -> None:
    table = convene.table(languages=["it"])
    address = f"/en/tables/{table.reference}/series/new/"
    assert address in chiara.get(table.get_absolute_url()).content.decode()
    chiara.post(address, ANSWERS)
    series = Series.objects.get()
    page = chiara.get(series.get_absolute_url()).content.decode()
    assert "Second Tuesday of the month" in page
    assert "18:00 (time of Rome)" in page
    sent = planned_in(chiara, series, begins="18:00", ends="19:30")
    opens, before = (str(timezone.localdate() + timedelta(days=number)) for number in (1, 0))
    wrong = chiara.post("/en/meetings/new/", sent | {"opens_on": opens, "closes_on": before})
    assert "closes before it opens" in wrong.content.decode()
    chiara.post("/en/meetings/new/", sent | {"opens_on": opens})
    row = Meeting.objects.get()
    assert row.registration_opens_at is not None
    local = row.registration_opens_at.astimezone(ZoneInfo("Europe/Rome"))
    assert f"{local:%Y-%m-%d %H:%M}" == f"{opens} 00:00"
    assert [(item.title, item.minutes, item.kind) for item in row.agenda.all()] == [
        ("Welcome", 5, "information"),
        ("What became of it", 20, "discussion"),
    ]


def test_translated_changed_and_ended(chiara: Client) -> None:
    chiara.post(f"/en/tables/{convene.table().reference}/series/new/", ANSWERS)
    series = Series.objects.get()
    texts = {"title_en": series.title, "title_it": "Riunione mensile", "0_it": "Benvenuto"}
    texts |= {"0_en": "Welcome", "1_en": "What became of it"}
    chiara.post(f"/en/series/{series.reference}/texts/", texts)
    chiara.post("/en/meetings/new/", planned_in(chiara, series, begins="18:00", ends="19:30"))
    row = Meeting.objects.get()
    assert "Benvenuto" in chiara.get(f"/it/meetings/{row.reference}/").content.decode()
    chiara.post(f"/en/series/{series.reference}/edit/", ANSWERS | {"standing_items": "Welcome\nNews; 15"})
    series.refresh_from_db()
    assert [item["texts"] for item in series.standing_items] == [{"it": "Benvenuto"}, {}]
    chiara.post(f"/en/series/{series.reference}/step/end/", {"reason": "The table meets in summer only."})
    page = chiara.get(series.get_absolute_url()).content.decode()
    assert "Ended" in page
    assert "Plan the next meeting" not in page
    assert row.get_absolute_url() in page
    assert series not in chiara.get("/en/meetings/new/").context["form"].fields["series"].queryset


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"standing_items": "; 10"}, "Write the title first"),
        ({"standing_items": "Welcome; soon"}, "Write minutes as a number"),
        ({"standing_items": "Welcome\nWelcome; 5"}, "stands there twice"),
        ({"standing_items": "\n".join(map(str, range(40)))}, "at most 30"),
        ({"weekday": ""}, "Choose the day, too"),
        ({"zone": "Rom"}, "Do you mean Europe/Rome"),
        ({"minutes": "0"}, "greater than or equal to 5"),
    ],
)
def test_an_error_says_what_to_do_and_keeps_nothing(chiara: Client, change, says) -> None:
    answer = chiara.post(f"/en/tables/{convene.table().reference}/series/new/", ANSWERS | change)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Series.objects.exists()


def test_who_sees_a_series_and_who_changes_it(client: Client) -> None:
    ours = organisation()
    table = convene.table(visibility="members")
    convene.seat(table, ours)
    series = begin_series(table, values={"title": "Monthly"}, by=cast.chiara())
    assert client.get(series.get_absolute_url()).status_code == 404
    client.force_login(belonging(cast.amina(), ours))
    assert client.get(series.get_absolute_url()).status_code == 200
    for action in ("edit/", "texts/"):
        assert client.post(f"/en/series/{series.reference}/{action}", ANSWERS).status_code == 404
    assert client.post(f"/en/series/{series.reference}/step/end/", {"reason": "No"}).status_code == 404
    assert client.get(f"/en/tables/{table.reference}/series/new/").status_code == 404
    assert Series.objects.get().state == "running"


@pytest.mark.guards("convene/series.html")
def test_a_long_list_of_meetings_costs_no_more(chiara: Client, count_queries) -> None:
    table = convene.table()
    series = begin_series(table, values={"title": "Monthly"}, by=cast.chiara())
    meeting(table=table, series=series)
    few = count_queries(lambda: chiara.get(series.get_absolute_url()))
    for days in range(8, 11):
        meeting(table=table, series=series, days=days)
    assert count_queries(lambda: chiara.get(series.get_absolute_url())) == few


def test_the_rule_proposes_the_next_day() -> None:
    today = date(2026, 11, 29)

    def proposed(last: date | None, **rule: object) -> date | None:
        return day_after(Series(title="X", **rule), last, today)

    monthly = {"frequency": "monthly", "weekday": 1, "week": 2}
    assert proposed(None, **monthly) == date(2026, 12, 8)
    assert proposed(date(2026, 12, 9), **monthly) == date(2027, 1, 12)  # it was moved by a day
    assert proposed(date(2026, 6, 9), **monthly) == date(2026, 12, 8)  # it paused for some months
    assert proposed(date(2026, 12, 29), frequency="monthly", weekday=1, week=5) == date(2027, 1, 26)
    assert proposed(date(2026, 12, 3), frequency="quarterly") == date(2027, 3, 4)  # the first Thursday
    assert proposed(date(2026, 12, 3), frequency="weekly", weekday=2) == date(2026, 12, 9)
    assert proposed(date(2026, 12, 3), frequency="fortnightly") == date(2026, 12, 17)
    assert proposed(None, frequency="weekly", weekday=0) == date(2026, 11, 30)
    assert proposed(today + timedelta(days=1), frequency="as_needed") is None
    assert timezone.localdate() <= (
        day_after(Series(frequency="weekly"), None, timezone.localdate()) or today
    )
