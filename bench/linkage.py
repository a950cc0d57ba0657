"""Linking a messy list with the register, as the check of a list does it: how right, how much work."""

import time
from collections.abc import Iterator, Sequence

from django.db import connection

from bench import meters
from bench import register as invented
from bench.bringing_in import REGISTER
from bench.results import Row
from ponte.map.models import Organisation
from ponte.map.queries.likeness import PROBABLE, Register, similar_to, similar_to_each
from ponte.map.queries.record import Record, blank_record

LISTED, TOGETHER, OTHERS = 5_000, 200, 11
Answer = tuple[str, int]  # the name in the register, the score


def record_of(row: invented.Row) -> Record:
    """A row of the messy list as the check would plan it."""
    places = [place("origin", area) for area in row["country_of_origin"].split(";")]
    places.append(place("residence", row["country_of_residence"], row["town"]))
    return blank_record() | {"name": row["name"], "places": places}


def place(role: str, area: str, locality: str = "") -> Record:
    """A place of a record, as far as it is compared."""
    return {"role": role, "area": area, "locality": locality}


def answers(listed: Sequence[invented.Row]) -> list[Answer | None]:
    """For each row the record it is most like, some hundreds at a time."""
    register, found = Register(), []
    for start in range(0, len(listed), TOGETHER):
        records = [record_of(row) for row in listed[start : start + TOGETHER]]
        for some in similar_to_each(records, register=register):
            best = some[0] if some else None
            found.append((best.organisation.name, best.likeness.score) if best else None)
    return found


def quality(given: Sequence[Answer | None], truth: Sequence[str | None]) -> tuple[float, float, float]:
    """(precision, recall, F1) of the answers that are probable."""
    said = [
        (answer[0], right)
        for answer, right in zip(given, truth, strict=True)
        if answer and answer[1] >= PROBABLE
    ]
    hits = sum(name == right for name, right in said)
    precision, recall = hits / len(said), hits / sum(right is not None for right in truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def rows(size: int) -> Iterator[Row]:
    """Links a list with the register of this size that was brought in."""
    known = invented.register(size, REGISTER)
    messy = invented.noisy(known, LISTED, OTHERS, of_seed=REGISTER)
    start, database = time.process_time(), meters.database_ms()
    given = answers([row for row, _index in messy])
    spent = time.process_time() - start + (meters.database_ms() - database) / 1000
    truth = [None if index is None else known[index]["name"] for _row, index in messy]
    told = dict(zip(("precision", "recall", "F1"), quality(given, truth), strict=True))
    what = f"link {LISTED:,} messy rows with {Organisation.objects.count():,}"
    for name, share in told.items():
        # A goal is the most a number may be, so what is wrong is shown and not what is right.
        yield Row(connection.vendor, f"{what}: 1 - {name}", 1 - share, 0.1 if name == "F1" else None, "")
    yield Row(connection.vendor, what, spent, 60, "s CPU")
    records = [record_of(row) for row, _index in messy[:60]]
    calls = [lambda record=record: similar_to(record) for record in records]
    count = max(meters.statements(call) for call in calls[:10])
    yield Row(connection.vendor, "duplicates at entry", count, 12, "SQL statements")
    yield Row(connection.vendor, "duplicates at entry", meters.cpu_ms(calls), 60, "ms CPU")
