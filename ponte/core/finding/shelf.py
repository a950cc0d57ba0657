"""Reading an index: sets of row numbers, intersected and counted without touching the rows."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from pyroaring import BitMap

from ponte.core import versions
from ponte.core.finding.levels import EVERYBODY, Levels, at
from ponte.core.models.ordering import Ordering
from ponte.core.models.posting import Posting
from ponte.core.text import words

ASKED_TOGETHER = 10_000
_kept: dict[str, "Shelf"] = {}


@dataclass(frozen=True)
class Shelf:
    """The facets and orders of one index at one data version; each process keeps the latest of each."""

    kind: str
    version: tuple[int, datetime | None]
    facets: Mapping[str, Mapping[str, BitMap]]
    orders: Mapping[str, array]

    @classmethod
    def of(cls, kind: str, facets: Sequence[str], orders: Sequence[str]) -> "Shelf":
        """The shelf of this moment: one statement when nothing changed since, three otherwise."""
        version = versions.stamp(kind)
        kept = _kept.get(kind)
        if kept is None or kept.version != version:
            kept = _kept[kind] = cls(kind, version, read_facets(kind, facets), read_orders(kind, orders))
        return kept

    def holding(self, field: str, values: Sequence[str], levels: Levels = EVERYBODY) -> BitMap:
        """Rows that hold any of these values where these levels may find it."""
        known = [self.facets.get(at(level, field), {}) for level in levels]
        return BitMap.union(*(rows[value] for rows in known for value in values if value in rows), BitMap())

    def matching(self, text: str, levels: Levels = EVERYBODY) -> BitMap | None:
        """Rows with a word beginning like each word of `text`, at these levels; None when `text` has no word."""
        wanted = list(dict.fromkeys(words(text)))[:8]
        if not wanted:
            return None
        return BitMap.intersection(*(self._beginning_with(word.encode(), levels) for word in wanted))

    def counts(self, field: str, among: BitMap, levels: Levels = EVERYBODY) -> dict[str, int]:
        """How many of `among` hold each value, values without any left out. A row holds a value at one level."""
        counted: dict[str, int] = {}
        for level in levels:
            for value, rows in self.facets[at(level, field)].items():
                if count := among.intersection_cardinality(rows):
                    counted[value] = counted.get(value, 0) + count
        return counted

    def in_order(self, order: str, among: BitMap, *, start: int, length: int) -> list[int]:
        """A slice of `among` in the named order."""
        everything = self.orders[order]
        if len(among) == len(everything):
            return everything[start : start + length].tolist()
        chosen: list[int] = []
        for position, pk in enumerate(pk for pk in everything if pk in among):
            if position >= start + length:
                break
            if position >= start:
                chosen.append(pk)
        return chosen

    def walk(self, order: str, among: BitMap) -> Iterator[int]:
        """All of `among` in the named order, for exports."""
        return (pk for pk in self.orders[order] if pk in among)

    def _beginning_with(self, beginning: bytes, levels: Levels) -> BitMap:
        rows = Posting.objects.filter(
            Q(value__gte=beginning) & Q(value__lt=beginning + b"\xff"),
            index=self.kind,
            field__in=[at(level, "word") for level in levels],
        ).values_list("members", flat=True)
        return BitMap.union(*(BitMap.deserialize(bytes(members)) for members in rows.order_by()), BitMap())


def read_facets(kind: str, facets: Sequence[str]) -> dict[str, dict[str, BitMap]]:
    """Every value of the facets with its rows."""
    found: dict[str, dict[str, BitMap]] = {field: {} for field in facets}
    rows = Posting.objects.filter(index=kind, field__in=facets).order_by()
    for field, value, members in rows.values_list("field", "value", "members"):
        found[field][bytes(value).decode()] = BitMap.deserialize(bytes(members))
    return found


def read_orders(kind: str, orders: Sequence[str]) -> dict[str, array]:
    """Every order as an array of row numbers."""
    found = {name: array("I") for name in orders}
    for name, members in Ordering.objects.filter(index=kind).order_by("name").values_list("name", "members"):
        found[name] = array("I", bytes(members))
    return found


def holders(kind: str, field: str, values: Collection[str]) -> dict[str, BitMap]:
    """The rows that hold each of these values of a field that is no facet; values of nobody are left out."""
    found: dict[str, BitMap] = {}
    wanted = sorted(values)
    for start in range(0, len(wanted), ASKED_TOGETHER):
        some = [value.encode() for value in wanted[start : start + ASKED_TOGETHER]]
        rows = Posting.objects.filter(index=kind, field=field, value__in=some).order_by()
        for value, members in rows.values_list("value", "members"):
            found[bytes(value).decode()] = BitMap.deserialize(bytes(members))
    return found


def beginning_with(kind: str, fields: Collection[str], beginning: str) -> dict[str, BitMap]:
    """The values of these fields that begin so, with their rows."""
    first = beginning.encode()
    found: dict[str, BitMap] = {}
    rows = Posting.objects.filter(
        index=kind, field__in=fields, value__gte=first, value__lt=first + b"\xff"
    ).order_by()
    for value, members in rows.values_list("value", "members"):
        known = found.setdefault(bytes(value).decode(), BitMap())
        known |= BitMap.deserialize(bytes(members))
    return found
