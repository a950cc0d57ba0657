"""The offline gazetteer."""

import sqlite3
import tracemalloc
from contextlib import closing

import pytest

from ponte.core.places import gazetteer
from ponte.core.places.gazetteer import find_city


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("roma", "Rome", "ITA"),
        ("ROME", "Rome", "ITA"),
        ("روما", "Rome", "ITA"),
        ("Рим", "Rome", "ITA"),
        ("羅馬", "Rome", "ITA"),
        ("München", "Munich", "DEU"),
        ("munchen", "Munich", "DEU"),
        ("Львів", "Lviv", "UKR"),
        ("أديس أبابا", "Addis Ababa", "ETH"),
        ("ঢাকা", "Dhaka", "BGD"),
        ("Prishtina", "Pristina", "XKX"),
    ],
)
def test_a_city_is_found_by_any_of_its_names(text, name, country):
    found = find_city(text)[0]
    assert (found.name, found.country) == (name, country)


@pytest.mark.parametrize(
    "text", ["", "\u202e", "nowhere at all", "'; DROP TABLE city; --", "%", "x" * 10_000]
)
def test_what_is_no_city_is_not_found(text):
    assert find_city(text) == []


def test_the_largest_of_a_name_comes_first_and_a_country_narrows():
    cities = find_city("Paris")
    assert cities[0].country == "FRA"
    assert [city.population for city in cities] == sorted((city.population for city in cities), reverse=True)
    assert {city.country for city in find_city("paris", "USA")} == {"USA"}


def test_a_city_has_a_point_and_its_names():
    rome = find_city("Roma", "ITA")[0]
    assert (round(rome.latitude), round(rome.longitude)) == (42, 13)
    assert "روما" in rome.names
    assert rome.geonames_id == 3169070


def test_looking_for_cities_keeps_nothing_in_memory():
    find_city("Roma")
    tracemalloc.start()
    for _round in range(20):
        find_city("Napoli")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.slow
def test_the_index_appears_whole(tmp_path):
    gazetteer.build(tmp_path / "index")
    assert [file.name for file in tmp_path.iterdir()] == ["index"]
    with closing(sqlite3.connect(tmp_path / "index")) as index:
        assert index.execute("SELECT count(*) FROM city").fetchone()[0] > 34_000
