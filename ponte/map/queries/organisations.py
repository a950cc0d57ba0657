"""Organisations a person may see, one by one and as a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, islice
from typing import Any

from django.db.models import Q, QuerySet
from pyroaring import BitMap
from rapidfuzz.fuzz import partial_ratio

from ponte.core.finding import OPEN, Answer, Shelf, around, at, divided, holders
from ponte.core.models import Wording
from ponte.core.text import fold
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import UNLISTED, State, Visibility
from ponte.map.queries.index import (
    DESCRIPTION,
    FACETS,
    FILLED,
    FULL,
    HALF,
    STALE,
    STANDS_AT,
    TEXTS,
    organisations,
    spot_levels,
)
from ponte.map.queries.record import PARTS
from ponte.map.queries.sight import Sight, holding, seen, sight_of
from ponte.map.queries.synonyms import thesaurus

PAGE_LENGTH = 25
BEST, BY_NAME, DISTANCE = "best", "name", "distance"
FEW = 200  # rows that are put in order by looking at their names
SHOWN_IN_LISTS = (
    *("reference", "name", "name_language", "kind", "sectors", "state"),
    *("verified_at", "confirmed_at", "changed_at"),
    *("visibility", "shown_to", "places_shown", "declared_by_itself_at", "changed_since_check_at"),
)


def organisations_visible_to(person: Any) -> "QuerySet[Organisation]":
    """The scope of every page about one organisation: a stranger gets 404."""
    sight = sight_of(person)
    if sight.sees_all:
        return Organisation.objects.all()
    own = Q(pk__in=list(membership_roles(person)))
    return Organisation.objects.filter(own | ~Q(state__in=UNLISTED) & Q(visibility__in=sight.levels))


@dataclass(frozen=True)
class Near:
    """Around a point: degrees, kilometres, and what people call the point, if it has a name."""

    latitude: float
    longitude: float
    radius: int
    name: str = ""

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude


@dataclass(frozen=True)
class Search:
    """What a visitor asked for; every part may be empty. `place` is what they wrote into the field of `near`."""

    text: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = ""  # as asked for; see `order`
    page: int = 1
    place: str = ""
    near: Near | None = None

    @property
    def usual_sort(self) -> str:
        """The order when nobody chose one: around a place the nearest first, by words the best match."""
        return DISTANCE if self.near else BEST if self.text else BY_NAME

    @property
    def order(self) -> str:
        """The order of the rows, chosen or usual."""
        return self.sort or self.usual_sort


@dataclass(frozen=True)
class Found:
    """The answer to a search: for whom, which rows, and what each further choice would leave.

    `answer` says how the text was understood; None when nothing was typed.
    """

    sight: Sight
    shelf: Shelf
    base: BitMap  # what the text finds
    sets: Mapping[str, BitMap]  # what each chosen filter leaves
    answer: Answer | None = None
    text: str = ""
    distances: Mapping[int, float] = field(default_factory=dict)

    @property
    def levels(self) -> list[str]:
        """The levels of the index that the reader may find."""
        return levels_of(self.sight)

    @cached_property
    def rows(self) -> BitMap:
        """The rows that are left."""
        return intersect(self.base, self.sets)

    @cached_property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Of each filter: how many each choice would show. As if nothing in it were chosen, so that choices widen."""
        return {
            name: self.shelf.counts(name, intersect(self.base, self.sets, but=name), self.levels)
            for name in FACETS
        }

    @property
    def total(self) -> int:
        """How many there are on all pages."""
        return len(self.rows)

    def among(self, rows: BitMap) -> "Found":
        """Those of them that are among these rows."""
        return replace(self, sets={**self.sets, "among": rows})

    def page(self, search: Search) -> list[Organisation]:
        """One page of rows in order, in a fixed number of queries."""
        keys = self.numbers(search.order, start=(search.page - 1) * PAGE_LENGTH, length=PAGE_LENGTH)
        return in_this_order(keys, self.sight, columns=TEXTS if self.answer is not None else ())

    def numbers(self, order: str, *, start: int, length: int) -> list[int]:
        """A slice of the rows in an order."""
        if order == BEST and self.answer is not None:
            return list(self.best_first(start, start + length))
        if order == DISTANCE:
            return list(islice(self.walk(order), start, start + length))
        return self.shelf.in_order(plain(order), self.rows, start=start, length=length)

    def walk(self, order: str) -> Iterator[int]:
        """All rows in an order, for exports."""
        if order == BEST and self.answer is not None:
            return self.best_first(0)
        if order == DISTANCE:
            return iter(sorted(self.shelf.walk(BY_NAME, self.rows), key=self.distances.__getitem__))
        return self.shelf.walk(plain(order), self.rows)

    def best_first(self, start: int, end: int | None = None) -> Iterator[int]:
        """The numbers of the rows, the best match first, from one place to another."""
        assert self.answer is not None
        wanted, place = [], 0
        for tier in self.answer.tiers:
            rows = tier & self.rows
            if rows and place + len(rows) > start and (end is None or place < end):
                wanted.append((place, rows))
            place += len(rows)
        names = self.names_of(wanted)
        for first, rows in wanted:
            until = None if end is None else end - first
            yield from islice(self.in_tier(rows, names), max(0, start - first), until)

    def names_of(self, tiers: Sequence[tuple[int, BitMap]]) -> dict[int, str]:
        """The names of the rows of small tiers; of large ones, of those that are called exactly what was typed."""
        few = BitMap.union(BitMap(), *(rows for _first, rows in tiers if len(rows) <= FEW))
        which = Q(pk__in=list(few))
        if any(len(rows) > FEW for _first, rows in tiers):
            which |= Q(sort_name=fold(self.text)[:300])
        return dict(Organisation._base_manager.filter(which).order_by().values_list("pk", "sort_name"))

    def in_tier(self, rows: BitMap, names: Mapping[int, str]) -> Iterator[int]:
        """Equals: few by how near the name is to what was typed, many by how sure and how full the record is."""
        preferred = list(divided([rows], self.preferred()))
        if len(rows) > FEW:
            same = BitMap(names) & rows
            return chain(
                reversed(same), (pk for some in preferred for pk in reversed(some) if pk not in same)
            )
        place = {pk: number for number, some in enumerate(preferred) for pk in some}
        typed, known = fold(self.text), [(pk, names.get(pk, "")) for pk in rows]
        return iter(
            [pk for *_key, pk in sorted((*nearness(typed, name), place[pk], name, pk) for pk, name in known)]
        )

    def preferred(self) -> list[BitMap]:
        """Which stand first among equals: verified and full ones, then verified, checked, full ones, fresh ones."""
        states, filled = self.shelf.facets["state"], self.shelf.facets[FILLED]
        nothing = BitMap()
        fresh = self.rows - states.get(STALE, nothing) - states.get(State.DISSOLVED, nothing)
        sure = [fresh & states.get(state, nothing) for state in (State.VERIFIED, State.CHECKED)]
        full, half = filled.get(FULL, nothing), filled.get(HALF, nothing)
        return [sure[0] & full, sure[0], sure[1], fresh & full, fresh & half, fresh]


def plain(order: str) -> str:
    """An order that needs no text."""
    return BY_NAME if order == BEST else order


def nearness(typed: str, name: str) -> tuple[int, float, int]:
    """How near a name is to what was typed: the same, begins so, has it, is spelled like it; and what else it says."""
    length = len(name.split())
    if name == typed:
        return 0, 0, length
    if typed in name:
        return (1 if name.startswith(typed) else 2), 0, length
    return 3, -partial_ratio(typed, name), length


def find(search: Search, person: Any) -> Found:
    """Apply text and filters."""
    shelf, sight = organisations.shelf(), sight_of(person)
    levels = levels_of(sight)
    base = shelf.holding("seen_by", sight.levels)
    answer = shelf.ask(search.text, base, levels, thesaurus(shelf)) if search.text else None
    if answer is not None:
        base = answer.rows
    distances = distances_from(search.near, sight)
    if search.near:
        base = base & BitMap(distances)
    sets = {name: shelf.holding(name, values, levels) for name, values in search.chosen.items() if values}
    if towns := search.chosen.get(STANDS_AT):
        sets[STANDS_AT] = standing_at(towns, sight)
    return Found(sight, shelf, base, sets, answer, search.text, distances)


def distances_from(near: Near | None, sight: Sight) -> dict[int, float]:
    """How far from a point rows stand, those near it: kilometres, as far as the reader may know where they are."""
    if near is None:
        return {}
    return around(organisations.standing(spot_levels(sight.levels)), near.point, near.radius)


def standing_at(towns: Sequence[str], sight: Sight) -> BitMap:
    """Rows in any of these towns."""
    fields = [at(level, STANDS_AT) for level in spot_levels(sight.levels)]
    found = [holders(organisations.kind, name, towns) for name in fields]
    return BitMap.union(*(rows for known in found for rows in known.values()), BitMap())


def levels_of(sight: Sight) -> list[str]:
    """The levels of the index at which somebody finds."""
    return [OPEN if level == Visibility.PUBLIC else level for level in sight.levels]


def descriptions_of(organisation: Organisation) -> dict[str, str]:
    """{language: text} of what it says of itself."""
    rows = Wording.objects.filter(kind="map.organisation", subject_id=organisation.pk, field=DESCRIPTION)
    return dict(rows.order_by("pk").values_list("language", "text"))


def intersect(base: BitMap, sets: Mapping[str, BitMap], *, but: str = "") -> BitMap:
    """`base` narrowed by every set except one."""
    for name, rows in sets.items():
        if name != but:
            base = base & rows
    return base


def in_this_order(
    keys: Sequence[int], sight: Sight, *also: str, columns: Sequence[str] = ()
) -> list[Organisation]:
    """These organisations with names and places, in the order asked for, as far as somebody sees them."""
    scope = Organisation.objects.filter(pk__in=keys)
    rows = (scope if also else scope.only(*SHOWN_IN_LISTS, *columns)).order_by("pk").in_bulk()
    for part in dict.fromkeys(("names", "places", *also)):
        fetch(part, rows)
    return [seen(rows[key], sight) for key in keys if key in rows]


def fetch(part: str, rows: Mapping[int, Organisation]) -> None:
    """One part of many records. `prefetch_related` makes managers and queries for each part of each row to do so,
    which was a fifth of a page."""
    model, found = PARTS[part][0], {pk: list[Any]() for pk in rows}
    for row in model._default_manager.filter(organisation_id__in=list(rows)):
        owner = row.organisation_id  # type: ignore[attr-defined]
        row._state.fields_cache["organisation"] = rows[owner]
        found[owner].append(row)
    for pk, some in found.items():
        known = rows[pk].__dict__.setdefault("_prefetched_objects_cache", {})
        known[part] = holding(model, some)
