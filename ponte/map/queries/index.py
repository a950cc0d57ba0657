"""Under which keys an organisation is found."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from ponte.core import places
from ponte.core.finding import LONGEST_VALUE, OPEN, Index, Keys, at, point_key, words_of
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import UNLISTED, PlaceRole, State, Visibility
from ponte.map.queries.kin import kin_of
from ponte.map.queries.record import Record
from ponte.map.queries.sight import LEVELS, level_of, level_of_row
from ponte.map.queries.whereabouts import coarsened

STANDS_IN, STANDS_AT = "area", "town"  # the country and the town where a record stands on the map
FACETS = (
    "kind",
    "country_of_origin",
    "country_of_residence",
    "active_in",
    "sector",
    "language",
    "state",
    STANDS_IN,
)
ORDERS = {"name": ("sort_name", "pk"), "changed": ("-changed_at", "-pk")}
BY_ROLE = {
    PlaceRole.ORIGIN: "country_of_origin",
    PlaceRole.RESIDENCE: "country_of_residence",
    PlaceRole.ACTIVITY: "active_in",
}


def with_a_page() -> "QuerySet[Organisation]":
    """The records that can be found at all: one that was joined with another is found as that one."""
    return Organisation.objects.exclude(state=State.MERGED)


organisations = Index(
    "map.organisation",
    with_a_page,
    facets=(*FACETS, "seen_by"),
    orders=ORDERS,
    levels=[level for level in LEVELS if level != Visibility.PUBLIC],
    points="point",
)
# Found besides its state once a year has gone by; the hourly chore keeps it, since time passes without any edit.
STALE = "stale"
STALE_KEYS: Keys = {"state": [STALE]}


def kept_at(level: str, field: str) -> str:
    """The name of a field in the index, for values that only a level may see."""
    return at(OPEN if level == Visibility.PUBLIC else level, field)


def keys_of(record: Record, state: str) -> Keys:
    """Every (field, values) of a record. A country is found under its regions too: Senegal under Africa.

    What a field's level hides is kept under a name of its own (`country_of_origin:office`), where a search of
    others does not look. People of the body find their record by what others may see of it, too.
    """
    settings = record["shown_to"]
    keys: dict[str, set[str]] = {
        "seen_by": {Visibility.OFFICE.value if state in UNLISTED else record["visibility"]},
        "kind": {record["kind"]},
        "state": {state},
        "word": words_of([record["name"]]),
        kept_at(level_of("sectors", settings), "sector"): set(record["sectors"]),
        kept_at(level_of("languages", settings), "language"): set(record["languages"]),
    }
    for level, texts in further_texts(record).items():
        keys.setdefault(kept_at(level, "word"), set()).update(words_of(texts))
    if state != State.MERGED:
        keys["kin"] = kin_of(record)
    for place in record["places"]:
        facet = BY_ROLE[PlaceRole(place["role"])]
        keys.setdefault(kept_at(level_of("places", settings), facet), set()).update(
            {place["area"], *places.containing(place["area"])}
        )
    for name, values in standing(record).items():
        keys.setdefault(name, set()).update(values)
    return keys


def standing(record: Record) -> Mapping[str, set[str]]:
    """Where a record stands on the map: for the office exactly, for others as exactly as the body wants.

    It stands where it is based; one of which that is not known, or not in which country, where it acts. Roots are
    never taken for where people live.
    """
    by_role = {role: [row for row in record["places"] if row["role"] == role] for role in PlaceRole.values}
    here = by_role[PlaceRole.RESIDENCE] or by_role[PlaceRole.ACTIVITY]
    if not here:
        return {}
    level = level_of("places", record["shown_to"])
    keys = {kept_at(level, STANDS_IN): {row["area"] for row in here}}
    if level != Visibility.OFFICE:
        keys |= spots([coarsened(row, record["places_shown"]) for row in here], level)
    return keys | spots(here, Visibility.OFFICE)


def spots(rows: Sequence[Mapping[str, Any]], level: str) -> dict[str, set[str]]:
    """Towns and points under the names of their level."""
    points = {point_key(row["latitude"], row["longitude"]) for row in rows if row["latitude"] is not None}
    return {kept_at(level, STANDS_AT): {town_value(row) for row in rows}, kept_at(level, "point"): points}


def town_value(row: Mapping[str, Any]) -> str:
    """A town in its country; the country alone when no town is known."""
    return f"{row['area']} {row['locality']}".strip()[:LONGEST_VALUE]


def spot_levels(levels: Sequence[str]) -> list[str]:
    """Which levels of towns and points to look in: the office has all of them exactly, under its own."""
    if Visibility.OFFICE in levels:
        return [Visibility.OFFICE.value]
    return [OPEN if level == Visibility.PUBLIC else level for level in levels]


def further_texts(record: Record) -> Mapping[str, list[str]]:
    """{level: texts} besides the name by which a record is found: other names, numbers in registers."""
    settings = record["shown_to"]
    texts = {level_of("names", settings): [name["text"] for name in record["names"]]}
    for row in record["identifiers"]:
        texts.setdefault(level_of_row("identifiers", row["is_public"], settings), []).append(row["value"])
    return texts
