"""What the map costs: its page, its marks near and far under filters, distances, and the bytes of a first view."""

from collections.abc import Callable, Iterator
from functools import partial

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.test import Client

from bench import asked, meters
from bench.results import Row

MAP = "/en/organisations/map/"
MARKS = f"{MAP}clusters/"
# The world, Europe, Italy, a city: as a laptop asks for them.
VIEWS = (
    "bbox=-180,-85,180,85&zoom=2",
    "bbox=-22.5,31.95,45,66.5&zoom=5",
    "bbox=5.6,36.6,19.7,47&zoom=6",
    "bbox=8.4,45,9.9,46&zoom=9",
)
LAND = "map/land/land.json"
ROUNDS = 10


def calls() -> dict[str, list[Callable[[], object]]]:
    """The map as people use it."""
    client = Client()
    queries = ["", *(query[1:] for query in asked.filtered()[:4])]
    marks = [f"{MARKS}?{query}&{view}" for query in queries for view in VIEWS]
    near = [f"/en/organisations/?near={town}&radius=100" for town in ("Milano", "Paris", "Berlin", "Roma")]
    return {
        "map, page": [partial(client.get, f"{MAP}?{query}") for query in queries * ROUNDS],
        "map, marks": [partial(client.get, address) for address in marks * 2],
        "list, near a town": [partial(client.get, address) for address in near * ROUNDS],
    }


def rows(size: int) -> Iterator[Row]:
    """Statements and processor time at one size, then what a first view weighs."""
    goals = {"map, page": 30, "map, marks": 25, "list, near a town": 30}
    for what, some in calls().items():
        some[0]()
        count = max(meters.statements(call) for call in some[1:5])
        yield Row(connection.vendor, f"{what}, {size:,} rows", count, 10, "SQL statements")
        yield Row(connection.vendor, f"{what}, {size:,} rows", meters.cpu_ms(some), goals[what], "ms CPU")
    whole = meters.first_view_bytes(MAP) + meters.bytes_of(f"{MARKS}?{VIEWS[1]}")
    whole += meters.bytes_of(staticfiles_storage.url(LAND))
    yield Row(connection.vendor, f"first view: map, {size:,} rows", whole / 1000, 150, "KB")
