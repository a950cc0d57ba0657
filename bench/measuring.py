"""Measures one database from an empty schema to a full directory; what happens meanwhile goes to stderr."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import Client, client
from django.test.utils import setup_test_environment

from bench import (
    asked,
    bringing_in,
    duplicates,
    finding,
    funding,
    last_minute,
    linkage,
    machines,
    maps,
    meetings,
    meters,
    minutes,
    page_cache,
    server,
)
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
        connection.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)
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
        "list, searched": asked.searches(),
        "list, filtered": asked.filtered() * 8,
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
    """Every row of the table: one database for each size, into which the importer brings the register."""
    setup_test_environment()
    # The pages are measured, not the copies the test client keeps of what each template was drawn with.
    client.store_rendered_templates = lambda *_arguments, **_options: None  # type: ignore[assignment]
    preparation.prepare_catalogues()
    preparation.prepare_static_files()
    runs: list[bringing_in.Run] = []
    taken: list[dict[str, float]] = []
    for size in sizes:
        with own_database() as seconds:
            if not runs:
                yield Row(connection.vendor, "migrate an empty database", seconds, 20, "s")
            say(f"bringing in {size:,} organisations")
            runs.append(bringing_in.in_a_process(size))
            yield from bringing_in.rows_of(size, runs[-1])
            say(f"measuring with {size:,}")
            yield from measure_lists(size)
            yield from machines.rows(size)
            taken.append(machines.memories())
            if size >= finding.ASKED:
                yield from finding.rows(size)
            yield from maps.rows(size)
            if size == sizes[-1]:
                yield from measure_work(size)
    if len(sizes) > 1:
        growth = runs[-1].megabytes / runs[-2].megabytes
        yield Row(connection.vendor, f"memory for {sizes[-1]:,} / {sizes[-2]:,} rows", growth, 1.3, "ratio")
        yield from machines.growth(taken[-2], taken[-1], f"{sizes[-1]:,} / {sizes[-2]:,}")


def measure_work(size: int) -> Iterator[Row]:
    """What is measured with the largest register only."""
    say("writing rows")
    yield Row(connection.vendor, "writing rows: ours / bulk_create", 1 / bringing_in.ratio(), 0.25, "of CPU")
    for what, address in PAGES.items():
        yield Row(connection.vendor, f"first view: {what}", meters.first_view_bytes(address) / 1000, 60, "KB")
    for who, megabytes in server.memory(LIST, asked.searches()).items():
        yield Row(connection.vendor, f"memory of {who}", megabytes, 200, "MB")
    say("asking for pages from memory")
    yield from page_cache.rows(LIST)
    say("building the index anew")
    yield from finding.building(size)
    say("writing minutes")
    yield from minutes.rows()
    say("linking a list")
    yield from linkage.rows(size)
    say("looking for duplicates")
    yield from duplicates.rows(size)
    say("holding meetings")
    yield from meetings.rows()
    say("applying, reviewing, deciding")
    yield from funding.rows()
    yield from last_minute.rows()
