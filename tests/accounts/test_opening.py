"""The first administrator opens the office, once."""

import threading

import pytest
from django.db import DatabaseError, connection

from ponte.accounts.actions.opening import open_office
from ponte.accounts.models import OfficeRole, Person, Role
from ponte.core.models import Change, Office
from ponte.core.refusal import Refused
from tests.factories import cast
from tests.factories.accounts import office

GIVEN = {
    "office": "Country Office Italy",
    "country": "ITA",
    "name": "Bruno Ferri",
    "email": "Bruno@example.org",
    "password": "a long walk over the bridge",
}


@pytest.mark.django_db
def test_an_empty_installation_is_opened_in_one_go(client) -> None:
    assert client.get("/it/start/").status_code == 200
    assert client.post("/it/start/", GIVEN)["Location"] == "/it/desk/"
    bruno = Person.objects.get(email="bruno@example.org")
    assert bruno.roles == {Role.ADMINISTRATOR}
    assert bruno.language == "it"
    assert client.session["_auth_user_id"] == str(bruno.pk)
    assert (Office.current().name, Office.current().countries) == ("Country Office Italy", ["ITA"])
    assert Change.objects.filter(kind="accounts.person", subject_id=bruno.pk).count() == 2


@pytest.mark.django_db
def test_the_front_page_leads_there_only_while_nobody_works_here(client) -> None:
    assert b"/en/start/" in client.get("/en/").content
    office()
    cast.bruno()
    assert b"/en/start/" not in client.get("/en/").content


@pytest.mark.django_db
def test_afterwards_the_page_does_not_exist(client) -> None:
    cast.bruno()
    assert client.get("/en/start/").status_code == 404
    assert client.post("/en/start/", GIVEN).status_code == 404
    assert Office.current() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"password": "short"}, {"country": "ZZZ"}, {"email": "bruno"}, {"office": ""}, {"name": "\x00\u202e"}],
)
def test_wrong_answers_open_nothing_and_are_explained(client, wrong) -> None:
    page = client.post("/en/start/", GIVEN | wrong)
    assert list(page.context["form"].errors) == list(wrong)
    assert not Person.objects.exists()
    assert not Office.objects.exists()


@pytest.mark.django_db
def test_a_setup_code_keeps_strangers_out_and_guessing_ends(client, settings) -> None:
    settings.SETUP_CODE = "seven bridges"
    assert "setup_code" in client.post("/en/start/", GIVEN).context["form"].errors
    for guess in range(10):
        client.post("/en/start/", GIVEN | {"setup_code": f"guess {guess}"})
    too_many = client.post("/en/start/", GIVEN | {"setup_code": "seven bridges"})
    assert too_many.status_code == 429
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_the_right_setup_code_opens_the_office(client, settings) -> None:
    settings.SETUP_CODE = "seven bridges"
    assert client.post("/en/start/", GIVEN | {"setup_code": " seven bridges "}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_the_same_moment_one_wins() -> None:
    outcomes: list[str] = []
    both = threading.Barrier(2)

    def arrive(name: str) -> None:
        both.wait()
        try:
            open_office(
                office={"name": name},
                name=name,
                email=f"{name}@example.org",
                password="x" * 12,
                language="en",
            )
            outcomes.append("opened")
        except (Refused, DatabaseError):
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=arrive, args=(name,)) for name in ("amina", "bruno")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["opened", "refused"]
    assert OfficeRole.objects.count() == Person.objects.count() == 1
