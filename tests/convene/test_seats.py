"""Organisations are invited to a table, answer by link, send delegates, and leave."""

import pytest
from django.utils import timezone

from ponte.convene.actions import seats
from ponte.convene.actions.forgetting_delegates import find, forget_old_delegates
from ponte.convene.lifecycles.seat import lifecycle
from ponte.convene.models import Delegate, Seat
from ponte.core.models import Letter
from ponte.core.refusal import NotPermitted, Refused
from tests.convene.voting import newest_token
from tests.factories import cast, convene
from tests.factories.map import belonging, organisation

pytestmark = pytest.mark.django_db
IDA = {"name": "Ida", "email": "ida@example.org", "language": "it"}


def invited(by_link=("answer",)):
    """An organisation with an open invitation, and its token."""
    table = convene.table(by_link=list(by_link))
    seat = seats.invite(table, organisation(), voice="voting", delegate=IDA, by=cast.chiara())
    return seat, newest_token(seats.PURPOSE) if by_link else ""


def test_an_invitation_is_answered_by_link_once_and_looking_changes_nothing(client) -> None:
    seat, token = invited()
    address = f"/it/seats/{token}/"
    assert client.get(address).status_code == 200
    assert Seat.objects.get().state == "invited"
    assert client.post(address, {"name": "Ida Rossi", "phone": "+39 011 555 0101"}).status_code == 200
    seat.refresh_from_db()
    assert (seat.state, seat.delegates.get().name) == ("taken", "Ida Rossi")
    assert client.post(address, {"name": "Ida"}).status_code == 410
    assert client.get("/en/seats/1.forged.x/").status_code == 410


def test_declined_by_link(client) -> None:
    seat, token = invited()
    client.post(f"/en/seats/{token}/", {"decline": "1"})
    seat.refresh_from_db()
    assert seat.state == "declined"


def test_without_the_leave_of_the_table_the_letter_has_no_link() -> None:
    seat, _none = invited(by_link=())
    letter = Letter.objects.get()
    assert "/seats/" not in letter.text
    assert seat.table.reference in letter.text


def test_nobody_is_invited_twice_and_strangers_invite_nobody() -> None:
    table, ours = convene.table(), organisation()
    seats.invite(table, ours, voice="voting", by=cast.chiara())
    with pytest.raises(Refused, match="already"):
        seats.invite(table, ours, voice="observer", by=cast.chiara())
    with pytest.raises(NotPermitted):
        seats.invite(table, organisation(), voice="voting", by=cast.farid())


def test_its_own_people_name_delegates_and_leave_and_others_do_not(client) -> None:
    seat = convene.seat(convene.table(visibility="members"))
    amina = belonging(cast.amina(), seat.organisation)
    client.force_login(amina)
    base = f"{seat.table.get_absolute_url()}members/"
    client.post(f"{base}{seat.pk}/people/", IDA)
    other = convene.seat(seat.table)
    assert client.post(f"{base}{other.pk}/people/", IDA).status_code == 404
    ida = Delegate.objects.get()
    client.force_login(cast.farid())
    assert client.post(f"{seat.table.get_absolute_url()}people/{ida.pk}/end/").status_code == 404
    client.force_login(amina)
    client.post(f"{seat.table.get_absolute_url()}people/{ida.pk}/end/")
    ida.refresh_from_db()
    assert ida.ended_at is not None
    client.post(f"{base}{seat.pk}/step/leave/")
    seat.refresh_from_db()
    assert (seat.state, seat.until is not None) == ("left", True)
    with pytest.raises(Refused):
        lifecycle.perform("leave", seat, by=cast.chiara())


@pytest.mark.guards("convene/members.html")
def test_the_list_of_members_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    client.force_login(cast.chiara())
    table = convene.table()
    address = f"{table.get_absolute_url()}members/"
    convene.delegate(convene.seat(table))
    one = count_queries(lambda: client.get(address))
    for _number in range(4):
        convene.delegate(convene.seat(table))
    assert count_queries(lambda: client.get(address)) == one


def test_who_asks_is_told_what_tables_keep_of_them_and_it_goes_with_their_links(client) -> None:
    seat, token = invited()
    one, _two, _three = (convene.seat(seat.table) for _number in range(3))
    stood = convene.open_election(seat.table, convene.delegate(one, name="Bo")).candidates.get()
    ida, other = (find(row.email, row.name) for row in (seat.delegates.get(), stood.delegate))
    assert [(one.by_name, str(one.stays)) for one in ida] == [(False, "")]
    assert "election" in str(other[0].stays)
    ida[0].erase(by=cast.bruno(), reason="asked")
    assert not Delegate.objects.filter(name="Ida").exists()
    assert client.get(f"/en/seats/{token}/").status_code == 410


def test_who_acted_goes_after_two_years() -> None:
    delegate = convene.delegate(convene.seat(convene.table()), ended_at="2020-01-01T10:00Z")
    convene.delegate(delegate.seat, ended_at=timezone.now())
    assert forget_old_delegates() == 1
    assert not Delegate.objects.filter(pk=delegate.pk).exists()
