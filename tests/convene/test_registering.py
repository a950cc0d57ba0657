"""Registering, waiting, moving up, answering by link: what goes, what does not, and in which words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ponte.convene.actions.attendance import check_in, check_in_by_code, note, prefill
from ponte.convene.actions.guest_links import PURPOSE, token_for
from ponte.convene.actions.inviting import Guest, delegates_of, invite, read_addresses
from ponte.convene.actions.meetings import change_meeting
from ponte.convene.actions.registering import accept, bring_more, decline, register
from ponte.convene.exports.guest_letters import tell_guests
from ponte.convene.models import Attendance, Registration
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries.attendance import by_stakeholder, lines_of, quorum_of
from ponte.core import links
from ponte.core.models import Letter, SignedLink
from ponte.core.refusal import Refused
from tests.factories import cast, convene
from tests.factories.map import organisation
from tests.factories.meetings import guest, meeting

pytestmark = pytest.mark.django_db


def someone(name: str = "Amina Saleh", **values: object) -> dict:
    email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    return {"name": name, "email": email, "mode": "online", "language": "en"} | values


def states(of) -> dict[str, str]:
    return dict(Registration.objects.filter(meeting=of).values_list("name", "state"))


def test_places_waiting_list_and_moving_up_in_order() -> None:
    row = meeting(seats_online=2)
    for name in ("A", "B", "C", "D"):
        register(row, values=someone(name))
    assert states(row) == {"A": "registered", "B": "registered", "C": "waiting", "D": "waiting"}
    tell_guests(row)
    decline(Registration.objects.get(name="A"))
    assert states(row)["C"] == "registered"
    assert states(row)["D"] == "waiting"
    tell_guests(row)
    told = Letter.objects.filter(to="c@example.org").latest("pk")
    assert told.subject.startswith("You have a place now")
    change_meeting(row, values={"seats_online": 3}, by=cast.chiara())
    assert states(row)["D"] == "registered"


def test_the_same_form_sent_twice_is_one_registration() -> None:
    row = meeting(seats_online=5)
    first, is_new = register(row, values=someone(), others=["Sara", "Sara", "Amina Saleh"])
    second, is_second_new = register(row, values=someone(), others=["Sara"])
    assert (is_new, is_second_new, first.pk) == (True, False, second.pk)
    assert states(row) == {"Amina Saleh": "registered", "Sara": "registered"}


def test_each_of_a_family_has_a_place_of_their_own_or_waits_and_their_head_is_told() -> None:
    row = meeting(seats_online=2)
    head, _new = register(row, values=someone("Head"), others=["One", "Two"])
    assert list(states(row).values()) == ["registered", "registered", "waiting"]
    tell_guests(row)
    assert "Two: On the waiting list" in Letter.objects.get().text
    change_meeting(row, values={"seats_online": 3}, by=cast.chiara())
    assert tell_guests(row) == 1
    assert "Two: Registered" in Letter.objects.latest("pk").text
    bring_more(head, ["Three"])
    assert states(row)["Three"] == "waiting"
    decline(head)
    assert set(states(row).values()) == {"cancelled", "excused"}


def test_the_window_of_registration_is_told_in_words() -> None:
    for values, words in (
        ({"state": MeetingState.ANNOUNCED}, "not open"),
        ({"state": MeetingState.CANCELLED}, "cancelled"),
        ({"state": MeetingState.MOVED}, "new date"),
        ({"days": -1}, "over"),
        ({"registering": "nobody"}, "no registration"),
        ({"registration_closes_at": timezone.now() - timedelta(hours=1)}, r"closed on .* \(time of"),
        ({"registration_opens_at": timezone.now() + timedelta(hours=1)}, r"opens on .* \(time of"),
        ({"mode": "in_person"}, "only in person"),
    ):
        with pytest.raises(Refused, match=words):
            register(meeting(**values), values=someone())


def test_a_thousand_pasted_addresses_with_rubbish_among_them() -> None:
    lines = [f"Person {number} <p{number}@example.org>" for number in range(1_000)]
    guests, unread = read_addresses("\n".join([*lines, "p1@EXAMPLE.org", "nobody", "أمينة <x@y", ""]))
    assert (len(guests), unread) == (1_000, ["nobody", "أمينة <x@y"])
    row = meeting(state=MeetingState.PLANNED)
    assert invite(row, guests, by=cast.chiara()).new == 1_000
    assert invite(row, guests, by=cast.chiara()).known == 1_000
    assert tell_guests(row) == 0  # nothing is sent before it is announced
    with pytest.raises(Refused, match="Divide the list"):
        invite(row, [Guest(f"{number}@example.com") for number in range(2_001)], by=cast.chiara())


def test_delegates_are_invited_in_their_language_and_answer_by_link(client) -> None:
    table = convene.table(by_link=["answer"])
    convene.delegate(convene.seat(table), name="Olena", email="olena@example.org", language="uk")
    row = meeting(table=table)
    invite(row, delegates_of(row), by=cast.chiara())
    tell_guests(row)
    assert Letter.objects.get().language == "uk"
    mine = Registration.objects.get()
    page = f"/en/guest/{token_for(mine)}/"
    assert "Do you come?" in client.get(page).content.decode()
    mine.refresh_from_db()
    assert mine.state == "invited"  # looking changes nothing
    client.post(f"{page}answer/", someone("Olena", mode="in_person"))
    mine.refresh_from_db()
    assert (mine.state, mine.mode) == ("registered", "in_person")
    assert client.post(f"{page}others/", {"others": "Ivan"}).status_code == 409
    client.post(page, {"act": "decline"}, headers={"Referer": "http://testserver/"})
    mine.refresh_from_db()
    assert mine.state == "excused"
    text = client.get(page).content.decode()
    assert "You do not come" in text
    assert "no-referrer" not in text  # a browser that hides where it comes from cannot press our buttons


def test_links_that_are_forged_foreign_expired_or_taken_back_open_nothing(client) -> None:
    row = meeting()
    mine, other = guest(row), guest(row, "Other Person")
    token = token_for(mine)
    foreign = links.issue("map.listed", mine, by=None, days=3)
    for wrong in ("forged", token[:-1] + ("a" if token[-1] != "a" else "b"), foreign):
        assert client.get(f"/en/guest/{wrong}/").status_code == 410
    assert other.name not in client.get(f"/en/guest/{token}/").content.decode()
    SignedLink.objects.filter(purpose=PURPOSE).update(expires_at=timezone.now())
    assert "expired" in client.get(f"/en/guest/{token}/").content.decode()
    fresh = token_for(mine)
    assert client.get(f"/en/guest/{fresh}/").status_code == 200
    links.revoke_all(PURPOSE, mine, by=None)
    assert client.post(f"/en/guest/{fresh}/", {"act": "decline"}).status_code == 410
    mine.refresh_from_db()
    assert mine.state == "registered"


def test_what_a_table_does_not_let_people_do_by_link_is_refused(client) -> None:
    row = meeting(table=convene.table(by_link=[]), days=0)
    mine = guest(row)
    page = f"/en/guest/{token_for(mine)}/"
    for act in ("decline", "check_in"):
        assert client.post(page, {"act": act}).status_code == 409
    mine.refresh_from_db()
    assert mine.state == "registered"
    assert not Attendance.objects.exists()


def test_who_registered_already_gets_the_link_by_mail_and_nobody_else(client) -> None:
    row = meeting()
    guest(row, "Amina Saleh")
    answer = client.post(f"{row.get_absolute_url()}register/", someone())
    assert "Look into your mailbox" in answer.content.decode()
    assert [(letter.to, letter.purpose) for letter in Letter.objects.all()] == [
        ("amina@example.org", "convene.again")
    ]


def test_checking_in_within_the_window_and_not_otherwise() -> None:
    mine = guest(meeting(days=1))
    with pytest.raises(Refused, match="too early"):
        check_in(mine)
    late = guest(meeting(days=-1))
    with pytest.raises(Refused, match="too late"):
        check_in(late)
    now = meeting(days=0, seats_online=1)
    here, waits = guest(now), guest(now, "Waits Person", state="waiting")
    assert check_in(here).state == "online"
    assert check_in(here).pk == check_in(here).pk
    with pytest.raises(Refused, match="waiting list"):
        check_in(waits)


def test_the_code_on_the_wall(client) -> None:
    row = meeting(days=0, mode="in_person", visibility="members")
    guest(row, mode="in_person")
    page = f"/en/meetings/{row.reference}/here/"
    assert client.get(page).status_code == 404
    assert client.get(f"{page}?code={row.code}").status_code == 200
    assert client.post(page, {"code": "AAAAAA", "name": "X"}).status_code == 404
    client.post(page, {"code": f" {row.code.lower()} ", "email": "AMINA@example.org"})
    line = Attendance.objects.get()
    assert (line.name, line.state, line.how) == ("Amina Saleh", "present", "code")
    check_in_by_code(row, code=row.code, values={"name": "محمد", "organisation_name": "نور"})
    check_in_by_code(row, code=row.code, values={"name": "محمد", "organisation_name": "نور"})
    assert Attendance.objects.count() == 2
    with pytest.raises(Refused, match="Write your name"):
        check_in_by_code(row, code=row.code, values={"email": "nobody@example.org"})


def test_who_comes_without_registering_takes_a_place_or_is_visibly_too_many(client) -> None:
    row = meeting(days=0, mode="in_person", seats_in_person=2, state=MeetingState.OPEN)
    register(row, values=someone("Amina Saleh", mode="in_person"))
    here = f"/en/meetings/{row.reference}/here/"
    first = client.post(here, {"code": row.code, "name": "Ida Rossi"}).content.decode()
    assert "more people than places" not in first
    late, _new = register(row, values=someone("Late", mode="in_person"))
    assert late.state == "waiting"  # the walk-in sits on the second place
    second = client.post(here, {"code": row.code, "name": "Leo Verdi"}).content.decode()
    assert "more people than places" in second
    decline(Registration.objects.get(name="Amina Saleh"))
    assert states(row)["Late"] == "waiting"
    client.force_login(cast.chiara())
    for page in ("guests", "attendance"):
        told = client.get(f"{row.get_absolute_url()}{page}/").content.decode()
        assert "2 of 2 places are taken. 2 people came without registering." in " ".join(told.split())
    accept(Registration.objects.get(name="Amina Saleh"), values={"mode": "in_person"})
    check_in_by_code(row, code=row.code, values={"name": "Mia Neri"})
    assert "1 more than there are places" in client.get(f"{row.get_absolute_url()}guests/").content.decode()


def test_the_list_is_prefilled_and_the_quorum_counts_organisations() -> None:
    table = convene.table()
    with_guest, silent, listens = organisation(), organisation(), organisation()
    convene.seat(table, with_guest)
    convene.seat(table, silent)
    convene.seat(table, listens, voice="observer")
    row = meeting(table=table, days=0, quorum=2)
    for name in ("One Person", "Two Person"):
        guest(row, name, organisation=with_guest, stakeholder="diaspora")
    guest(row, "Sick Person", state="excused")
    chiara = cast.chiara()
    assert prefill(row, by=chiara) == 5
    assert prefill(row, by=chiara) == 0
    note(row, {line.pk: "present" for line in Attendance.objects.filter(organisation=with_guest)}, by=chiara)
    quorum = quorum_of(row, lines_of(row))
    assert (quorum.here, quorum.is_reached) == (1, False)
    note(row, {line.pk: "online" for line in Attendance.objects.filter(organisation=silent)}, by=chiara)
    note(row, {line.pk: "present" for line in Attendance.objects.filter(organisation=listens)}, by=chiara)
    assert quorum_of(row, lines_of(row)).here == 2
    assert sum(number for _label, number in by_stakeholder(lines_of(row))) == 4


def test_changing_how_one_comes_goes_to_the_end_of_the_other_line() -> None:
    row = meeting(seats_in_person=1)
    register(row, values=someone("A", mode="in_person"))
    mine, _new = register(row, values=someone("B"))
    accept(mine, values={"mode": "in_person"})
    assert states(row) == {"A": "registered", "B": "waiting"}


@pytest.mark.guards("convene/guests.html")
def test_the_list_of_guests_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    row = meeting()
    head = guest(row)
    client.force_login(cast.chiara())
    page = f"{row.get_absolute_url()}guests/"
    client.get(page)
    one = count_queries(lambda: client.get(page))
    for number in range(6):
        guest(row, f"Guest{number} X", brought_by=head)
    assert count_queries(lambda: client.get(page)) == one
