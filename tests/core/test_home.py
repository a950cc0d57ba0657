"""The pages that stand without any domain, in every language."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.template import loader
from django.test import Client, override_settings

from ponte.core import front
from ponte.core.views.home import picture
from tests.factories import cast

PUBLIC = ["", "accessibility/", "mistake/"]
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_gets_a_page_without_cookies(client: Client, language: str, path: str) -> None:
    answer = client.get(f"/{language}/{path}")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert "csrfmiddlewaretoken" not in html
    assert "Set-Cookie" not in answer
    assert html.count("<h1") == 1
    assert html.count('rel="alternate"') == len(LANGUAGES)


@pytest.mark.django_db
def test_the_gallery_is_for_demos_and_for_people_of_the_office(client: Client) -> None:
    with override_settings(DEMO=False):
        assert client.get("/en/gallery/").status_code == 302
        client.force_login(cast.farid())
        assert client.get("/en/gallery/").status_code == 404
        client.force_login(cast.chiara())
        assert client.get("/en/gallery/").status_code == 200
        client.logout()
    with override_settings(DEMO=True):
        assert client.get("/en/gallery/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_missing_page_is_told_in_the_office_s_face(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/nothing-here/")
    assert answer.status_code == 404
    assert b'class="header"' in answer.content


@pytest.mark.django_db
def test_the_header_leads_to_the_same_page_in_every_language(client: Client) -> None:
    html = client.get("/it/accessibility/").content.decode()
    assert 'href="/language/ar/?next=%2Fit%2Faccessibility%2F"' in html


@pytest.mark.django_db
def test_the_first_page_costs_few_statements(client: Client, count_queries: Callable[..., int]) -> None:
    assert count_queries(lambda: client.get("/en/")) <= 10


@pytest.fixture
def flow() -> Iterator[front.Flow]:
    flow = front.Flow("Asmara", (15.3, 38.9), "Milano", (45.5, 9.2))
    front.home_flows.add("test.flow", lambda: [flow])
    yield flow
    del front.home_flows._entries["test.flow"]


@pytest.mark.django_db
def test_the_home_page_draws_what_domains_give(client: Client, flow: front.Flow) -> None:
    html = client.get("/en/").content.decode()
    assert "Asmara to Milano" in html
    assert '<circle class="origin"' in html


@pytest.mark.django_db
def test_the_menu_of_a_person_leads_where_they_may_go(client: Client) -> None:
    client.force_login(cast.bruno())
    assert 'href="/en/office/"' in client.get("/en/").content.decode()
    client.force_login(cast.farid())
    html = client.get("/en/").content.decode()
    assert 'href="/en/office/"' not in html
    assert 'href="/en/account/"' in html
    assert "csrfmiddlewaretoken" in html, "to sign out"


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_plain_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/en/account/login/", {})
    assert answer.status_code == 403
    assert "Nothing was changed." in answer.content.decode()


def test_a_place_that_is_an_end_of_many_flows_is_drawn_once() -> None:
    flows = [front.Flow("Asmara", (15.3, 38.9), "Milano", (45.5, 9.2))] * 3
    assert [point["label"] for point in picture(flows)["points"]] == ["Milano", "Asmara"]


def test_pages_of_errors_need_no_database() -> None:
    for name in ("400.html", "500.html"):
        assert 'class="header"' in loader.render_to_string(name)
