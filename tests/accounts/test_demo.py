"""Being one of the cast, in a demo office and nowhere else."""

import pytest
from django.test import Client

from ponte.accounts.actions import demo_people
from ponte.accounts.models import OfficeRole, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    return demo_people.create()


def test_the_cast_is_made_once() -> None:
    assert set(demo_people.create()) == {"amina", "bruno", "chiara", "dawit", "elena", "farid"}
    demo_people.create()
    assert Person.objects.count() == 6
    assert OfficeRole.objects.count() == 4


def test_looking_shows_a_button_and_changes_nothing(demo, client) -> None:
    page = client.get("/demo/as/bruno/")
    assert page.status_code == 200
    assert b"csrfmiddlewaretoken" in page.content
    assert "_auth_user_id" not in client.session


def test_the_button_signs_in_and_goes_where_it_was_asked(demo, client) -> None:
    answer = client.post("/demo/as/bruno/?next=/it/desk/")
    assert answer["Location"] == "/it/desk/"
    assert client.get("/it/desk/").context["user"] == demo["bruno"]


@pytest.mark.parametrize("next_", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(demo, client, next_) -> None:
    assert client.post("/demo/as/amina/", query_params={"next": next_})["Location"] == "/en/desk/"


def test_without_a_token_nobody_is_signed_in(demo) -> None:
    assert Client(enforce_csrf_checks=True).post("/demo/as/bruno/").status_code == 403


def test_the_fetched_token_signs_in(demo) -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.get("/csrf/")
    assert token["Cache-Control"].startswith("max-age=0")
    answer = client.post("/demo/as/bruno/", headers={"X-CSRFToken": token.json()["token"]})
    assert answer.status_code == 302


def test_one_can_become_a_visitor_again(demo, client) -> None:
    client.force_login(demo["chiara"])
    assert client.post("/demo/as/nobody/?next=/ar/")["Location"] == "/ar/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/demo/as/bruno/", "/demo/as/nobody/", "/demo/as/zoe/"])
def test_a_real_office_has_no_such_door(client, settings, address) -> None:
    settings.DEMO = False
    demo_people.create()
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_a_demo_has_no_door_for_others(demo, client) -> None:
    assert client.post("/demo/as/zoe/").status_code == 404
