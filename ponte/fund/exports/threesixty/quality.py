"""What is right by the schema and still doubtful, or worth less than it could be: warnings and hints."""

from collections import defaultdict
from typing import Any

from ponte.fund.exports.threesixty import doubtful, wishes  # noqa: F401 - both add their checks
from ponte.fund.exports.threesixty.checks import CHECKS, ORGANISATIONS, Check

LISTS = ("plannedDates", "actualDates", "beneficiaryLocation", "grantProgramme", *ORGANISATIONS)
Found = list[tuple[Check, list[str]]]


def look(package: Any) -> Found:
    """Each check that found something, with where. A grant whose shape is broken is for the schema to tell."""
    grants = package.get("grants") if isinstance(package, dict) else None
    found: dict[str, list[str]] = defaultdict(list)
    whole = [row for row in enumerate(grants) if is_whole(row[1])] if isinstance(grants, list) else []
    for number, grant in whole:
        for one in CHECKS:
            found[one.name] += [f"grants/{number}/{place}" for place in one.find(grant)]
    return [(one, found[one.name]) for one in CHECKS if found[one.name]] + doubtful.funders(whole)


def is_whole(grant: Any) -> bool:
    """The parts are what they should be, so that the checks need not ask."""
    if not isinstance(grant, dict):
        return False
    return all(
        isinstance(grant.get(name, []), list) and all(isinstance(row, dict) for row in grant.get(name, []))
        for name in LISTS
    )
