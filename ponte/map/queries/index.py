"""Under which keys an organisation is found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from ponte.core import places
from ponte.core.finding import (
    ALSO,
    LONGEST_VALUE,
    NAME,
    OPEN,
    SAID,
    TEXT,
    Index,
    Keys,
    at,
    point_key,
    words_of,
)
from ponte.core.models import Wording
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import UNLISTED, PlaceRole, State, Visibility
from ponte.map.queries.kin import kin_of
from ponte.map.queries.record import Record, record_of, whole
from ponte.map.queries.sight import LEVELS, Settings, level_of, level_of_row
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
DESCRIPTION = "description"
TEXTS = ("communities", "services", "skills", "spaces", "local_partners", "grants_managed")
# How much a record tells whoever sees it; among equals the fuller one stands first.
FILLED, FULL, HALF = "filled", "full", "half"
TELLING = ("sectors", "languages", "places", "names", "communities", "services", "founded_year", "legal_form")


def with_a_page() -> "QuerySet[Organisation]":
    """The records that can be found at all: one that was joined with another is found as that one."""
    return Organisation.objects.exclude(state=State.MERGED)


def keys_of_rows(rows: "QuerySet[Organisation]") -> Iterator[tuple[int, Keys]]:
    """(number, keys) of some records, for building the index anew."""
    found = list(whole(rows))
    texts = texts_said(row.pk for row in found)
    for row in found:
        keys = {field: set(values) for field, values in keys_of(record_of(row), row.state).items()}
        for field, values in said_keys(texts.get(row.pk, ()), row.shown_to).items():
            keys[field] = set(values)
        if row.is_stale:
            keys["state"] |= set(STALE_KEYS["state"])
        yield row.pk, keys


organisations = Index(
    "map.organisation",
    with_a_page,
    facets=(*FACETS, "seen_by", FILLED),
    orders=ORDERS,
    levels=[level for level in LEVELS if level != Visibility.PUBLIC],
    points="point",
    keys_of_rows=keys_of_rows,
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
        FILLED: filled(record),
        NAME: words_of([record["name"]]),
        kept_at(level_of("sectors", settings), "sector"): set(record["sectors"]),
        kept_at(level_of("languages", settings), "language"): set(record["languages"]),
    }
    for place, texts_by_level in ((ALSO, other_names(record)), (TEXT, texts(record))):
        for level, some in texts_by_level.items():
            keys.setdefault(kept_at(level, place), set()).update(words_of(some))
    if state != State.MERGED:
        keys["kin"] = kin_of(record)
    for row in record["places"]:
        facet = BY_ROLE[PlaceRole(row["role"])]
        keys.setdefault(kept_at(level_of("places", settings), facet), set()).update(
            {row["area"], *places.containing(row["area"])}
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


def other_names(record: Record) -> Mapping[str, list[str]]:
    """{level: texts} besides the name by which a record is found: other names, numbers in registers."""
    settings = record["shown_to"]
    found = {level_of("names", settings): [name["text"] for name in record["names"]]}
    for row in record["identifiers"]:
        found.setdefault(level_of_row("identifiers", row["is_public"], settings), []).append(row["value"])
    return found


def texts(record: Record) -> Mapping[str, list[str]]:
    """{level: texts} that are written of it: whom it serves and with what, notes, towns as far as others see them."""
    settings, found = record["shown_to"], dict[str, list[str]]()
    for name in TEXTS:
        if record[name]:
            found.setdefault(level_of(name, settings), []).append(record[name])
    if record["notes"]:
        found.setdefault(level_of("notes", settings), []).extend(row["text"] for row in record["notes"])
    for row in record["places"]:
        if row["locality"]:
            shown = coarsened(row, record["places_shown"])["locality"]
            found.setdefault(level_of("places", settings), []).append(shown)
            if shown != row["locality"]:
                found.setdefault(Visibility.OFFICE.value, []).append(row["locality"])
    return found


def filled(record: Record) -> set[str]:
    """How much of it everybody sees."""
    settings = record["shown_to"]
    told = sum(bool(record[name]) and level_of(name, settings) == Visibility.PUBLIC for name in TELLING)
    told += any(row["is_public"] for row in record["contacts"])
    return {FULL} if told > 5 else {HALF} if told > 3 else set()


def texts_said(keys: Iterable[int]) -> Mapping[int, list[str]]:
    """{number: texts} of what records say of themselves, in every language, drafts apart."""
    rows = Wording.objects.filter(kind="map.organisation", subject_id__in=list(keys), field=DESCRIPTION)
    found: dict[int, list[str]] = {}
    for pk, text in rows.exclude(state=Wording.State.DRAFT).order_by("pk").values_list("subject_id", "text"):
        found.setdefault(pk, []).append(text)
    return found


def whole_keys_of(organisation: Organisation) -> Keys:
    """Everything under which one is found now, what it says of itself included."""
    return {**keys_of(record_of(organisation), organisation.state), **said_of(organisation)}


def said_of(organisation: Organisation) -> Keys:
    """The keys of what an organisation says of itself, which is no part of the record."""
    return said_keys(texts_said([organisation.pk]).get(organisation.pk, ()), organisation.shown_to)


def said_keys(some: Iterable[str], settings: Settings) -> Keys:
    """The same of texts, where these settings let them be found."""
    return {kept_at(level_of(DESCRIPTION, settings), SAID): words_of(some)}
