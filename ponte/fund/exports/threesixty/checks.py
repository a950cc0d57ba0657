"""How a grant is looked at: the register of checks, and the ways through a grant they share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise

from ponte.fund.exports.threesixty.standard import Json

WARNING, HINT = "warning", "hint"
ORGANISATIONS = ("recipientOrganization", "fundingOrganization")
ALL_DAYS = ("awardDate", "plannedDates", "actualDates")
Places = Iterator[str]


@dataclass(frozen=True)
class Check:
    """One thing looked at in each grant: `find(grant)` gives the places in it."""

    name: str
    level: str
    says: str | Promise
    find: Callable[[Json], Places]


CHECKS: list[Check] = []
Find = Callable[[Json], Places]


def check(level: str, says: str | Promise) -> Callable[[Find], Find]:
    """Look at every grant in this way, and say this about it."""

    def add(find: Find) -> Find:
        CHECKS.append(Check(find.__name__, level, says, find))
        return find

    return add


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, text) of every text in a grant."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, f"{path}/{name}" if path else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{path}/{number}")
    elif isinstance(value, str):
        yield path, value


def organisations(grant: Json, *kinds: str) -> Iterator[tuple[str, Json]]:
    """(path, organisation)."""
    for kind in kinds or ORGANISATIONS:
        for number, row in enumerate(grant.get(kind, [])):
            yield f"{kind}/{number}", row


def days(grant: Json, *kinds: str) -> Iterator[tuple[str, str]]:
    """(path, what stands there) of the days of a grant."""
    if "awardDate" in kinds and grant.get("awardDate"):
        yield "awardDate", str(grant["awardDate"])
    for kind in ("plannedDates", "actualDates"):
        for row in grant.get(kind, [])[:1] if kind in kinds else ():
            for name in ("startDate", "endDate"):
                if row.get(name):
                    yield f"{kind}/0/{name}", str(row[name])


def day_of(text: str) -> date | None:
    """The day a text begins with, if there is such a day."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def from_today(text: str) -> timedelta | None:
    """How far away a day is; before today it is negative."""
    day = day_of(text)
    return None if day is None else day - date.today()  # noqa: DTZ011 - a file has no zone


def nowhere(_grant: Json) -> Places:
    """For a check that looks at the whole file instead."""
    yield from ()
