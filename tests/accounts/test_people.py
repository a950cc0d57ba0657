"""Roles given and taken, accounts closed and opened again."""

import pytest

from ponte.accounts.actions import people
from ponte.accounts.models import OfficeRole, Person, Role
from ponte.core import changes
from ponte.core.refusal import Refused
from tests.factories import cast
from tests.factories.accounts import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db


def test_a_role_is_given_once_and_logged() -> None:
    amina, bruno = cast.amina(), cast.bruno()
    people.grant_role(person=amina, role=Role.FINANCE, by=bruno)
    people.grant_role(person=amina, role=Role.FINANCE, by=bruno)
    assert amina.roles == {Role.FINANCE}
    change = changes.history_of(amina).get()
    assert change.by == bruno
    assert change.values == {"office_roles": {"before": [], "after": ["finance"]}}
    line = change.differences[0]
    assert (line.label, line.after) == ("Roles", "Finance")


def test_nobody_gives_a_role_to_themself_or_to_a_closed_account() -> None:
    bruno = cast.bruno()
    with pytest.raises(Refused):
        people.grant_role(person=bruno, role=Role.FINANCE, by=bruno)
    with pytest.raises(Refused):
        people.grant_role(person=PersonFactory(is_active=False), role=Role.FINANCE, by=bruno)


def test_only_an_administrator_takes_roles_away() -> None:
    with pytest.raises(Refused):
        people.withdraw_role(person=cast.dawit(), role=Role.REVIEWER, by=cast.chiara())


def test_the_last_administrator_stays() -> None:
    bruno = cast.bruno()
    with pytest.raises(Refused):
        people.withdraw_role(person=bruno, role=Role.ADMINISTRATOR, by=bruno)
    PersonFactory(roles=(Role.ADMINISTRATOR,), is_active=False)  # a closed account counts for nothing
    with pytest.raises(Refused):
        people.withdraw_role(person=bruno, role=Role.ADMINISTRATOR, by=bruno)
    other = PersonFactory(roles=(Role.ADMINISTRATOR,))
    people.withdraw_role(person=bruno, role=Role.ADMINISTRATOR, by=bruno)
    with pytest.raises(Refused):
        people.withdraw_role(person=other, role=Role.ADMINISTRATOR, by=other)


def test_a_closed_account_is_signed_out_everywhere_and_stays_out_when_opened_again(client) -> None:
    chiara, bruno = cast.chiara(), cast.bruno()
    client.force_login(chiara)
    people.close_account(person=chiara, by=bruno)
    assert client.get("/en/desk/").status_code == 302
    people.reopen_account(person=Person.objects.get(pk=chiara.pk), by=bruno)
    assert client.get("/en/desk/").status_code == 302
    assert (
        client.post("/en/account/login/", {"login": chiara.email, "password": PASSWORD})["Location"]
        == "/en/desk/"
    )


def test_nobody_closes_their_own_account() -> None:
    bruno = cast.bruno()
    with pytest.raises(Refused):
        people.close_account(person=bruno, by=bruno)


@pytest.mark.parametrize("address", ["/en/people/", "/en/people/{pk}/", "/en/office/"])
def test_pages_of_the_office_are_as_if_absent_for_others(client, address) -> None:
    address = address.format(pk=cast.bruno().pk)
    assert client.get(address).status_code == 302
    client.force_login(cast.farid())
    assert client.get(address).status_code == 404


def test_an_administrator_ticks_roles_and_others_only_read(client) -> None:
    amina = cast.amina()
    client.force_login(cast.chiara())
    assert client.get(f"/en/people/{amina.pk}/").status_code == 200
    assert client.post(f"/en/people/{amina.pk}/", {"roles": ["finance"]}).status_code == 404
    client.force_login(cast.bruno())
    assert client.post(f"/en/people/{amina.pk}/", {"roles": ["finance", "reviewer"]}).status_code == 302
    client.post(f"/en/people/{amina.pk}/", {"roles": ["reviewer"]})
    assert OfficeRole.objects.get(person=amina).role == Role.REVIEWER
    page = client.get(f"/en/people/{amina.pk}/")
    assert page.context["changes"].count() == 3


def test_a_refusal_is_said_on_the_page(client) -> None:
    bruno = cast.bruno()
    client.force_login(bruno)
    page = client.post(f"/en/people/{bruno.pk}/", {"roles": []})
    assert b"last administrator" in page.content
    assert bruno.office_roles.count() == 2


def test_the_list_of_people_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    client.force_login(cast.bruno())
    few = count_queries(lambda: client.get("/en/people/"))
    PersonFactory.create_batch(3, roles=("reviewer", "finance"))
    assert count_queries(lambda: client.get("/en/people/")) == few


def test_people_change_their_own_name_and_language(client) -> None:
    amina = cast.amina()
    client.force_login(amina)
    client.post("/en/account/", {"name": "أمينة صالح", "language": "ar"})
    amina.refresh_from_db()
    assert (amina.name, amina.language) == ("أمينة صالح", "ar")


def test_anybody_may_read_what_each_role_may_do(client) -> None:
    page = client.get("/ar/people/roles/")
    assert page.status_code == 200
    assert not page.cookies


def test_the_data_of_a_closed_account_is_deleted_for_ever(client) -> None:
    chiara, bruno = cast.chiara(), cast.bruno()
    people.change_account(person=chiara, name="Chiara Conti Bianchi", language="it")
    with pytest.raises(Refused):
        people.forget_person(person=chiara, by=bruno)
    people.close_account(person=chiara, by=bruno)
    client.force_login(bruno)
    client.post(f"/en/people/{chiara.pk}/forget/", {"address": "someone@example.org"})
    assert Person.objects.get(pk=chiara.pk).name
    client.post(f"/en/people/{chiara.pk}/forget/", {"address": "chiara@example.org"})
    chiara = Person.objects.get(pk=chiara.pk)
    assert (chiara.name, chiara.roles, chiara.emailaddress_set.count()) == ("", frozenset(), 0)
    page = client.get(f"/en/people/{chiara.pk}/").content.decode()
    assert "Chiara" not in page
    assert "chiara@" not in page


def test_an_administrator_alone_deletes_nobody() -> None:
    person = PersonFactory(is_active=False)
    with pytest.raises(Refused):
        people.forget_person(person=person, by=PersonFactory(roles=(Role.ADMINISTRATOR,)))
