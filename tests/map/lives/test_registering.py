"""An organisation registers itself, or is written down by the office for somebody without e-mail."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client

from ponte.accounts.models import Person
from ponte.core.models import Letter, Office
from ponte.core.registries import tasks_of
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation
from ponte.map.queries.organisations import Search, find
from tests.factories import cast
from tests.factories.accounts import PASSWORD, office

pytestmark = pytest.mark.django_db
DOOR = "/en/organisations/register/"
GIVEN = {
    "name": "Ponte di Mestre",
    "kind": "informal_group",
    "origin": "SEN",
    "residence": "ITA",
    "locality": "Mestre",
    "contact_kind": "phone",
    "contact": "041 555 0101",
    "position": "Treasurer",
    "visibility": "public",
    "agrees": "on",
}


@pytest.fixture(autouse=True)
def open_office() -> Office:
    """An office that lets organisations come, and no limit left over from another test."""
    cache.clear()
    return office()


def registered(client: Client, **given: str) -> Organisation:
    client.force_login(cast.amina())
    answer = client.post(DOOR, GIVEN | given)
    assert answer.status_code == 302, answer.context["form"].errors
    return Organisation.objects.latest("pk")


def test_a_visitor_is_shown_what_happens_and_where_to_open_an_account(client: Client) -> None:
    page = client.get(DOOR).content.decode()
    assert "/en/account/signup/?next=/en/organisations/register/" in page
    assert not client.get(DOOR).cookies


def test_who_registers_owns_a_record_nobody_else_sees_until_the_office_accepts(client: Client) -> None:
    row, amina = registered(client), cast.amina()
    page = f"/en/organisations/{row.reference}/"
    assert (row.state, row.consent, row.places.count(), row.contacts.get().is_public) == (
        "proposed",
        "written",
        2,
        False,
    )
    assert client.get(page).status_code == 200
    assert amina.has_perm("map.change_organisation", row)
    client.force_login(cast.farid())
    assert client.get(page).status_code == 404
    assert find(Search(), AnonymousUser()).total == 0
    assert [task.url for task in tasks_of(cast.chiara())] == [page]
    lifecycle.perform("accept", row, by=cast.chiara())
    assert find(Search(), AnonymousUser()).total == 1
    assert "Self-declared" in Client().get(page).content.decode()


def test_what_the_office_declines_is_told_with_its_reason(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    row = registered(client)
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.perform("decline", row, by=cast.chiara(), reason="We know this group under another name.")
    letter = Letter.objects.get()
    assert letter.to == "amina@example.org"
    assert "under another name" in letter.text
    assert row.state == "removed"
    assert not cast.amina().has_perm("map.change_organisation", row)


def test_history_before_acceptance_stays_between_the_group_and_the_office(client: Client) -> None:
    row = registered(client, name="A name given up")
    client.post(
        f"/en/organisations/{row.reference}/edit/identity/",
        {"name": "Nuova", "kind": "media", "seen": row.changed_at.isoformat()},
    )
    lifecycle.perform("accept", row, by=cast.chiara())
    assert Organisation.objects.get(pk=row.pk).name == "Nuova"
    assert "A name given up" in client.get(f"/en/organisations/{row.reference}/history/").content.decode()
    assert (
        "A name given up" not in Client().get(f"/en/organisations/{row.reference}/history/").content.decode()
    )


def test_nobody_of_the_office_decides_about_their_own_group() -> None:
    from ponte.map.actions.registering import register_oneself

    row = register_oneself(values={"name": "Choir of the office"}, position="", by=cast.chiara())
    assert not cast.chiara().has_perm("map.accept_organisation", row)
    assert cast.bruno().has_perm("map.accept_organisation", row)


def test_at_most_three_wait_and_consent_is_needed(client: Client) -> None:
    for name in ("Coro di Dakar", "Banda di Mestre", "Scuola araba"):
        registered(client, name=name, contact="")
    answer = client.post(DOOR, GIVEN)
    assert (answer.status_code, Organisation.objects.count()) == (422, 3)
    answer = client.post(DOOR, {key: value for key, value in GIVEN.items() if key != "agrees"})
    assert "agrees" in answer.context["form"].errors


def test_the_door_may_be_closed(client: Client) -> None:
    office(organisations_register=False)
    client.force_login(cast.amina())
    client.post(DOOR, GIVEN)
    assert not Organisation.objects.exists()
    assert b'name="password1"' not in Client().get("/en/account/signup/?next=" + DOOR).content


NEW = {"name": "Ida Rossi", "email": "ida@example.org", "password1": PASSWORD}


def test_an_account_is_opened_for_the_sake_of_the_door_and_for_nothing_else(client: Client) -> None:
    assert b'name="password1"' not in client.get("/en/account/signup/").content
    assert b'name="password1"' not in client.get("/en/account/signup/?next=/en/desk/").content
    assert b'name="password1"' in client.get("/en/account/signup/?next=" + DOOR).content
    client.post("/en/account/signup/", NEW)
    assert not Person.objects.filter(email="ida@example.org").exists()
    client.post("/en/account/signup/", NEW | {"next": DOOR})
    assert Person.objects.get(email="ida@example.org").roles == frozenset()
    assert "?next=%2Fen%2Forganisations%2Fregister%2F" in Letter.objects.get().text


def test_what_fills_the_hidden_field_gets_no_account(client: Client) -> None:
    client.post("/en/account/signup/", NEW | {"next": DOOR, "homepage": "https://spam.example"})
    assert not Person.objects.filter(email="ida@example.org").exists()
    assert not Letter.objects.exists()


TOLD = {
    "name": "Donne di Mestre",
    "kind": "informal_group",
    "visibility": "office",
    "consent": "oral",
    "way": "visit",
    "told_by": "Mama Ndeye",
    "told_position": "President",
}


def test_the_office_writes_down_who_told_it_and_that_they_agreed(client: Client) -> None:
    client.force_login(cast.chiara())
    answer = client.post("/en/organisations/new/", TOLD)
    row = Organisation.objects.get()
    assert answer["Location"] == f"/en/organisations/{row.reference}/code/"
    assert (row.intake.person, row.intake.way, row.consent) == ("Mama Ndeye", "visit", "oral")
    assert row.consent_on is not None
    assert row.state_in_words == "Self-declared"


def test_who_told_us_is_never_shown_outside_the_office(client: Client) -> None:
    client.force_login(cast.chiara())
    client.post("/en/organisations/new/", TOLD | {"visibility": "public"})
    row = Organisation.objects.get()
    for end in ("", "history/"):
        assert "Mama Ndeye" not in Client().get(f"/en/organisations/{row.reference}/{end}").content.decode()
    assert "Mama Ndeye" in client.get(f"/en/organisations/{row.reference}/").content.decode()


def test_who_decides_is_shown_what_the_register_may_have_already(client: Client) -> None:
    row = registered(client)
    client.force_login(cast.farid())
    address = client.post(DOOR, GIVEN | {"name": "Ponte di Mestre ODV"})["Location"]
    assert "Is it one of these?" not in client.get(address).content.decode()
    client.force_login(cast.chiara())
    page = client.get(address).content.decode()
    assert "Is it one of these?" in page
    assert row.get_absolute_url() in page
    assert "Nobody told them yet" not in page


def test_the_history_of_a_step_tells_no_moments_of_the_machine(client: Client) -> None:
    row = registered(client)
    lifecycle.perform("accept", row, by=cast.chiara())
    client.force_login(cast.chiara())
    page = client.get(f"{row.get_absolute_url()}history/").content.decode()
    assert "Not verified yet" in page
    assert "Changed at" not in page
