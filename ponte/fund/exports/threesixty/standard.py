"""The standard as it lies here: its schema, its lists of codes, the registers that org-id.guide knows."""

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERSION = "1.4"
PREFIX = "360G-"  # before what a publisher numbers itself
Json = dict[str, Any]
_PACKAGE_NAMES_IT = (
    "https://raw.githubusercontent.com/ThreeSixtyGiving/standard/1.4.2/schema/360-giving-schema.json"
)


@cache
def schema(name: str) -> Json:
    """A schema file by its short name: "360-giving" for a grant, "360-giving-package" for a file of grants."""
    found: Json = json.loads((HERE / f"{name}-schema.json").read_text(encoding="utf-8"))
    return found


@cache
def codes(codelist: str) -> frozenset[str]:
    """The codes of a closed list, by the name the schema has for it; none when it does not lie here."""
    path = HERE / "codelists" / codelist
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["Code"] for row in csv.DictReader(lines))


@cache
def known_register() -> re.Pattern[str]:
    """What a number of a register begins with, in any case of letters; a publisher's own numbers count too."""
    prefixes = (HERE / "org-id-prefixes.txt").read_text(encoding="utf-8").split()
    return re.compile("|".join(map(re.escape, ["360G", *prefixes])), re.IGNORECASE)


@cache
def country_codes() -> frozenset[str]:
    """Countries as a location may name them."""
    return frozenset(schema("360-giving")["$defs"]["Location"]["properties"]["countryCode"]["enum"])


@cache
def validator() -> Any:
    """The schema with what the official checker does on top: identifiers are unique, dates and addresses are real."""
    from jsonschema import Draft202012Validator, FormatChecker  # slow, and only checking needs it
    from jsonschema.validators import extend
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    kinds = extend(Draft202012Validator, {"uniqueItems": same_identifiers, "required": missing})
    grant = DRAFT202012.create_resource(schema("360-giving"))
    registry = Registry().with_resources([(_PACKAGE_NAMES_IT, grant), (grant.contents["$id"], grant)])
    return kinds(
        schema("360-giving-package"),
        registry=registry,
        format_checker=FormatChecker(["date-time", "uri"]),
    )


def same_identifiers(_validator: Any, wanted: bool, rows: Any, _schema: Any) -> Iterator[Any]:
    """What occurs twice: by its identifier, or whole when it has none. In one pass, where the library takes n²."""
    from jsonschema.exceptions import ValidationError  # as above

    seen, told = set(), set()
    for row in rows if wanted and isinstance(rows, list) else ():
        key = row.get("id") if isinstance(row, dict) else None
        key = key if isinstance(key, str) else json.dumps(row, sort_keys=True, default=str)
        if key in seen and key not in told:
            told.add(key)
            yield ValidationError(key[:100])
        seen.add(key)


def missing(_validator: Any, names: Any, thing: Any, _schema: Any) -> Iterator[Any]:
    """One finding for each field that is not there; its message is the name of the field."""
    from jsonschema.exceptions import ValidationError  # as above

    for name in names if isinstance(thing, dict) else ():
        if name not in thing:
            yield ValidationError(name)
