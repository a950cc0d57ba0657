"""The queue of duplicates and the page where two records are joined, with pairs that the product's search found."""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.test import Client

from bench import meters
from bench import register as invented
from bench.bringing_in import REGISTER, bring_in, cpu_s
from bench.results import Row
from ponte.accounts.models import OfficeRole, Person, Role
from ponte.map.actions.look_for_duplicates import look_for_duplicates
from ponte.map.models import DuplicatePair

LISTED, OTHERS, PAGES = 400, 13, 12


def rows(size: int) -> Iterator[Row]:
    """Adds a messy list to the register of this size, looks for duplicates of its rows, and opens the pages."""
    known = invented.register(size, REGISTER)
    messy = [row for row, _index in invented.noisy(known, LISTED, OTHERS, of_seed=REGISTER)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "messy.csv"
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, invented.HEADER)
            writer.writeheader()
            writer.writerows(messy)
        run = bring_in(path)
    spent = cpu_s(lambda: look_for_duplicates(run=run))
    yield Row(connection.vendor, "search for duplicates, a record", spent * 1000 / LISTED, None, "ms CPU")
    client = office()
    first = DuplicatePair.objects.order_by("-score", "pk")[:PAGES]
    pages = {
        "duplicate queue": ["/en/duplicates/", "/en/duplicates/?page=2", "/en/duplicates/?sure=likely"] * 4,
        "merge page": [f"/en/duplicates/{pair.pk}/" for pair in first],
    }
    for what, addresses in pages.items():
        calls = [lambda address=address: opened(client, address) for address in addresses]
        calls[0]()
        count = max(meters.statements(call) for call in calls)
        yield Row(connection.vendor, what, count, 15, "SQL statements")
        yield Row(connection.vendor, what, meters.cpu_ms(calls), None, "ms CPU")


def office() -> Client:
    """A browser in which somebody who keeps the map is signed in."""
    person = Person.objects.create_user("keeper@example.org", name="Keeper")
    OfficeRole.objects.create(person=person, role=Role.FACILITATOR)
    client = Client()
    client.force_login(person)
    return client


def opened(client: Client, address: str) -> None:
    """A page; anything but the page itself would be measured for nothing."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
