"""Organisations a person may see, one by one and as a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from pyroaring import BitMap

from ponte.core.finding import OPEN, Shelf, around, at, holders
from ponte.core.models import Wording
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import UNLISTED, Visibility
from ponte.map.queries.index import FACETS, STANDS_AT, organisations, spot_levels
from ponte.map.queries.sight import Sight, seen, sight_of

PAGE_LENGTH = 25
DESCRIPTION = "description"
DISTANCE = "distance"
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
    sort: str = "name"
    page: int = 1
    place: str = ""
    near: Near | None = None

    @property
    def usual_sort(self) -> str:
        """The order when nobody chose one: around a place the nearest first."""
        return DISTANCE if self.near else "name"


@dataclass(frozen=True)
class Found:
    """The answer to a search: for whom, which rows, how many, and what each further choice would leave."""

    sight: Sight
    shelf: Shelf
    rows: BitMap
    counts: Mapping[str, Mapping[str, int]]
    distances: Mapping[int, float] = field(default_factory=dict)

    @property
    def levels(self) -> list[str]:
        """The levels of the index that the reader may find."""
        return [OPEN if level == Visibility.PUBLIC else level for level in self.sight.levels]

    @property
    def total(self) -> int:
        """How many there are on all pages."""
        return len(self.rows)

    def page(self, search: Search) -> list[Organisation]:
        """One page of rows in order, in a fixed number of queries."""
        start = (search.page - 1) * PAGE_LENGTH
        if search.sort == DISTANCE:
            keys = list(islice(self.walk(search.sort), start, start + PAGE_LENGTH))
        else:
            keys = self.shelf.in_order(search.sort, self.rows, start=start, length=PAGE_LENGTH)
        return in_this_order(keys, self.sight)

    def walk(self, sort: str) -> Iterator[int]:
        """All rows in order, for exports."""
        if sort != DISTANCE:
            return self.shelf.walk(sort, self.rows)
        return iter(sorted(self.shelf.walk("name", self.rows), key=self.distances.__getitem__))


def find(search: Search, person: Any) -> Found:
    """Apply text and filters; a facet is counted as if nothing in it were chosen, so that choices widen."""
    shelf, sight = organisations.shelf(), sight_of(person)
    levels = [OPEN if level == Visibility.PUBLIC else level for level in sight.levels]
    base = shelf.holding("seen_by", sight.levels)
    matching = shelf.matching(search.text, levels)
    if matching is not None:
        base = base & matching
    distances = distances_from(search.near, sight)
    if search.near:
        base = base & BitMap(distances)
    sets = {name: shelf.holding(name, values, levels) for name, values in search.chosen.items() if values}
    if towns := search.chosen.get(STANDS_AT):
        sets[STANDS_AT] = standing_at(towns, sight)
    counts = {name: shelf.counts(name, intersect(base, sets, but=name), levels) for name in FACETS}
    return Found(sight, shelf, intersect(base, sets), counts, distances)


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


def in_this_order(keys: Sequence[int], sight: Sight, *also: str) -> list[Organisation]:
    """These organisations with names and places, in the order asked for, as far as somebody sees them."""
    scope = Organisation.objects.filter(pk__in=keys).prefetch_related("names", "places", *also)
    rows = (scope if also else scope.only(*SHOWN_IN_LISTS)).order_by("pk").in_bulk()
    return [seen(rows[key], sight) for key in keys if key in rows]
