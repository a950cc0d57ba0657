"""The map: its numbers are those of the list, hidden places are hidden, and odd questions get an answer."""

import json
import os
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from environs import Env, EnvError

from ponte.config import content_policy
from ponte.map.actions import change_organisation
from ponte.map.forms.located import located
from ponte.map.models.vocabulary import Visibility
from tests.factories import cast
from tests.factories.map import organisation

pytestmark = pytest.mark.django_db
MAP, CLUSTERS = "/en/organisations/map/", "/en/organisations/map/clusters/"
EUROPE = "bbox=-15,30,40,65"


def stands(name: str, *towns: str, role: str = "residence", area: str = "ITA", **more: Any) -> Any:
    """An organisation in these towns; an empty one is the country alone."""
    places = [located(role=role, area=area, locality=town) for town in towns]
    return organisation(name=name, places=places, **more)


def marks(client: Client, query: str = EUROPE, zoom: int = 5) -> list[dict[str, Any]]:
    """What the map is told."""
    answer = client.get(f"{CLUSTERS}?{query}&zoom={zoom}")
    assert answer.status_code == 200, answer.content
    return list(answer.json()["marks"])


def test_one_has_its_name_and_several_their_number(client: Client) -> None:
    stands("In Palermo", "Palermo")
    for number in range(3):
        stands(f"In Milano {number}", "Milano")
    found = marks(client)
    assert [(mark["count"], mark["place"], mark.get("name")) for mark in found] == [
        (3, "Milano", None),
        (1, "Palermo", "In Palermo"),
    ]
    assert all(mark["opens"] for mark in found)
    latitude, longitude = found[0]["at"]
    popup = client.get(f"{MAP}here/?at={latitude},{longitude}").content.decode()
    assert popup.count('class="row-title"') == 3
    assert "In Milano 2" in popup
    assert "Not verified yet" in popup


def test_numbers_are_those_of_the_list_under_any_filter(client: Client) -> None:
    for number, town in enumerate(("Milano", "Milano", "Roma", "Torino", "", "")):
        kind = "association" if number % 2 else "federation"
        stands(f"Body {number}", town, kind=kind)
    organisation(name="Nowhere")
    for query in (
        "",
        "kind=association",
        "kind=federation&q=body",
        "area=ITA",
        "town=ITA+Milano",
        "q=nobody",
    ):
        total = json.loads(client.get(f"{CLUSTERS}?{query}&{EUROPE}&zoom=4").content)["total"]
        page = client.get(f"{MAP}?{query}")
        listed = client.get(f"/en/organisations/?{query}")
        assert total == page.context["total"] == listed.context["total"]
        where = page.context["where"]
        not_pinned = sum(place.count for place in where.by_country_only) + where.nowhere
        assert where.on_the_map + not_pinned == total
        for zoom in (0, 3, 7, 12):
            assert sum(mark["count"] for mark in marks(client, f"{query}&{EUROPE}", zoom)) == where.on_the_map
    where = client.get(MAP).context["where"]
    assert [(place.label, place.count) for place in where.by_country_only] == [("Italy", 2)]
    assert where.nowhere == 1


def test_by_area_each_number_leads_to_as_many(client: Client) -> None:
    stands("A", "Milano")
    stands("B", "Milano", "Roma")
    stands("C", "")
    stands("D", "Marseille", area="FRA")
    stands("E", "Bamako", area="MLI", role="activity")
    stands("Roots are no place to live", "Dakar", area="SEN", role="origin")
    page = client.get(MAP)
    where = page.context["where"]
    assert [(place.label, place.count) for place in where.countries] == [
        ("Italy", 3),
        ("France", 1),
        ("Mali", 1),
    ]
    ((country, towns),) = where.towns
    assert country == "Italy"
    assert [(place.label, place.count) for place in towns] == [
        ("Milano", 2),
        ("Roma", 1),
        ("Italy, no town known", 1),
    ]
    for place in towns:
        assert client.get("/en/organisations/", {"town": place.value}).context["total"] == place.count
    for place in where.countries:
        assert client.get("/en/organisations/", {"area": place.value}).context["total"] == place.count
    assert "1 in Italy, no town known" in page.content.decode()
    assert "Dakar" not in page.content.decode()


def test_chosen_filters_stay_between_list_and_map(client: Client) -> None:
    stands("A", "Milano", kind="association")
    for start, other in ((MAP, "/en/organisations/"), ("/en/organisations/", MAP)):
        page = client.get(f"{start}?q=a&kind=association&near=Milano&radius=50")
        ways = {way["url"].partition("?")[0]: way["url"].partition("?")[2] for way in page.context["ways"]}
        assert ways[other] == "q=a&kind=association&near=Milano&radius=50"
        assert 'value="Milano"' in page.content.decode()


@pytest.mark.parametrize("zoom", [0, 1, 4, 8, 12, 16, 22])
def test_hidden_places_are_hidden_at_every_zoom(client: Client, zoom: int) -> None:
    door = located(role="residence", area="ITA", locality="Milano") | {
        "latitude": 45.478901,
        "longitude": 9.123456,
        "locality": "Via dei Segreti 3, Milano",
        "precision": "address",
    }
    organisation(name="Town only", places=[door])
    organisation(name="Country only", places=[door], places_shown="country")
    organisation(name="Office only", places=[door], shown_to={"places": Visibility.OFFICE.value})
    organisation(name="Not for strangers", places=[door], visibility="office")
    around = f"bbox=9,45,9.9,46&zoom={zoom}"
    told = client.get(f"{CLUSTERS}?{around}").content.decode()
    assert "45.47" not in told
    assert "Segreti" not in told
    assert sum(mark["count"] for mark in json.loads(told)["marks"]) == 1
    assert "Town only" in told
    there = client.get(f"{MAP}here/?at=45.478901,9.123456").content.decode()
    assert "row-title" not in there
    assert "Segreti" not in client.get(f"{MAP}?area=ITA").content.decode()
    client.force_login(cast.chiara())
    assert sum(mark["count"] for mark in marks(client, "bbox=9,45,9.9,46", zoom)) == 4


def test_an_address_stands_there_only_where_the_body_wants_it(client: Client) -> None:
    door = located(role="residence", area="ITA", locality="Via Roma 3") | {
        "latitude": 45.4789,
        "longitude": 9.1234,
        "precision": "address",
    }
    shown = organisation(name="Come in", places=[door], places_shown="address")
    (mark,) = marks(client, zoom=12)
    assert mark["at"] == pytest.approx([45.4789, 9.1234], abs=0.0001)
    change_organisation(shown, values={"places_shown": "area"}, by=cast.chiara())
    (mark,) = marks(client, zoom=12)
    assert mark["at"] == pytest.approx([45.25, 9.25], abs=0.0001)


def test_who_hides_moves_or_leaves_is_gone_at_once(client: Client) -> None:
    moving = stands("Moving", "Milano")
    first = client.get(f"{CLUSTERS}?{EUROPE}&zoom=6")
    assert first.json()["marks"][0]["place"] == "Milano"
    same = client.get(f"{CLUSTERS}?{EUROPE}&zoom=6", headers={"If-None-Match": first["ETag"]})
    assert same.status_code == 304
    change_organisation(
        moving, values={"places": [located(role="residence", area="ITA", locality="Roma")]}, by=cast.chiara()
    )
    again = client.get(f"{CLUSTERS}?{EUROPE}&zoom=6", headers={"If-None-Match": first["ETag"]})
    assert again.json()["marks"][0]["place"] == "Roma"
    change_organisation(moving, values={"visibility": "office"}, by=cast.chiara())
    assert marks(client) == []


BAD = """
bbox=nan,0,1,1&zoom=3 bbox=0,0,inf,1&zoom=3 bbox=0,10,5,-10&zoom=3 bbox=0,0,1&zoom=3 bbox=0,0,1,1,1&zoom=3
bbox=&zoom=3 zoom=3 bbox=0,-91,1,91&zoom=3 bbox=0,0,1,1 bbox=0,0,1,1&zoom=-1 bbox=0,0,1,1&zoom=99
bbox=0,0,1,1&zoom=1.5 bbox=0,0,1,1&zoom=1e1 bbox=0,0,1,1&zoom=٣ bbox=1e400,0,1,1&zoom=2 bbox=0,5,1,5&zoom=3
bbox=99999999,0,1,1&zoom=2 bbox=<script>,0,1,1&zoom=2 bbox=0;DROP,0,1,1&zoom=2
""".split()  # noqa: SIM905 - a list of words reads better so


@pytest.mark.parametrize("query", BAD)
def test_a_question_that_makes_no_sense_is_answered_in_words(client: Client, query: str) -> None:
    answer = client.get(f"{CLUSTERS}?{query}")
    assert answer.status_code == 400
    assert len(answer.json()["error"]) > 20
    assert "<script" not in answer.content.decode()


@pytest.mark.parametrize("query", ["", "at=1", "at=91,0", "at=nan,1", "at=0,181", "at=a,b"])
def test_a_point_that_is_none_is_refused(client: Client, query: str) -> None:
    assert client.get(f"{MAP}here/?{query}").status_code == 400


def test_edges_of_the_world_are_part_of_it(client: Client) -> None:
    for name, latitude, longitude in (
        ("Null Island", 0.0, 0.0),
        ("North Pole", 90.0, 0.0),
        ("South Pole", -90.0, 0.0),
        ("Fiji", -17.0, 179.99),
        ("Samoa", -13.8, -179.99),
    ):
        place = located(role="residence", area="ITA") | {
            "latitude": latitude,
            "longitude": longitude,
            "precision": "city",
            "locality": name,
        }
        organisation(name=name, places=[place])
    for box in ("-180,-90,180,90", "-200,-90,200,90", "-720,-90,720,90", "-180,-85,180,85"):
        for zoom in (0, 5, 22):
            assert sum(mark["count"] for mark in marks(client, f"bbox={box}", zoom)) == 5
    over = marks(client, "bbox=170,-30,-170,0", 6)
    assert {mark.get("name") for mark in over} == {"Fiji", "Samoa"}
    assert {mark.get("name") for mark in marks(client, "bbox=170,-30,190,0", 6)} == {"Fiji", "Samoa"}


def test_a_thousand_filters_are_a_question_like_another(client: Client) -> None:
    stands("A", "Milano")
    many = "&".join(
        f"sector=s{number}&kind=k{number}&town=ITA+T{number}&area=X{number}" for number in range(250)
    )
    for address in (CLUSTERS, MAP, "/en/organisations/"):
        assert client.get(f"{address}?{many}&{EUROPE}&zoom=4").status_code == 200


def test_the_answer_is_for_everybody_and_carries_nothing_of_anybody(client: Client) -> None:
    stands("A", "Milano")
    answer = client.get(f"{CLUSTERS}?{EUROPE}&zoom=4")
    assert not answer.cookies
    assert "no-store" not in answer["Cache-Control"]
    client.force_login(cast.farid())
    assert "no-store" in client.get(f"{CLUSTERS}?{EUROPE}&zoom=4")["Cache-Control"]


@pytest.mark.guards("map/organisation_map.html")
def test_a_map_costs_the_same_for_one_and_for_many(client: Client, count_queries: Any) -> None:
    costs = []
    for number in (1, 3, 9):
        for each in range(number):
            stands(f"Body {number} {each}", ("Milano", "Roma", "Torino")[each % 3])
        for address in (MAP, f"{CLUSTERS}?{EUROPE}&zoom=6"):
            client.get(address)
        costs.append(
            [
                count_queries(lambda: client.get(MAP)),
                count_queries(lambda: client.get(f"{CLUSTERS}?{EUROPE}&zoom=6")),
            ]
        )
    assert costs[0] == costs[1] == costs[2]
    assert max(costs[0]) <= 10


def test_tiles_open_the_policy_for_their_server_and_for_no_other() -> None:
    def pictures(url: str) -> list[str]:
        given = {"PONTE_MAP_TILES": url, "PONTE_MAP_TILES_ATTRIBUTION": "Whose map"} if url else {}
        with patch.dict(os.environ, given):
            tiles = content_policy.map_tiles(Env(prefix="PONTE_"))
        return list(content_policy.policy(tiles)["DIRECTIVES"]["img-src"])

    assert pictures("") == ["'self'", "data:"]
    assert pictures("https://{s}.tiles.example/{z}/{x}/{y}.png")[2:] == ["https://*.tiles.example"]
    assert pictures("https://tiles.example:8443/{z}/{x}/{y}.png?key=1")[2:] == ["https://tiles.example:8443"]
    with patch.dict(os.environ, {"PONTE_MAP_TILES": "https://tiles.example/"}), pytest.raises(EnvError):
        content_policy.map_tiles(Env(prefix="PONTE_"))


def test_a_map_with_tiles_says_whose_they_are(client: Client, settings: Any) -> None:
    stands("A", "Milano")
    assert "data-tiles" not in client.get(MAP).content.decode()
    settings.MAP_TILES = {
        "url": "https://t.example/{z}",
        "attribution": "Whose <map>",
        "disclaimer": "No opinion.",
    }
    page = client.get(f"{MAP}?page=1").content.decode()
    assert 'data-tiles-source="Whose &lt;map&gt;"' in page
    assert "No opinion." in page
