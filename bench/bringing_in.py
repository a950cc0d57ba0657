"""Bringing a list in: the whole run and its memory; writing parsed rows beside `bulk_create` of the same rows."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from bench import meters, server
from bench.register import HEADER, pairs
from bench.results import Row
from ponte.core import changes, references
from ponte.core.models import ImportRun, StagedRow
from ponte.map.actions.import_check import check_import
from ponte.map.actions.import_hidden import take_back, write_hidden
from ponte.map.actions.import_organisations import apply_import
from ponte.map.actions.import_plan import sorting
from ponte.map.forms.import_columns import targets
from ponte.map.forms.reading import reading
from ponte.map.models import Organisation
from ponte.map.queries.record import OWN, PARTS, blank_record, own_values

CONSTANTS = {"visibility": "public", "source": "A list", "consent": "not_asked"}
SMALL, TOGETHER = 4_000, 400
REGISTER = 7  # the seed of the register that every measuring knows
OTHERS = 99
ALONE = """
import os, sys
import django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponte.config.settings")
django.setup()
from bench.bringing_in import whole_run
print(*whole_run(int(sys.argv[1])))
"""


class Run(NamedTuple):
    """What bringing a list in took."""

    cpu_s: float
    longest_s: float  # of processor time, of a transaction: while it lasts other writers wait
    megabytes: float


def new_run() -> ImportRun:
    """A list of which the headings are the names of the fields."""
    columns = {name: name for name in HEADER if name in targets()}
    return ImportRun.objects.create(
        kind="map.organisation", file_name="list.csv", columns=columns, constants=CONSTANTS
    )


def list_of(folder: str, count: int, seed: int) -> Path:
    """A file with so many organisations."""
    path = Path(folder) / f"{count}.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, HEADER)
        writer.writeheader()
        writer.writerows(row for row, _elsewhere in pairs(count, seed))
    return path


def cpu_s(call: Callable[[], object]) -> float:
    """Processor time of application and database."""
    before, database = time.process_time(), meters.database_ms()
    call()
    return time.process_time() - before + (meters.database_ms() - database) / 1000


def batches(records: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Some hundreds at a time, for both ways."""
    return (records[start : start + TOGETHER] for start in range(0, len(records), TOGETHER))


def write_ours(run: ImportRun, records: list[dict[str, Any]]) -> None:
    """The importer's way: organisations, their parts and their entries in the log."""
    for some in batches(records):
        write_hidden(some, run=run, by=None)


def write_by_bulk_create(run: ImportRun, records: list[dict[str, Any]]) -> None:
    """The same rows of the same tables by Django's own means, in transactions of the same size."""
    for some in batches(records):
        with transaction.atomic():
            made = [made_of(record, run) for record in some]
            given = references.unused(Organisation, len(made))
            for row, reference in zip(made, given, strict=True):
                row.reference = reference
            Organisation.objects.bulk_create(made)
            for part, (model, _names) in PARTS.items():
                model._default_manager.bulk_create(
                    model(organisation=row, **one)
                    for row, record in zip(made, some, strict=True)
                    for one in record.get(part, ())
                )
            entries: list[changes.Entry] = [
                {"subject": row, "verb": "create", "before": {}, "after": blank_record() | record}
                for row, record in zip(made, some, strict=True)
            ]
            changes.record_many(entries, by=None, run=run.pk)


def made_of(record: dict[str, Any], run: ImportRun) -> Organisation:
    """An unsaved organisation."""
    now, own = timezone.now(), own_values(blank_record() | record, OWN)
    return Organisation(**own, sort_name=sorting(own["name"]), created_at=now, changed_at=now, came_with=run)


def ratio() -> float:
    """How many times the processor time of our way `bulk_create` takes; the better of two rounds of each."""
    run = new_run()
    with tempfile.TemporaryDirectory() as folder, list_of(folder, SMALL, seed=OTHERS).open("rb") as file:
        check_import(run, file, reading())
    # A few bear the name of an organisation that is there: those would change it.
    staged = StagedRow.objects.filter(run=run, kind=StagedRow.Kind.NEW).order_by("pk")
    records = list(staged.values_list("after", flat=True))
    spent: dict[Callable, list[float]] = {write_ours: [], write_by_bulk_create: []}
    for way in (write_ours, write_by_bulk_create) * 2:
        spent[way].append(cpu_s(lambda way=way: way(run, records)))
        take_back(run)
    return min(spent[write_by_bulk_create]) / min(spent[write_ours])


def whole_run(count: int) -> Run:
    """The first so many rows of the register, from the file to the search."""
    with tempfile.TemporaryDirectory() as folder:
        path = list_of(folder, count, REGISTER)
        with meters.longest_transaction() as longest, meters.own_memory() as megabytes:
            spent = cpu_s(lambda: bring_in(path))
    return Run(spent, longest[0], megabytes[0])


def bring_in(path: Path) -> ImportRun:
    """Check and apply."""
    run = new_run()
    with path.open("rb") as file:
        check_import(run, file, reading())
    return apply_import(run, reading(), by=None)


def in_a_process(count: int) -> Run:
    """The same in a process of its own, on the database of this one, so that its memory is its own."""
    environment = os.environ | {"PONTE_DATABASE_URL": server.database_url()}
    command = [sys.executable, "-c", ALONE, str(count)]
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603
    return Run(*map(float, said.split()))


def rows_of(count: int, run: Run) -> Iterator[Row]:
    """What the whole run took; the goal for its time is that of the longest list."""
    what = f"list of {count:,} rows brought in"
    yield Row(connection.vendor, what, run.cpu_s, 180, "s CPU")
    yield Row(connection.vendor, f"{what}: longest transaction", run.longest_s, 2, "s CPU")
    yield Row(connection.vendor, f"{what}: own memory at most", run.megabytes, None, "MB")
