"""Points on the curve: squares, circles, the date line, the poles; nothing is counted twice or left out."""

from array import array
from math import cos, radians
from random import Random

import pytest
from pyroaring import BitMap

from ponte.core.finding import WORLD, Area, Points, around, clusters
from ponte.core.finding.curve import code_at, kilometres, point_of

EUROPE = Area(35.0, -10.0, 60.0, 30.0)


def points_of(places: list[tuple[float, float]]) -> Points:
    """Rows 1, 2, ... at these places."""
    pairs = sorted((code_at(*place), row) for row, place in enumerate(places, 1))
    return Points(array("Q", (code for code, _ in pairs)), array("I", (row for _, row in pairs)))


def scattered(number: int, seed: int) -> list[tuple[float, float]]:
    """Over the earth, half of them on twenty towns."""
    random = Random(seed)
    towns = [(random.uniform(-70, 75), random.uniform(-180, 180)) for _town in range(20)]
    return [
        random.choice(towns)
        if random.random() < 0.5
        else (random.uniform(-84, 84), random.uniform(-180, 180))
        for _row in range(number)
    ]


@pytest.mark.parametrize(
    "point",
    [
        (0.0, 0.0),
        (45.4642, 9.19),
        (-33.9, 151.2),
        (71.17, 25.78),
        (-54.8, -68.3),
        (13.0, 179.9999),
        (0, -180),
    ],
)
def test_a_point_is_kept_to_a_metre_and_leads_back_to_itself(point: tuple[float, float]) -> None:
    code = code_at(*point)
    assert kilometres(point, point_of(code)) < 0.002
    assert code_at(*point_of(code)) == code


@pytest.mark.parametrize("point", [(90.0, 0.0), (-90.0, 180.0), (89.9, -180.0), (0.0, 180.0)])
def test_poles_and_the_date_line_stand_at_the_edge(point: tuple[float, float]) -> None:
    latitude, longitude = point_of(code_at(*point))
    assert abs(latitude) < 85.06
    assert abs(longitude) <= 180


def test_clusters_hold_everybody_once_at_every_zoom_and_under_any_filter() -> None:
    places = scattered(600, 3)
    levels = [points_of(places)]
    for chosen in (range(1, 601), range(1, 601, 7), [4], []):
        among = BitMap(chosen)
        for zoom in range(8):
            found = clusters(levels, among, WORLD, zoom)
            assert sum(len(cluster.rows) for cluster in found) == len(among)
            assert BitMap.union(*(cluster.rows for cluster in found), BitMap()) == among
            for cluster in found:
                assert code_at(*places[cluster.speaks - 1]) == cluster.code
                assert cluster.speaks in cluster.rows  # nobody is shown for whom it was not asked
                codes = {code_at(*places[row - 1]) for row in cluster.rows}
                assert cluster.is_one_place == (len(codes) == 1)


def test_a_box_has_those_inside_it_and_the_date_line_is_no_edge() -> None:
    places = scattered(400, 5)
    levels, everybody = [points_of(places)], BitMap(range(1, 401))
    for area in (EUROPE, Area(-60, 150, 60, -150), Area(-90, -180, 90, 180), Area(10, 20, 10.0001, 20.0001)):
        inside = {
            row
            for row, (latitude, longitude) in enumerate(places, 1)
            if area.south <= latitude <= area.north
            and (
                area.west <= longitude <= area.east
                if area.west <= area.east
                else longitude >= area.west or longitude <= area.east
            )
        }
        for zoom in (0, 4, 9, 22):
            found = BitMap.union(*(one.rows for one in clusters(levels, everybody, area, zoom)), BitMap())
            assert inside <= set(found)


def test_an_answer_does_not_grow_without_end() -> None:
    levels, everybody = [points_of(scattered(3000, 8))], BitMap(range(1, 3001))
    assert len(clusters(levels, everybody, WORLD, 22)) <= 48 * 48
    assert clusters(levels, everybody, WORLD, 22) == clusters(levels, everybody, WORLD, 3)


def test_a_row_with_two_places_is_in_both_and_counted_once_where_they_meet() -> None:
    milan, monza, rome = code_at(45.46, 9.19), code_at(45.58, 9.27), code_at(41.9, 12.5)
    levels = [Points(array("Q", sorted([milan, monza, rome])), array("I", [1, 1, 1]))]
    assert [len(one.rows) for one in clusters(levels, BitMap([1]), EUROPE, 2)] == [1]
    assert [len(one.rows) for one in clusters(levels, BitMap([1]), EUROPE, 6)] == [1, 1]
    assert around(levels, (45.46, 9.19), 30)[1] < 0.01


@pytest.mark.parametrize(
    "centre", [(45.46, 9.19), (0.0, 0.0), (65.0, 179.9), (-16.8, -179.99), (89.0, 10.0), (-90.0, 0.0)]
)
@pytest.mark.parametrize("radius", [1, 25, 500])
def test_a_circle_has_whoever_is_that_near(centre: tuple[float, float], radius: int) -> None:
    places = scattered(300, 13)
    random = Random(9)
    for _near in range(60):
        latitude = max(-85.0, min(85.0, centre[0] + random.uniform(-6, 6)))
        longitude = centre[1] + random.uniform(-6, 6) / cos(radians(latitude))
        places.append((latitude, (longitude + 180) % 360 - 180))
    levels = [points_of(places)]
    found = around(levels, centre, radius)
    exact = {row: kilometres(centre, place) for row, place in enumerate(places, 1)}
    assert {row for row, far in exact.items() if far < radius - 0.01} <= set(found)
    assert all(abs(found[row] - exact[row]) < 0.01 for row in found)
