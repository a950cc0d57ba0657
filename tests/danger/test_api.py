"""What somebody may send to the API to harm it, or others by way of it."""

import pytest
from django.test import Client

from tests.danger.test_page_cache import POISON, Site
from tests.factories.map import full_organisation, organisation

pytestmark = pytest.mark.django_db
LIST = "/api/v1/organisations"
NASTY = (
    *(
        "q=%00",
        "q=%00%00&country_of_origin=SEN",
        "q=" + "%F3%A0%80%81" * 60,
        "q=%CC%80%CC%81%CC%82",
        "q=.*)(+",
        "q=%27%22%3B--",
    ),
    *(
        "q=a*+OR+NEAR(b)+AND+%22",
        "country_of_origin=%00",
        "country_of_origin=SEN%27",
        "language=%E2%80%AE",
        "town=%00%0A",
    ),
    *(
        "near=NaN,Infinity",
        "near=1e400,1",
        "near=%00",
        "near=999,999",
        "near=45,9&radius=0",
        "near=45,9&radius=1e9",
    ),
    *(
        "page=0",
        "page=-1",
        "page=1e9",
        "page=99999999999999999999",
        "page=%D9%A1",
        "per_page=1000000",
        "per_page=0",
    ),
    *(
        "sort=-pk",
        "sort=__class__",
        "lang=../../etc",
        "kind=association,media",
        "&".join(["kind=media"] * 1_000),
    ),
    *("a" * 7_000, "&" * 5_000, "%", "%zz=%zz", "q=x&q=y", "lang=ar&lang=xx", "constructor=1", "q[]=1"),
)


@pytest.mark.parametrize(
    "address", [LIST, f"{LIST}/changes", "/en/organisations.json", "/en/organisations.atom"]
)
def test_no_query_breaks_it(address: str, settings, monkeypatch) -> None:
    monkeypatch.setattr("ponte.map.views.organisation_export.FILES_A_MINUTE", 10**6)
    settings.API_LIMITS = {"address": 10**6, "token": 10**6}
    organisation(name="Here")
    for query in NASTY:
        answer = Client().get(f"{address}?{query}")
        assert answer.status_code in {200, 400, 404, 410, 414}, query[:80]
        if address.startswith("/api/") and answer.status_code != 200:
            assert answer["Content-Type"] == "application/problem+json", query[:80]
        if answer.streaming:
            assert b"".join(answer.streaming_content)


def test_no_header_of_one_caller_shows_in_the_answer_of_the_next() -> None:
    row = full_organisation(name="Donne")
    for path in (LIST, f"{LIST}?per_page=1", f"{LIST}/{row.reference}", f"{LIST}/changes", "/api/v1/about"):
        clean = Site().ask(path)
        for headers in (*POISON, {"HTTP_ACCEPT": "text/html"}, {"HTTP_AUTHORIZATION": "Bearer evil"}):
            site = Site()
            site.ask(path, **headers)
            status, _headers, body = site.ask(path)
            assert (status, body) == (200, clean[2])
            assert "evil" not in body


def test_a_method_in_disguise_is_a_method() -> None:
    for headers in ({"x-http-method-override": "DELETE"}, {"x-method-override": "PUT"}):
        assert Client().get(LIST, headers=headers).status_code == 200
        assert Client().post(LIST, headers=headers).status_code == 405
    assert Client().generic("TRACE", LIST).status_code == 405
    assert Client().generic("QUERY", LIST, data=b"{}").status_code == 405


@pytest.mark.parametrize("language", ["../../etc/passwd", "x" * 5_000, "ar;q=0,fr;q=nan", "*", ";;;,,,"])
def test_no_wish_for_a_language_breaks_it(language: str) -> None:
    answer = Client().get(f"{LIST}?nothing=1", headers={"accept-language": language})
    assert answer.status_code == 400
    assert answer["Content-Language"] in {"en", "fr", "ar"}
