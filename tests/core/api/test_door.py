"""What is the same for every address of the API."""

import json

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from ponte.core.api import limits
from ponte.core.api.problems import MEDIA_TYPE
from ponte.map.actions import change_organisation
from tests.danger.test_page_cache import Site
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import organisation

pytestmark = pytest.mark.django_db
LIST = "/api/v1/organisations"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()
    limits.forget()


def problem(answer) -> dict:
    """What a refusal says; every refusal is told the same way."""
    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer["Cache-Control"] == "no-store"
    assert answer["Access-Control-Allow-Origin"] == "*"
    said = json.loads(answer.content)
    assert said["status"] == answer.status_code
    assert said["title"]
    assert said["detail"]
    return said


def test_the_description_is_openapi(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(described).validate()
    answers = described["paths"]["/api/v1/organisations"]["get"]["responses"]
    assert {"200", "304", "400", "401", "406", "414", "429"} <= set(answers)
    assert list(answers["400"]["content"]) == [MEDIA_TYPE]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_people_read_the_description_without_any_script(client: Client, language: str) -> None:
    answer = client.get(f"/api/v1/docs?lang={language}")
    page = answer.content.decode()
    assert f'lang="{language}"' in page
    for word in (
        "/api/v1/organisations/changes",
        "country_of_origin",
        "OrganisationOut",
        "organisations:office",
    ):
        assert word in page
    assert "http://" not in page.replace("http://localhost:8000", "").replace("http://www.w3.org", "")


def test_a_parameter_nobody_knows_is_answered_and_not_ignored(client: Client) -> None:
    said = problem(client.get(f"{LIST}?contry=SEN"))
    assert said["errors"][0]["name"] == "contry"
    assert "country_of_origin" in said["detail"]


def test_a_wrong_value_is_told_with_what_is_right_in_the_language_asked_for(client: Client) -> None:
    said = problem(client.get(f"{LIST}?per_page=9999&kind=club&country_of_origin=Senegal"))
    assert {error["name"] for error in said["errors"]} == {"per_page", "kind", "country_of_origin"}
    assert "200" in next(error["reason"] for error in said["errors"] if error["name"] == "per_page")
    french = client.get(f"{LIST}?per_page=9999", headers={"accept-language": "fr"})
    assert french["Content-Language"] == "fr"
    assert client.get(f"{LIST}?lang=ar", headers={"accept-language": "fr"})["Content-Language"] == "ar"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(client: Client, method: str) -> None:
    answer = getattr(client, method)(LIST)
    assert problem(answer)["status"] == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_head_has_the_headers_alone_and_options_open_the_way_for_pages(client: Client) -> None:
    organisation()
    got, head = client.get(LIST), client.head(LIST)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == got["ETag"]
    asked = client.options(LIST, headers={"origin": "https://example.org"})
    assert asked.status_code == 204
    assert "Authorization" in asked["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in got


def test_sizes_formats_and_missing_addresses(client: Client) -> None:
    assert problem(client.get(f"{LIST}?q={'x' * 10_000}"))["status"] == 414
    assert problem(client.generic("GET", LIST, data="x" * 20_000))["status"] == 413
    assert problem(client.get(LIST, headers={"accept": "text/html"}))["status"] == 406
    assert client.get(LIST, headers={"accept": "text/html, application/*;q=0.5"}).status_code == 200
    assert problem(client.get("/api/v1/nothing/here"))["status"] == 404
    assert client.get("/api/v1/")["Location"] == "/api/v1/docs"


def test_an_answer_costs_nothing_while_nothing_changes(client: Client, count_queries) -> None:
    row = organisation(name="Before")
    first = client.get(LIST)
    assert first["Last-Modified"]
    known = {"if-none-match": first["ETag"]}
    assert count_queries(lambda: client.get(LIST, headers=known)) == 1
    assert client.get(LIST, headers={"if-none-match": f"W/{first['ETag']}"}).status_code == 304
    zipped = client.get(LIST, headers={"accept-encoding": "gzip"})
    assert client.get(LIST, headers={"if-none-match": zipped["ETag"]}).status_code == 304
    assert client.get(f"{LIST}?lang=it", headers=known).status_code == 200
    change_organisation(row, values={"name": "After"}, by=None)
    assert client.get(LIST, headers=known).status_code == 200


def test_no_cookie_counts_so_that_answers_can_be_shared(client: Client) -> None:
    organisation(visibility="members", name="For members")
    organisation(name="For all")
    nobody = client.get(LIST)
    client.force_login(cast.chiara())
    client.cookies["ponte_language"] = "ar"
    somebody = client.get(LIST)
    assert somebody.content == nobody.content
    assert somebody["Cache-Control"] == nobody["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in somebody["Vary"]
    assert {part.strip() for part in somebody["Vary"].split(",")} == {"Authorization", "Accept-Encoding"}
    assert somebody["Content-Language"] == "en"
    assert not somebody.cookies


def test_who_asks_too_often_waits(client: Client, settings) -> None:
    settings.API_LIMITS = {"address": 3, "token": 9}
    answers = [client.get(f"{LIST}?page={page}") for page in range(1, 6)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert problem(answers[-1])["detail"].startswith("At most 3")
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert '"api";r=0;t=' in answers[-1]["RateLimit"]
    assert answers[0]["RateLimit-Policy"] == '"api";q=3;w=60'
    assert "RateLimit" not in answers[0]  # it may be kept for others
    assert client.get(LIST, REMOTE_ADDR="10.0.0.9").status_code == 200
    spoofed = client.get(LIST, headers={"x-forwarded-for": "10.1.1.1"})
    assert spoofed.status_code == 429  # nobody chooses an address where there is no proxy


def test_pages_that_are_kept_are_counted_when_they_are_made_and_by_who_asked(settings) -> None:
    settings.API_LIMITS = {"address": 3, "token": 9}
    kept = Site()
    path = "/api/v1/organisations?page={}"

    def ask(page: int, address: str) -> int:
        return kept.ask(path.format(page), REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR="10.7.7.7")[0]

    assert [ask(page, "10.0.0.1") for page in range(1, 6)] == [200, 200, 200, 429, 429]
    assert [ask(1, "10.0.0.1") for _again in range(4)] == [
        200
    ] * 4  # from memory: costs nothing, counts nothing
    assert ask(4, "10.0.0.2") == 200  # and nobody else has to wait


def test_counting_leaves_the_request_as_it_came() -> None:
    """Django writes the decoded path into the environment it is given; what follows would decode it twice."""
    path = "/api/v1/vocabularies/\u1d6c0 جمعية".encode().decode("latin-1")
    status, _headers, body = Site().ask(path, REMOTE_ADDR="10.0.0.1")
    assert (status, json.loads(body)["status"]) == (404, 404)


def test_processes_count_together_and_seldom_write(count_queries) -> None:
    assert count_queries(lambda: [limits.take("somebody", 600) for _call in range(29)]) == 0
    for _call in range(300):
        limits.take("somebody", 600)
    limits.forget()  # another process
    for _call in range(30):
        left = limits.take("somebody", 600)
    assert left is not None
    assert left.left < 300


def test_a_failure_is_told_without_what_is_inside(client: Client, monkeypatch) -> None:
    def fail(error: Exception) -> None:
        def instead(*_args: object, **_more: object) -> None:
            raise error

        monkeypatch.setattr("ponte.map.api.organisations.find", instead)

    fail(RuntimeError("secret inside"))
    answer = client.get(LIST)
    assert problem(answer)["status"] == 500
    assert b"secret" not in answer.content
    fail(OperationalError("database is locked"))
    answer = client.get(LIST)
    assert problem(answer)["status"] == 503
    assert answer["Retry-After"]


def test_the_office_says_who_publishes_and_under_which_licence(client: Client) -> None:
    office(name="Ufficio di Milano")
    organisation()
    said = client.get("/api/v1/about").json()
    assert said["publisher"] == "Ufficio di Milano"
    assert said["licence"]["url"].startswith("https://creativecommons.org/")
    tables = [one["files"]["csv"] for one in said["lists"]]
    assert any(address.endswith("/en/organisations.csv") for address in tables)
    assert all(one["changed_at"] for one in said["lists"] if "organisations" in one["files"]["csv"])


def test_vocabularies_name_each_code_in_every_language(client: Client) -> None:
    listed = [one["name"] for one in client.get("/api/v1/vocabularies").json()["results"]]
    assert {"kinds", "sectors", "states", "places", "languages"} <= set(listed)
    places = {
        one["code"]: one["labels"] for one in client.get("/api/v1/vocabularies/places").json()["results"]
    }
    assert (places["ITA"]["en"], places["ITA"]["it"]) == ("Italy", "Italia")
    assert set(places["ITA"]) == {"en", "it", "fr", "es", "uk", "ar"}
    assert problem(client.get("/api/v1/vocabularies/colours"))["detail"].startswith("Vocabularies: ")
