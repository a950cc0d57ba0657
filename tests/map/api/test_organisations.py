"""Organisations in the API: the list of the directory, one of them, and everything that happened to them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ponte.core import wordings
from ponte.core.models import ImportRun
from ponte.map.actions import change_organisation
from ponte.map.actions.undo_import import undo_import
from ponte.map.api.shapes import ChangesOut, OrganisationOut, OrganisationsOut
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation
from tests.factories import cast
from tests.factories.map import full_organisation, organisation
from tests.map.importing import bring_in
from tests.map.joining import joined

pytestmark = pytest.mark.django_db
LIST = "/api/v1/organisations"


def asked(query: str = "", **headers: str) -> dict[str, Any]:
    """What a stranger gets."""
    answer = Client().get(f"{LIST}{query}", headers=headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


def names(query: str) -> list[str]:
    """The names of a page, in order."""
    return [row["name"] for row in asked(query)["results"]]


def test_every_answer_has_the_form_its_description_says() -> None:
    row = full_organisation(name="Donne", founded_year=1999)
    wordings.write(row, "description", "it", "Chi siamo", by=None)
    wordings.write(row, "description", "fr", "Brouillon", by=None, state="draft")
    listed = asked()
    OrganisationsOut.model_validate(listed)
    ChangesOut.model_validate(asked("/changes"))
    record = asked(f"/{row.reference}")
    OrganisationOut.model_validate(record)
    assert record == listed["results"][0]
    assert set(record) == {field.alias or name for name, field in OrganisationOut.model_fields.items()}
    assert record["description"] == {"it": "Chi siamo"}
    assert record["url"].endswith(f"/en/organisations/{row.reference}/")
    assert asked(f"/{row.reference}?lang=it")["url"].endswith(f"/it/organisations/{row.reference}/")
    assert [one["kind"] for one in record["contacts"]] == ["website"]
    assert [one["scheme"] for one in record["identifiers"]] == ["IT-RUNTS"]


def test_the_filters_are_those_of_the_directory() -> None:
    organisation(name="B", kind="media", origin="SEN")
    organisation(name="A", kind="media", origin="MLI")
    organisation(name="C", kind="faith", origin="SEN", residence="ITA")
    assert names("?kind=media") == ["A", "B"]
    assert names("?kind=media&kind=faith&country_of_origin=SEN") == ["B", "C"]
    assert names("?sort=changed") == ["C", "A", "B"]
    assert names("?country_of_origin=002&country_of_residence=ITA") == ["C"]
    assert names("?q=b") == ["B"]
    assert names("?state=verified") == []


def test_near_a_place_the_nearest_come_first_with_their_distance() -> None:
    full_organisation(name="In Torino")
    organisation(name="Nowhere")
    found = asked("?near=45.07,7.68&radius=30")
    assert [(row["name"], row["distance"] < 5) for row in found["results"]] == [("In Torino", True)]
    assert names("?near=Milano&radius=200&sort=distance") == ["In Torino"]
    assert asked()["results"][0]["distance"] is None
    assert Client().get(f"{LIST}?near=Nowhere+at+all").status_code == 404


def test_pages_lead_on_and_back_and_one_after_the_last_is_empty() -> None:
    for name in "ABCDE":
        organisation(name=name)
    first = asked("?per_page=2&sort=name")
    assert (first["count"], first["pages"], first["previous"]) == (5, 3, None)
    walked, address = [], first["next"]
    while address:
        page = asked("?" + address.partition("?")[2])
        walked += [row["name"] for row in page["results"]]
        address = page["next"]
    assert walked == ["C", "D", "E"]
    beyond = asked("?per_page=2&page=900000")
    assert (beyond["results"], beyond["next"], beyond["count"]) == ([], None, 5)
    assert "page=3" in beyond["previous"]


def test_a_long_page_takes_as_many_statements_as_a_short_one(count_queries, settings) -> None:
    settings.API_LIMITS = {"address": 10_000, "token": 10_000}
    full_organisation()
    asked()
    one = count_queries(asked)
    for _each in range(7):
        full_organisation()
    asked()
    assert count_queries(asked) == one <= 10
    assert count_queries(lambda: asked("/changes")) <= 16


def test_one_is_found_by_its_reference_however_it_is_typed_and_a_hidden_one_is_not() -> None:
    row, hidden = organisation(name="Open"), organisation(visibility="office")
    assert asked(f"/{row.reference.lower()}")["name"] == "Open"
    answers = [
        Client().get(f"{LIST}/{reference}") for reference in (hidden.reference, "A0000000", "x" * 300, "%00")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_what_is_withdrawn_is_gone_at_once_whatever_was_kept() -> None:
    row = organisation(name="Was here")
    before = Client().get(f"{LIST}/{row.reference}")
    lifecycle.perform("withdraw", row, by=cast.bruno())
    known = {"if-none-match": before["ETag"]}
    assert Client().get(f"{LIST}/{row.reference}", headers=known).status_code == 404
    assert asked("", **known)["count"] == 0


def follow(limit: int = 2, query: str = "") -> tuple[list[dict[str, Any]], str]:
    """All changes as a program follows them, and the cursor it keeps."""
    found, cursor, is_last = [], "", False
    while not is_last:
        page = asked(f"/changes?limit={limit}{query}" + (f"&cursor={cursor}" if cursor else ""))
        found += page["results"]
        assert page["is_last"] is (page["next"] is None)
        cursor, is_last, query = page["cursor"], page["is_last"], ""
    return found, cursor


def copy_of(changes: list[dict[str, Any]], kept: dict[str, str] | None = None) -> dict[str, str]:
    """What a program that does as it is told holds in the end."""
    held = dict(kept or {})
    for change in changes:
        if change["is_deleted"]:
            held.pop(change["reference"], None)
        else:
            held[change["reference"]] = change["organisation"]["name"]
    return held


def open_ones() -> dict[str, str]:
    """What a stranger may see now."""
    rows = Organisation.objects.filter(visibility="public").exclude(
        state__in=["withdrawn", "merged", "suspended"]
    )
    return dict(rows.order_by().values_list("reference", "name"))


def doings() -> Iterator[None]:
    """A life of a register, step by step."""
    rows = [organisation(name=f"N{number}") for number in range(5)]
    never = organisation(name="Never open", visibility="office")
    yield
    change_organisation(rows[0], values={"name": "Renamed"}, by=None)
    change_organisation(never, values={"kind": "media"}, by=None)
    yield
    lifecycle.perform("withdraw", rows[1], by=cast.bruno())
    change_organisation(rows[2], values={"visibility": "office"}, by=None)
    yield
    joined(rows[3], rows[4])
    yield
    change_organisation(rows[2], values={"visibility": "public"}, by=None)
    run = bring_in("name\nFrom a list\nAnd another\n")
    yield
    undo_import(ImportRun.objects.get(pk=run.pk), by=cast.bruno())
    change_organisation(never, values={"visibility": "public"}, by=None)
    yield


def test_a_program_that_follows_holds_what_there_is_and_nothing_else() -> None:
    held: dict[str, str] = {}
    cursor = ""
    for _step in doings():
        more, cursor = follow(query=f"&cursor={cursor}" if cursor else "")
        held = copy_of(more, held)
        assert held == open_ones()
    assert copy_of(follow()[0]) == open_ones()
    assert follow(query=f"&cursor={cursor}")[0] == []


def test_what_was_never_open_is_told_to_nobody_and_what_is_gone_says_where_it_went() -> None:
    for _step in doings():
        references = set(
            Organisation.objects.filter(name="Never open", visibility="office").values_list("reference")
        )
        told = {(change["reference"],) for change in follow()[0]}
        assert not references & told
    gone = [change for change in follow()[0] if change["moved_to"]]
    assert len({change["reference"] for change in gone}) == 1
    assert all(change["is_deleted"] and change["moved_to"] in open_ones() for change in gone)


def test_what_only_the_office_does_is_no_news() -> None:
    row = organisation()
    _told, cursor = follow()
    change_organisation(row, values={"accounting": "by hand", "external_id": "7"}, by=None)
    assert follow(query=f"&cursor={cursor}")[0] == []
    change_organisation(row, values={"services": "Courses"}, by=None)
    assert len(follow(query=f"&cursor={cursor}")[0]) == 1


def test_since_a_moment() -> None:
    organisation(name="Old")
    now = timezone.now().isoformat().replace("+", "%2B")
    assert (
        "Old" in copy_of(follow(query=f"&modified_since={now}")[0]).values()
    )  # repeated rather than skipped
    future = (timezone.now() + timedelta(days=2)).isoformat().replace("+", "%2B")
    told, cursor = follow(query=f"&modified_since={future}")
    assert told == []
    organisation(name="New")
    assert list(copy_of(follow(query=f"&cursor={cursor}")[0]).values()) == ["New"]
    for wrong in ("yesterday", "2026-11-01", "2026-11-01T00:00:00", "9" * 30, "0001-01-01T00:00:00%2B14:00"):
        answer = Client().get(f"{LIST}/changes?modified_since={wrong}")
        assert answer.status_code in {200, 400}, wrong
    assert (
        Client().get(f"{LIST}/changes?modified_since=yesterday").json()["errors"][0]["name"]
        == "modified_since"
    )


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "A" * 120,
        "%00",
        "MS4xLjA",
        "LTEuMC4wLjA",
        "OTk5OTk5OTk5LjAuMC4w",
        "bmFuLm5hbi5uYW4",
        "MC4wLm5hbg",
    ],
)
def test_a_cursor_of_ones_own_making_opens_nothing(cursor: str) -> None:
    hidden = organisation(visibility="office")
    answer = Client().get(f"{LIST}/changes?cursor={cursor}")
    assert answer.status_code in {200, 404, 410}
    assert hidden.reference not in answer.content.decode()
