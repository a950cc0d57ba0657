"""The words that mean the same: those that come with Ponte, as the office has changed them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ponte.core.finding import Shelf, Thesaurus
from ponte.map.models import SynonymGroup

Phrases = tuple[str, ...]
_kept: dict[str, tuple[Any, Thesaurus]] = {}


@dataclass(frozen=True)
class Group:
    """One group as the office sees it. `is_delivered`: Ponte brings it along; `is_changed`: not as it came."""

    key: str
    phrases: Phrases
    is_delivered: bool
    is_changed: bool


@cache
def delivered() -> Mapping[str, Phrases]:
    """What comes with Ponte."""
    with (Path(__file__).parent / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: tuple(row["phrases"].split("|")) for row in csv.DictReader(file)}


def own() -> dict[str, Phrases]:
    """What the office changed and added."""
    rows = SynonymGroup.objects.order_by("key").values_list("key", "phrases")
    return {key: tuple(phrases.splitlines()) for key, phrases in rows}


def groups() -> list[Group]:
    """All of them, those switched off too, by their first word."""
    changed = own()
    keys = dict.fromkeys([*delivered(), *changed])
    found = [
        Group(key, changed.get(key, delivered().get(key, ())), key in delivered(), key in changed)
        for key in keys
    ]
    return sorted(found, key=lambda group: ((group.phrases or (group.key,))[0].casefold(), group.key))


def thesaurus(shelf: Shelf) -> Thesaurus:
    """For a search; a change of the words is a change of the data version, so that it is noticed at once."""
    kept = _kept.get("map")
    if kept is None or kept[0] != shelf.version:
        kept = _kept["map"] = shelf.version, made_of(tuple(sorted(own().items())))
    return kept[1]


@lru_cache(maxsize=2)
def made_of(changed: Sequence[tuple[str, Phrases]]) -> Thesaurus:
    """The thesaurus with these changes."""
    return Thesaurus.of(({**delivered(), **dict(changed)}).values())
