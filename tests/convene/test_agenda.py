"""The agenda: a tree without loops, clock times, what outsiders see, and what comes back next time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ponte.convene.actions import agenda
from ponte.convene.actions.carrying import carry_over
from ponte.convene.actions.meetings import plan_meeting
from ponte.convene.actions.minutes import approve, circulate
from ponte.convene.actions.series import begin_series
from ponte.convene.models import AgendaItem
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries import carried
from ponte.convene.queries.clock import placed, without_internal
from ponte.core.refusal import NotPermitted, Refused
from tests.factories import cast, convene
from tests.factories.accounts import office
from tests.factories.map import belonging, organisation
from tests.factories.meetings import item, meeting
from tests.factories.minutes import decision, held, minutes

pytestmark = pytest.mark.django_db


def rows_of(row) -> list[tuple[str, str]]:
    return [(one.number, one.item.title) for one in placed(row, AgendaItem.objects.filter(meeting=row))]


def test_items_are_moved_without_javascript() -> None:
    row, chiara = meeting(), cast.chiara()
    a, b, c = (agenda.add_item(row, values={"title": name}, by=chiara) for name in "ABC")
    agenda.move_item(c, "up", by=chiara)
    assert rows_of(row) == [("1", "A"), ("2", "C"), ("3", "B")]
    agenda.move_item(b, "in", by=chiara)
    assert rows_of(row) == [("1", "A"), ("2", "C"), ("2.1", "B")]
    agenda.move_item(a, "down", by=chiara)
    agenda.move_item(b, "out", by=chiara)
    assert rows_of(row) == [("1", "C"), ("2", "B"), ("3", "A")]
    agenda.move_item(a, "down", by=chiara)  # the last one stays where it is
    assert rows_of(row)[-1] == ("3", "A")
    with pytest.raises(Refused, match="not part of"):
        agenda.move_item(a, "out", by=chiara)
    with pytest.raises(NotPermitted):
        agenda.move_item(a, "up", by=cast.amina())


def test_there_are_no_loops_and_nothing_too_deep() -> None:
    row, chiara = meeting(), cast.chiara()
    a = agenda.add_item(row, values={"title": "A"}, by=chiara)
    b = agenda.add_item(row, values={"title": "B", "parent": a}, by=chiara)
    c = agenda.add_item(row, values={"title": "C", "parent": b}, by=chiara)
    for below in (a, b, c):
        with pytest.raises(Refused, match="circle"):
            agenda.change_item(a, values={"parent": below}, by=chiara)
    d = agenda.add_item(row, values={"title": "D", "parent": c}, by=chiara)
    with pytest.raises(Refused, match="at most 4 deep"):
        agenda.add_item(row, values={"title": "E", "parent": d}, by=chiara)
    with pytest.raises(Refused, match="another meeting"):
        agenda.add_item(meeting(), values={"title": "E", "parent": a}, by=chiara)
    agenda.remove_item(a, by=chiara)
    assert not AgendaItem.objects.exists()


def test_a_closed_meeting_keeps_its_agenda() -> None:
    row = meeting(days=-1, state=MeetingState.HELD)
    one = item(row)
    with pytest.raises(Refused, match="over"):
        agenda.change_item(one, values={"title": "X"}, by=cast.chiara())
    agenda.settle_item(one, "put_off", by=cast.chiara())


def test_clock_times_run_through_the_night_in_which_the_clocks_change() -> None:
    row = meeting(
        starts_at=datetime(2027, 10, 30, 23, 30, tzinfo=UTC), ends_at=datetime(2027, 10, 31, 3, tzinfo=UTC)
    )
    for title in ("A", "B", "C"):
        item(row, title, minutes=60)
    times = [f"{one.starts:%H:%M}" for one in placed(row, row.agenda.all())]
    assert times == ["01:30", "02:30", "02:30"]  # half past two comes twice


def test_an_item_lasts_as_long_as_its_parts_and_internal_ones_keep_their_time() -> None:
    row = meeting()
    whole = item(row, "Whole", minutes=10)
    item(row, "Part", parent=whole, minutes=20)
    secret = item(row, "Secret", parent=whole, minutes=30, is_internal=True)
    item(row, "Below the secret", parent=secret, minutes=0)
    item(row, "After", minutes=5)
    rows = placed(row, row.agenda.all())
    assert (rows[0].item.title, rows[0].minutes) == ("Whole", 50)
    shown = without_internal(rows)
    assert [one.item.title for one in shown] == ["Whole", "Part", "After"]
    assert shown[-1].starts == row.begins + timedelta(minutes=50)


def test_outsiders_see_no_internal_item_and_no_paper_of_it(client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    table = convene.table()
    ours = organisation()
    convene.seat(table, ours)
    amina = belonging(cast.amina(), ours)
    row, chiara = meeting(table=table), cast.chiara()
    secret = item(row, "Lanternhidden", is_internal=True)
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")
    paper = agenda.add_document(secret, values={"title": "Lanternhidden plan"}, upload=upload, by=chiara)
    path = f"/en/meetings/{row.reference}/papers/{paper.pk}/"
    for address in (row.get_absolute_url(), f"{row.get_absolute_url()}calendar.ics", "/meetings.ics"):
        assert "Lanternhidden" not in client.get(address).content.decode()
    assert client.get(path).status_code == 404
    client.force_login(amina)
    assert "Lanternhidden plan" in client.get(row.get_absolute_url()).content.decode()
    answer = client.get(path)
    assert answer.status_code == 200
    answer.close()
    agenda.remove_document(paper, by=chiara)
    assert client.get(path).status_code == 404


def test_what_stands_and_what_was_put_off_comes_back_and_never_twice() -> None:
    chiara, table = cast.chiara(), convene.table()
    standing = [{"title": "Welcome", "kind": "information", "minutes": 5}]
    series = begin_series(table, values={"title": "Monthly", "standing_items": standing}, by=chiara)

    def planned(days: int):
        begins = timezone.now() + timedelta(days=days)
        values = {"title": f"In {days} days", "table": table, "series": series, "starts_at": begins}
        return plan_meeting(values=values | {"ends_at": begins + timedelta(hours=1)}, by=chiara)

    first = planned(1)
    late = agenda.add_item(first, values={"title": "A common calendar"}, text="Who keeps it?", by=chiara)
    agenda.translate_item(late, "ar", title="تقويم مشترك", text="", by=chiara)
    agenda.add_item(first, values={"title": "Done today"}, by=chiara)
    agenda.settle_item(late, "put_off", by=chiara)
    carried.comes_back.add("test", lambda _meeting: [carried.ComesBack("An open action", "en", ("x.y", 7))])
    try:
        second = planned(20)
        assert [title for _number, title in rows_of(second)] == [
            "Welcome",
            "A common calendar",
            "An open action",
        ]
        assert carry_over(second, by=chiara) == 0
    finally:
        del carried.comes_back._entries["test"]
    again = second.agenda.get(title="A common calendar")
    assert again.carried_from == late


def test_a_document_needs_a_file_or_an_address() -> None:
    one = item(meeting())
    with pytest.raises(Refused, match="Choose a file"):
        agenda.add_document(one, values={"title": "X", "url": ""}, upload=None, by=cast.chiara())


def test_minutes_to_approve_and_decisions_to_look_at_again_stand_on_the_next_agenda(
    client, django_capture_on_commit_callbacks
) -> None:
    office()
    chiara, table = cast.chiara(), convene.table()
    past = held(table=table, title="March meeting", visibility="members")
    row = minutes(past)
    facts = {"number": 1, "year": 2026, "taken_on": "2026-01-02", "review_on": timezone.localdate()}
    decision(table, title="One list of rooms", state="taken", visibility="members", **facts)
    begins = timezone.now() + timedelta(days=20)
    values = {"title": "April meeting", "table": table, "starts_at": begins, "visibility": "public"}
    following = plan_meeting(values=values | {"ends_at": begins + timedelta(hours=1)}, by=chiara)
    assert [item.title for item in following.agenda.all()] == [
        "Look at a decision again: L-2026-01 One list of rooms"
    ]
    following.agenda.all().delete()  # the facilitator took it off, and off it stays
    with django_capture_on_commit_callbacks(execute=True):
        circulate(row, amend_until=None, by=chiara)
    brought = following.agenda.get()
    assert (brought.title, brought.kind) == ("Approve the minutes: March meeting", "decision")
    assert brought.is_internal  # the meeting is for everybody, the minutes are not
    client.force_login(chiara)
    page = client.get(f"/en/meetings/{following.reference}/agenda/").content.decode()
    assert f'href="{row.get_absolute_url()}"' in page
    assert carry_over(following, by=chiara) == 1  # on request the decision comes back
    approve(row, approved_in=meeting(table=table, days=-1).pk, by=chiara)
    later = begins + timedelta(days=20)
    values = {"title": "May meeting", "table": table, "starts_at": later}
    last = plan_meeting(values=values | {"ends_at": later + timedelta(hours=1)}, by=chiara)
    assert [item.about_kind for item in last.agenda.all()] == ["convene.decision"]


GIVEN = {"title": "A", "language": "en", "kind": "discussion", "minutes": "5", "parent": ""}


def test_who_presents_an_item_is_chosen_or_written(client) -> None:
    ours, hidden = organisation(name="Radici"), organisation(name="Casa Chiusa", visibility="office")
    table, amina = convene.table(), cast.amina()
    convene.delegate(convene.seat(table, ours), account=amina)
    convene.seat(table, hidden)
    row = meeting(table=table)
    client.force_login(cast.chiara())
    address = f"/en/meetings/{row.reference}/agenda/"
    bodies = [f"organisation-{ours.pk}", f"organisation-{hidden.pk}"]
    for chosen in ("", f"person-{amina.pk}", *bodies):
        client.post(address, GIVEN | {"presenter": chosen, "owner_name": "" if chosen else "Prof. Kaya"})
    for wrong in ({"presenter": bodies[0], "owner_name": "X"}, {"presenter": f"person-{cast.farid().pk}"}):
        assert client.post(address, GIVEN | wrong).status_code == 422
    assert row.agenda.count() == 4
    inside = client.get(row.get_absolute_url()).content.decode()
    assert all(name in inside for name in ("Prof. Kaya", "Amina Saleh", "Radici", "Casa Chiusa"))
    own, first = f"{address}{row.agenda.get(owner_organisation=ours).pk}/", row.agenda.first()
    assert f'value="{bodies[0]}" selected' in client.get(own).content.decode()
    client.post(f"{address}{first.pk}/", GIVEN | {"presenter": f"person-{amina.pk}", "owner_name": ""})
    assert row.agenda.get(pk=first.pk).owner_name == ""
    client.logout()
    outside = client.get(row.get_absolute_url()).content.decode()
    assert "Radici" in outside
    assert "Casa Chiusa" not in outside
