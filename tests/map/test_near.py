"""Near a town, near a point: found, told and put in order by distance."""

import csv
import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import Client

from ponte.map.actions import change_organisation
from ponte.map.forms.located import located
from ponte.map.forms.search import address_of, read_search
from ponte.map.queries.organisations import find
from tests.factories import cast
from tests.factories.map import organisation

pytestmark = pytest.mark.django_db
LIST = "/en/organisations/"


def stands(name: str, *towns: str, role: str = "residence", area: str = "ITA", **more: Any) -> Any:
    """An organisation in these towns."""
    return organisation(
        name=name, places=[located(role=role, area=area, locality=town) for town in towns], **more
    )


def found(query: str, person: Any = None) -> list[str]:
    """The names on the first page."""
    search = read_search(QueryDict(query))
    return [row.name for row in find(search, person or AnonymousUser()).page(search)]


def test_the_nearest_come_first_and_the_distance_is_told(client: Client) -> None:
    stands("In Monza", "Monza")
    stands("In Milano", "Milano")
    stands("In Torino", "Torino")
    stands("Acts in Milano", "Milano", role="activity")
    stands("Roots in Milano", "Milano", role="origin")
    assert found("near=milano") == ["Acts in Milano", "In Milano", "In Monza"]
    assert found("near=Милан&radius=5") == ["Acts in Milano", "In Milano"]
    assert found("near=45.58,9.27&sort=name") == ["Acts in Milano", "In Milano", "In Monza"]
    assert found("near=milano&radius=250")[-1] == "In Torino"
    page = client.get(LIST + "?near=milano").content.decode()
    assert "Within 25 km of Milano, Italy" in page
    assert re.search(r"about 1[3-6] km away", page)
    assert "Nearest first" in page


def test_of_two_seats_the_nearer_counts() -> None:
    stands("Two seats", "Torino", "Roma")
    search = read_search(QueryDict("near=Roma"))
    there = find(search, AnonymousUser())
    assert there.total == 1
    assert all(distance < 1 for distance in there.distances.values())


def test_facets_are_counted_among_the_near(client: Client) -> None:
    stands("A", "Milano", kind="association")
    stands("B", "Roma", kind="federation")
    counts = find(read_search(QueryDict("near=Milano")), AnonymousUser()).counts
    assert counts["kind"] == {"association": 1}


def test_lists_for_machines_say_the_distance(client: Client) -> None:
    stands("In Monza", "Monza")
    stands("In Milano", "Milano")
    answer = client.get("/en/organisations.csv?near=milano")
    rows = list(csv.DictReader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
    assert [row["name"] for row in rows] == ["In Milano", "In Monza"]
    assert [float(row["distance_km"]) for row in rows] == pytest.approx([0, 14.6], abs=0.5)
    answer = client.get("/en/organisations.json?near=milano")
    assert json.loads(b"".join(answer.streaming_content))["results"][1]["distance_km"] > 10
    plain = client.get("/en/organisations.csv")
    assert b"distance_km" not in b"".join(plain.streaming_content)


UNKNOWN = (
    "91,0",
    "0,181",
    "not a town",
    "inf,0",
    "1e5,2",
    "45.4",
    "--",
    ",",
    "45.1,9.1,7",
    "x" * 500,
    "٤٥,٩",
)


@pytest.mark.parametrize("near", UNKNOWN)
def test_a_place_nobody_knows_is_said_and_nothing_is_hidden(client: Client, near: str) -> None:
    stands("In Milano", "Milano")
    page = client.get(f"{LIST}?near={near}")
    assert page.status_code == 200
    assert "In Milano" in page.content.decode()
    assert "We do not know this town" in page.content.decode()


RADII = {
    "": 25,
    "5": 5,
    "5.4": 5,
    "nan": 25,
    "inf": 25,
    "-3": 25,
    "0": 25,
    "99999": 500,
    "1e400": 25,
    "x": 25,
}


def test_a_radius_is_a_radius() -> None:
    for radius, kilometres in RADII.items():
        near = read_search(QueryDict(f"near=0,0&radius={radius}")).near
        assert near is not None
        assert near.radius == kilometres


def test_the_country_of_a_town_may_be_said() -> None:
    paris = read_search(QueryDict("near=Paris")).near
    texas = read_search(QueryDict("near=Paris, Stati Uniti")).near
    assert paris is not None
    assert texas is not None
    assert (round(paris.latitude), round(texas.latitude)) == (49, 34)


def test_an_address_keeps_what_was_asked() -> None:
    asked = "q=donne&town=ITA+Milano&near=Milano&radius=50&page=2"
    search = read_search(QueryDict(asked))
    again = read_search(QueryDict(address_of(search, page=2)))
    assert again == search
    assert "sort" not in address_of(search)
    assert read_search(QueryDict("sort=distance")).sort == "name"


def test_strangers_measure_to_where_they_may_know_it_is() -> None:
    hidden = stands("Hidden", "Milano", shown_to={"places": "office"})
    coarse = stands("Coarse", "Milano", places_shown="area")
    country = stands("Country", "Milano", places_shown="country")
    members = stands("For people signed in", "Milano", shown_to={"places": "members"})
    near = "near=Milano&radius=1"
    assert found(near) == []
    assert found(near, cast.farid()) == ["For people signed in"]
    assert found(near, cast.chiara()) == sorted(one.name for one in (hidden, coarse, country, members))
    assert found("near=Milano&radius=50") == ["Coarse"]


def test_who_moves_or_hides_is_gone_at_once() -> None:
    moving = stands("Moving", "Milano")
    assert found("near=Milano") == ["Moving"]
    change_organisation(
        moving, values={"places": [located(role="residence", area="ITA", locality="Roma")]}, by=cast.chiara()
    )
    assert found("near=Milano") == []
    assert found("near=Roma") == ["Moving"]
    change_organisation(moving, values={"places_shown": "country"}, by=cast.chiara())
    assert found("near=Roma") == []


def test_where_somebody_is_stays_out_of_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        client.get(f"{LIST}?near=45.4642,9.1900")
    assert "45.46" not in caplog.text
