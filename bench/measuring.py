"""Measures one database from an empty schema to a full directory; what happens meanwhile goes to stderr."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from bench import bringing_in, linkage, meters, organisations, server
from bench.results import Row
from ponte.core import preparation

LIST = "/en/organisations/"
PAGES = {
    "home": "/en/",
    "list": LIST,
    "list in Arabic": "/ar/organisations/",
    "sign in": "/en/account/login/",
}
ROUNDS = 40


def say(text: str) -> None:
    """Tell whoever watches."""
    sys.stderr.write(f"{connection.vendor}: {text}\n")


@contextmanager
def own_database() -> Iterator[float]:
    """An empty database, and the seconds it took to bring its schema up; it goes afterwards."""
    start = time.monotonic()
    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
        yield time.monotonic() - start
        return
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield time.monotonic() - start
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def list_calls() -> dict[str, list[Callable[[], object]]]:
    """The list as people use it: plain, further on, and searched."""
    client = Client()
    pages = [f"?page={number}" for number in range(1, ROUNDS + 1)]
    kinds = {
        "list": [""] * ROUNDS,
        "list, other pages": pages,
        "list, searched": organisations.searches(),
        "list, filtered": organisations.filtered() * 8,
    }
    return {what: [partial(client.get, LIST + query) for query in queries] for what, queries in kinds.items()}


def measure_lists(size: int) -> Iterator[Row]:
    """Statements and processor time of the list at one size."""
    for what, calls in list_calls().items():
        calls[0]()
        count = max(meters.statements(call) for call in calls[1:4])
        yield Row(connection.vendor, f"{what}, {size:,} rows", count, 10, "SQL statements")
        yield Row(connection.vendor, f"{what}, {size:,} rows", meters.cpu_ms(calls), 30, "ms CPU")


def measure_all(sizes: list[int]) -> Iterator[Row]:
    """Every row of the table."""
    setup_test_environment()
    preparation.prepare_catalogues()
    preparation.prepare_static_files()
    with own_database() as seconds:
        yield Row(connection.vendor, "migrate an empty database", seconds, 20, "s")
        for size in sizes:
            say(f"loading {size:,} organisations")
            organisations.load(size)
            say(f"measuring with {size:,}")
            yield from measure_lists(size)
        say("bringing lists in")
        yield from bringing_in.rows()
        for what, address in PAGES.items():
            yield Row(
                connection.vendor, f"first view: {what}", meters.first_view_bytes(address) / 1000, 60, "KB"
            )
        for who, megabytes in server.memory(LIST, organisations.searches()).items():
            yield Row(connection.vendor, f"memory of {who}", megabytes, 200, "MB")
        say("linking a list")
        yield from linkage.rows(max(sizes))
