"""The feed of changes, as feed readers take it."""

import re
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from ponte.map.actions import change_organisation
from ponte.map.lifecycles.organisation import lifecycle
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import full_organisation, organisation

pytestmark = pytest.mark.django_db
FEED = "/en/organisations.atom"
ATOM, GONE = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def parsed(address: str = FEED) -> Any:
    """As a reader takes it; whatever is not well-formed fails."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
    assert found.bozo == 0
    root = ElementTree.fromstring(answer.content)
    for element in [root, *root.iter(f"{ATOM}entry")]:  # what RFC 4287 asks of each
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
    return found


def test_it_says_who_publishes_and_what_changed_the_newest_first() -> None:
    office(name="Ufficio & figli")
    old = organisation(name="<b>Old</b> & جمعية", origin="SEN", sectors=["culture"])
    organisation(name="New")
    change_organisation(old, values={"kind": "media"}, by=None)
    found = parsed()
    assert found.feed.author == "Ufficio & figli"
    assert [entry.title for entry in found.entries] == ["<b>Old</b> & جمعية", "New"]
    entry = found.entries[0]
    assert entry.id == f"tag:localhost,2026:organisations/{old.reference}"
    assert entry.link.endswith(f"/en/organisations/{old.reference}/")
    assert "Media" in entry.summary
    assert "Senegal" in entry.summary
    links = {link.rel: link.href for link in found.feed.links}
    assert links["self"].endswith(FEED)
    assert links["alternate"].endswith("/en/organisations/")
    assert "creativecommons" in links["license"]
    assert 'xml:lang="ar"' in Client().get("/ar/organisations.atom").content.decode()
    assert FEED in Client().get("/en/organisations/").content.decode()


def test_an_empty_feed_is_a_feed() -> None:
    assert parsed().entries == []


def test_what_is_gone_is_told_and_what_was_never_open_is_not() -> None:
    row, hidden = organisation(name="Was here"), organisation(name="Never", visibility="office")
    name = parsed().entries[0].id
    lifecycle.perform("withdraw", row, by=cast.bruno())
    text = Client().get(FEED).content.decode()
    gone = ElementTree.fromstring(text).findall(GONE)
    assert [element.get("ref") for element in gone] == [name]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", gone[0].get("when") or "")
    assert parsed().entries == []
    assert "Was here" not in text
    assert hidden.reference not in text
    change_organisation(hidden, values={"kind": "media"}, by=None)
    assert hidden.reference not in Client().get(FEED).content.decode()


def test_older_changes_are_on_further_pages_each_organisation_once_a_page(monkeypatch) -> None:
    monkeypatch.setattr("ponte.map.views.organisation_feed.LENGTH", 2)
    rows = [organisation(name=name) for name in "ABCDE"]
    change_organisation(rows[4], values={"kind": "media"}, by=None)
    seen, address = [], FEED
    while address:
        found = parsed(address)
        seen += [entry.title for entry in found.entries]
        onward = [link.href for link in found.feed.links if link.rel == "next"]
        address = onward[0].removeprefix("http://localhost:8000") if onward else ""
    assert seen[:2] == ["E", "D"]
    assert set(seen) == set("ABCDE")
    for wrong in ("x", "MS4xLjA", "%00", "A" * 400):
        assert Client().get(f"{FEED}?before={wrong}").status_code == 404


def test_who_has_it_is_told_so_and_it_costs_the_same_for_many(client: Client, count_queries) -> None:
    full_organisation()
    first = client.get(FEED)
    known = {"if-none-match": first["ETag"]}
    assert client.get(FEED, headers=known).status_code == 304
    assert count_queries(lambda: client.get(FEED, headers=known)) <= 3
    one = count_queries(lambda: client.get(FEED))
    row = full_organisation()
    full_organisation()
    assert count_queries(lambda: client.get(FEED)) == one
    change_organisation(row, values={"services": "Courses"}, by=None)
    assert client.get(FEED, headers=known).status_code == 200
    assert client.head(FEED).status_code == 200
    assert client.post(FEED).status_code == 405
