"""What programs cost: the API, and lists as files, whose memory must not grow with the list."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial

from django.conf import settings
from django.db import connection
from django.test import Client

from bench import meters, server
from bench.results import Row
from ponte.map.exports.formats import FORMATS
from ponte.map.models import Organisation

API = "/api/v1/organisations"
ROUNDS = 40
ALONE = """
import os, sys
import django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponte.config.settings")
django.setup()
from bench.machines import memory_of
print(memory_of(sys.argv[1]))
"""
Calls = dict[str, list[Callable[[], object]]]


def calls() -> Calls:
    """The API as programs use it, by one that nobody stops."""
    settings.API_LIMITS["address"] = 10**9
    client = Client(SERVER_NAME="localhost")
    some = Organisation.objects.order_by("pk").values_list("reference", flat=True)[:ROUNDS]
    addresses = {
        "API list of 25": [f"{API}?page={page}" for page in range(1, ROUNDS + 1)],
        "API list, filtered": [f"{API}?sector=fundraising&page={page}" for page in range(1, ROUNDS + 1)],
        "API record": [f"{API}/{reference}" for reference in some],
        "API changes, 100": [f"{API}/changes?limit=100&lang=it"] * 8,
    }
    return {what: [partial(client.get, path) for path in paths] for what, paths in addresses.items()}


def rows(size: int) -> Iterator[Row]:
    """Statements and processor time of the API at one size."""
    for what, asked in calls().items():
        asked[0]()
        count = max(meters.statements(call) for call in asked[1:4])
        yield Row(connection.vendor, f"{what}, {size:,} rows", count, 20, "SQL statements")
        yield Row(connection.vendor, f"{what}, {size:,} rows", meters.cpu_ms(asked), None, "ms CPU")


def memory_of(form: str) -> float:
    """The most megabytes of our own while a whole list is taken as a file and thrown away."""
    answer = Client(SERVER_NAME="localhost").get(f"/en/organisations.{form}")
    with meters.own_memory() as megabytes:
        for _piece in answer.streaming_content:  # type: ignore[attr-defined]
            pass
    return megabytes[0]


def memories() -> dict[str, float]:
    """That of each format, in processes of their own."""
    environment = os.environ | {"PONTE_DATABASE_URL": server.database_url()}
    found = {}
    for form in FORMATS:
        command = [sys.executable, "-c", ALONE, form]
        said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603
        found[form] = float(said)
    return found


def growth(smaller: dict[str, float], larger: dict[str, float], told: str) -> Iterator[Row]:
    """How much more memory a longer list takes."""
    for form, megabytes in larger.items():
        ratio = megabytes / smaller[form]
        yield Row(connection.vendor, f"memory of {form}, {told} rows", ratio, 1.2, "ratio")
