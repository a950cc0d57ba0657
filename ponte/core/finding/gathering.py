"""Preparing many changes of an index outside the transaction that makes them, so that it is short.

Memory stays the same for any number of rows: what is more than some thousands waits in a nameless temporary file.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from pyroaring import BitMap

from ponte.core.finding.aside import Aside
from ponte.core.finding.points import Moves
from ponte.core.models.posting import Posting

Pair = tuple[str, str]
Some = dict[Pair, "int | BitMap"]
Rows = int | bytes | None  # one row, a serialised set of them, none
Line = tuple[Pair, Rows, Rows]
Change = tuple[Pair, BitMap, BitMap]
IN_MEMORY = 50_000
TOGETHER = 2_000
of_pair = itemgetter(0)


@dataclass
class Gathered:
    """Which rows come to and leave each value. A value of one row is kept as its number: most words are rare."""

    added: Some = field(default_factory=dict)
    removed: Some = field(default_factory=dict)
    rows: int = 0
    aside: list[Aside] = field(default_factory=list)

    def note(self, pk: int, old: set[Pair], new: set[Pair]) -> None:
        """One row that changed."""
        self.rows += 1
        for pair in new - old:
            put(self.added, pair, pk)
        for pair in old - new:
            put(self.removed, pair, pk)
        if len(self.added) + len(self.removed) > IN_MEMORY:
            self.aside.append(Aside.of(together(self.in_memory())))
            self.added, self.removed = {}, {}

    def in_memory(self) -> Iterator[Line]:
        """What was not laid aside, in order."""
        for pair in sorted({*self.added, *self.removed}):
            yield pair, as_rows(self.added.get(pair)), as_rows(self.removed.get(pair))

    def lines(self) -> Iterator[Change]:
        """Every value concerned, in one order for all writers, with the rows that come to it and those that leave."""
        parts = [(line for some in part for line in some) for part in self.aside]
        for pair, lines in groupby(merge(*parts, self.in_memory(), key=of_pair), key=of_pair):
            added, removed = BitMap(), BitMap()
            for _pair, come, gone in lines:
                add(added, come)
                add(removed, gone)
            yield pair, added, removed


@dataclass(frozen=True)
class Prepared:
    """The lines of the index as they will be, if nobody else writes it until then; `number` is its data version.

    label    the generation they are for; is_next: nobody reads it yet
    new      (index, field, value, members), some together
    changed  (members, key), some together
    moves    {field: rows that come to points and leave them}
    """

    label: str
    number: int
    is_next: bool = False
    new: Aside = field(default_factory=Aside)
    changed: Aside = field(default_factory=Aside)
    gone: list[int] = field(default_factory=list)
    gone_words: set[str] = field(default_factory=set)
    moves: dict[str, Moves] = field(default_factory=dict)

    def apart_from_points(self, lines: Iterable[Change], fields: Collection[str]) -> Iterator[Change]:
        """The lines that are postings; those of points are noted as moves."""
        for pair, come, gone in lines:
            if pair[0] in fields:
                self.moves.setdefault(pair[0], Moves()).note(pair[1], come, gone)
            else:
                yield pair, come, gone


def put(some: Some, pair: Pair, pk: int) -> None:
    """Add one row to a value."""
    there = some.get(pair)
    if there is None:
        some[pair] = pk
    elif isinstance(there, BitMap):
        there.add(pk)
    else:
        some[pair] = BitMap((there, pk))


def as_rows(value: "int | BitMap | None") -> Rows:
    """As it is laid aside."""
    return value.serialize() if isinstance(value, BitMap) else value


def add(members: BitMap, rows: Rows) -> None:
    """Add rows that were laid aside."""
    if isinstance(rows, bytes):
        members.update(BitMap.deserialize(rows))
    elif rows is not None:
        members.add(rows)


def together(some: Iterable[Any]) -> Iterator[list[Any]]:
    """Some thousands at a time."""
    waiting = iter(some)
    while few := list(islice(waiting, TOGETHER)):
        yield few


def known_lines(label: str, some: Sequence[Pair]) -> Iterator[tuple[Pair, int, bytes]]:
    """The stored lines of these values: (value, key, members)."""
    wanted: dict[str, list[bytes]] = {}
    for name, value in some:
        wanted.setdefault(name, []).append(value.encode())
    for name, values in wanted.items():
        rows = Posting.objects.filter(index=label, field=name, value__in=values).order_by()
        for pk, found, members in rows.values_list("pk", "value", "members"):
            yield (name, bytes(found).decode()), pk, bytes(members)
