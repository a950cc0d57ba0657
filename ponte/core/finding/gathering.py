"""Preparing many changes of an index outside the transaction that makes them, so that it is short."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyroaring import BitMap

from ponte.core.models.posting import Posting

Pair = tuple[str, str]
Some = dict[Pair, "int | BitMap"]


@dataclass
class Gathered:
    """Which rows come to and leave each value. A value of one row is kept as its number: most words are rare."""

    added: Some = field(default_factory=dict)
    removed: Some = field(default_factory=dict)
    rows: int = 0

    def note(self, pk: int, old: set[Pair], new: set[Pair]) -> None:
        """One row that changed."""
        self.rows += 1
        for pair in new - old:
            put(self.added, pair, pk)
        for pair in old - new:
            put(self.removed, pair, pk)

    def pairs(self) -> list[Pair]:
        """Every value concerned, in one order for all writers."""
        return sorted({*self.added, *self.removed})

    def merged(self, pair: Pair, known: bytes) -> BitMap:
        """The rows of a value after the changes."""
        members = BitMap.deserialize(known) if known else BitMap()
        return (members | as_map(self.added.get(pair))) - as_map(self.removed.get(pair))


@dataclass(frozen=True)
class Prepared:
    """The lines of the index as they will be, if nobody else writes it until then; `number` is its data version."""

    number: int
    new: list[tuple[str, str, bytes, bytes]]
    changed: list[tuple[bytes, int]]
    gone: list[int]


def put(some: Some, pair: Pair, pk: int) -> None:
    """Add one row to a value."""
    there = some.get(pair)
    if there is None:
        some[pair] = pk
    elif isinstance(there, BitMap):
        there.add(pk)
    else:
        some[pair] = BitMap((there, pk))


def as_map(value: "int | BitMap | None") -> BitMap:
    """As a set, whichever way it was kept."""
    if isinstance(value, BitMap):
        return value
    return BitMap() if value is None else BitMap((value,))


def known_lines(kind: str, some: Iterable[Pair]) -> Iterator[tuple[Pair, int, bytes]]:
    """The stored lines of these values: (value, key, members)."""
    wanted: dict[str, list[bytes]] = {}
    for name, value in some:
        wanted.setdefault(name, []).append(value.encode())
    for name, values in wanted.items():
        rows = Posting.objects.filter(index=kind, field=name, value__in=values).order_by()
        for pk, found, members in rows.values_list("pk", "value", "members"):
            yield (name, bytes(found).decode()), pk, bytes(members)
