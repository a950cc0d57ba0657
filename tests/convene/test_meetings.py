"""Meetings: who sees them, their life, what is told to whom when something changes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ponte.convene.actions.meetings import change_meeting, plan_meeting, translate_meeting
from ponte.convene.exports.guest_letters import remind, tell_guests
from ponte.convene.exports.messaging import message_for
from ponte.convene.lifecycles.meeting import lifecycle
from ponte.convene.models import Registration
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries.meetings import meetings_visible_to
from ponte.convene.queries.when import when_in_words
from ponte.core import wordings
from ponte.core.models import Letter
from ponte.core.outbox.sending import message_of
from ponte.core.refusal import NotPermitted, Refused
from tests.factories import cast, convene
from tests.factories.map import belonging, organisation
from tests.factories.meetings import guest, item, meeting

pytestmark = pytest.mark.django_db


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("to", "purpose"))


def test_who_sees_which_meeting() -> None:
    table = convene.table(visibility="members")
    ours = organisation()
    convene.seat(table, ours)
    amina = belonging(cast.amina(), ours)
    public = meeting(title="Public")
    inside = meeting(title="Inside", table=table, visibility="members")
    hidden = meeting(title="Of a hidden table", table=table)
    office = meeting(title="Office", table=table, visibility="office")
    planned = meeting(title="Planned", table=table, visibility="members", state=MeetingState.PLANNED)
    guest(inside, "Elena Kovalenko")
    everything = {public, inside, hidden, office, planned}
    assert set(meetings_visible_to(AnonymousUser())) == {public}
    assert set(meetings_visible_to(cast.farid())) == {public}
    assert set(meetings_visible_to(amina)) == {public, inside, hidden}
    assert set(meetings_visible_to(cast.elena())) == {public, inside}
    assert set(meetings_visible_to(cast.dawit())) == everything
    for person in (cast.farid(), amina, cast.elena(), cast.dawit()):
        seen = set(meetings_visible_to(person))
        assert {row for row in everything if person.has_perm("convene.view_meeting", row)} == seen


def test_only_who_runs_the_table_plans() -> None:
    table = convene.table(facilitator=cast.farid())
    values = {
        "title": "A",
        "table": table,
        "starts_at": timezone.now(),
        "ends_at": timezone.now() + timedelta(hours=1),
    }
    assert plan_meeting(values=values, by=cast.farid()).state == MeetingState.PLANNED
    with pytest.raises(NotPermitted):
        plan_meeting(values=values, by=cast.amina())


def test_a_change_is_told_only_to_those_it_concerns() -> None:
    row = meeting(mode="hybrid", link="https://meet.example.org/a")
    here = guest(row, "Here Person", mode="in_person")
    far = guest(row, "Far Person", mode="online")
    guest(row, "Gone Person", state="excused", told_state="excused")
    tell_guests(row)
    assert [to for to, _purpose in letters()] == ["here@example.org", "far@example.org"]
    change_meeting(row, values={"place": "Casa del Quartiere"}, by=cast.chiara())
    assert tell_guests(row) == 1
    assert letters()[2:] == [(here.email, "convene.changed")]
    change_meeting(row, values={"link": "https://meet.example.org/b"}, by=cast.chiara())
    tell_guests(row)
    assert letters()[3:] == [(far.email, "convene.changed")]
    assert "New link" in Letter.objects.latest("pk").text
    change_meeting(row, values={"quorum": 3, "title": "Another title"}, by=cast.chiara())
    assert tell_guests(row) == 0
    change_meeting(row, values={"starts_at": row.starts_at + timedelta(minutes=30)}, by=cast.chiara())
    assert tell_guests(row) == 2
    assert tell_guests(row) == 0
    assert "New place" not in Letter.objects.latest("pk").text


def test_a_change_taken_back_before_anybody_heard_is_no_news() -> None:
    row = meeting()
    guest(row, mode="in_person")
    tell_guests(row)
    for place in ("Elsewhere", "Sala Rossa, Torino"):
        change_meeting(row, values={"place": place}, by=cast.chiara())
    assert tell_guests(row) == 0


def test_called_off_and_on_again() -> None:
    row = meeting()
    guest(row)
    tell_guests(row)
    lifecycle.perform("postpone", row, by=cast.chiara(), reason="The hall is flooded.")
    assert tell_guests(row) == 1
    letter = Letter.objects.latest("pk")
    assert "The hall is flooded." in letter.text
    assert "METHOD:CANCEL" in letter.calendar
    assert tell_guests(row) == 0
    later = row.starts_at + timedelta(days=9)
    change_meeting(row, values={"starts_at": later, "ends_at": later + timedelta(hours=2)}, by=cast.chiara())
    row.refresh_from_db()
    assert row.state == MeetingState.ANNOUNCED
    assert tell_guests(row) == 1
    letter = Letter.objects.latest("pk")
    assert "METHOD:REQUEST" in letter.calendar
    assert f"SEQUENCE:{row.edition}" in letter.calendar
    lifecycle.perform("cancel", row, by=cast.chiara(), reason="Nobody can.")
    assert tell_guests(row) == 1
    with pytest.raises(Refused, match="over"):
        change_meeting(row, values={"place": "X"}, by=cast.chiara())


def test_the_mail_carries_the_entry_for_the_calendar() -> None:
    row = meeting(title="جلسة; with, signs")
    guest(row)
    tell_guests(row)
    message = message_of(Letter.objects.latest("pk")).message()
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    text = part.get_payload(decode=True).decode()
    assert "SUMMARY:جلسة\\; with\\, signs" in text
    assert "ATTENDEE" in text
    assert "List-Unsubscribe" not in message


def test_a_reminder_goes_once_a_day_before() -> None:
    row = meeting(days=2)
    guest(row)
    tell_guests(row)
    assert remind() == 0
    row.starts_at, row.ends_at = timezone.now() + timedelta(hours=20), timezone.now() + timedelta(hours=22)
    row.save()
    assert (remind(), remind()) == (1, 0)


def test_the_life_of_a_meeting_keeps_its_order() -> None:
    row = meeting(state=MeetingState.PLANNED)
    chiara = cast.chiara()
    lifecycle.perform("announce", row, by=chiara)
    with pytest.raises(Refused, match="too early"):
        lifecycle.perform("start", row, by=chiara)
    with pytest.raises(Refused, match="not begun"):
        lifecycle.perform("close", row, by=chiara)
    with pytest.raises(NotPermitted):
        lifecycle.perform("open", row, by=cast.amina())
    late = meeting(state=MeetingState.PLANNED, days=-3)
    with pytest.raises(Refused, match="passed"):
        lifecycle.perform("announce", late, by=chiara)


def test_texts_in_languages_and_the_honest_fallback() -> None:
    row = plan_meeting(
        values={
            "title": "Winter conference",
            "language": "en",
            "starts_at": timezone.now(),
            "ends_at": timezone.now() + timedelta(hours=1),
        },
        text="What to do before winter.",
        by=cast.chiara(),
    )
    assert wordings.best(row, "title", "ar").is_fallback
    translate_meeting(row, "ar", title="مؤتمر الشتاء", text="", by=cast.chiara())
    assert wordings.best(row, "title", "ar").text == "مؤتمر الشتاء"
    assert "مؤتمر الشتاء" in message_for(row, "ar")
    assert "Winter conference" in message_for(row, "uk")


def test_a_night_in_which_the_clocks_change_names_both_offsets() -> None:
    row = meeting(starts_at="2027-10-30T22:00Z", ends_at="2027-10-31T02:00Z", zone="Europe/Rome")
    row.refresh_from_db()
    assert "UTC+2 → UTC+1" in when_in_words(row, "en")
    assert "روما" in when_in_words(row, "ar")


@pytest.mark.guards("convene/meeting_list.html")
def test_the_list_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    row = meeting()
    one = count_queries(lambda: client.get("/en/meetings/"))
    for number in range(5):
        meeting(title=f"More {number}", table=row.table if number % 2 else None)
    assert count_queries(lambda: client.get("/en/meetings/")) == one
    assert one <= 10
    assert "More 3" in client.get("/en/meetings/?language=en").content.decode()
    assert "More 3" not in client.get("/en/meetings/?language=it").content.decode()
    assert client.get("/en/meetings/?time=past&language=xx&table=%00&kind=a&page=9999").status_code == 200


def test_the_page_costs_the_same_for_one_item_and_for_sixty(client, count_queries) -> None:
    row = meeting(days=-1, state=MeetingState.HELD)
    item(row)
    client.get(row.get_absolute_url())
    one = count_queries(lambda: client.get(row.get_absolute_url()))
    for number in range(20):
        item(row, f"Item {number}")
        guest(row, f"Guest{number} X")
    assert count_queries(lambda: client.get(row.get_absolute_url())) == one
    assert one <= 12
    assert Registration.objects.count() == 20
