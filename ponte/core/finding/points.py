"""Points of the rows of an index: packed arrays in the order of the curve, one for each level.

An index tells a point like any other value, `point: {"1f3a..."}`; here it is kept so that a process reads all of
them in a millisecond and finds those of a square by halving.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from pyroaring import BitMap

from ponte.core import versions
from ponte.core.finding.curve import BITS, code_at
from ponte.core.models.point_array import PointArray

MOST_KEPT = 5_000  # squares: some megabytes
_kept: dict[tuple[str, str], tuple[tuple[int, datetime | None], "Points"]] = {}


def point_key(latitude: float, longitude: float) -> str:
    """A point as a value of an index."""
    return f"{code_at(latitude, longitude):013x}"


@dataclass(frozen=True)
class Points:
    """Where rows stand: `codes` on the curve in order, and the row at each. A row may stand at several points."""

    codes: array
    keys: array
    kept: dict[tuple[int, int], BitMap] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def read(cls, packed: bytes) -> "Points":
        """From bytes."""
        length = len(packed) // 12
        return cls(array("Q", packed[: 8 * length]), array("I", packed[8 * length :]))

    def pack(self) -> bytes:
        """As bytes."""
        return self.codes.tobytes() + self.keys.tobytes()

    @cached_property
    def rows(self) -> BitMap:
        """Every row that stands somewhere."""
        return BitMap(self.keys)

    def at(self, code: int) -> BitMap:
        """The rows at one point."""
        return BitMap(self.keys[bisect_left(self.codes, code) : bisect_right(self.codes, code)])

    def squares(self, halvings: int, box: "Box") -> Iterator[tuple[int, int, int, int]]:
        """The squares with points after so many halvings that touch a box: (x, y, first, behind the last)."""
        todo = [(0, 0, 0, 0, len(self.codes))]
        while todo:
            x, y, depth, first, last = todo.pop()
            if first == last or not box.meets(x, y, BITS - depth):
                continue
            if depth == halvings:
                yield x, y, first, last
                continue
            shift = 2 * (BITS - depth - 1)
            code = self.codes[first] >> shift + 2 << 2
            starts = [bisect_left(self.codes, (code | part) << shift, first, last) for part in (1, 2, 3)]
            ends = [first, *starts, last]
            todo += [
                (x << 1 | part & 1, y << 1 | part >> 1, depth + 1, ends[part], ends[part + 1])
                for part in range(4)
            ]

    def rows_between(self, first: int, last: int) -> BitMap:
        """The rows of a stretch. The same squares are asked for again and again, so their rows are kept."""
        known = self.kept.get((first, last))
        if known is None:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            known = self.kept[first, last] = BitMap(self.keys[first:last])
        return known

    def places(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Each point of a stretch once: (code, first, behind the last)."""
        while first < last:
            code = self.codes[first]
            behind = bisect_right(self.codes, code, first, last)
            yield code, first, behind
            first = behind


@dataclass(frozen=True)
class Box:
    """Columns and rows of the smallest squares, both ends included."""

    west: int
    north: int
    east: int
    south: int

    def meets(self, x: int, y: int, shift: int) -> bool:
        """Whether it touches a square that is `1 << shift` of the smallest wide."""
        return (
            self.west >> shift <= x <= self.east >> shift and self.north >> shift <= y <= self.south >> shift
        )


@dataclass
class Moves:
    """Rows that come to points and leave them, at one level."""

    come: list[tuple[int, int]] = field(default_factory=list)
    gone: set[tuple[int, int]] = field(default_factory=set)

    def note(self, code: str, come: Iterable[int], gone: Iterable[int]) -> None:
        """What changed at one point."""
        self.come += [(int(code, 16), key) for key in come]
        self.gone.update((int(code, 16), key) for key in gone)


def read_points(kind: str, names: Sequence[str]) -> list[Points]:
    """The points of these levels as they stand now: one statement when nothing moved since."""
    version = versions.stamp(of_points(kind))
    if any(_kept.get((kind, name), (None,))[0] != version for name in names):
        stored = dict(
            PointArray.objects.filter(index=kind, name__in=names).order_by().values_list("name", "members")
        )
        for name in names:
            _kept[kind, name] = version, Points.read(bytes(stored.get(name, b"")))
    return [_kept[kind, name][1] for name in names]


def write_points(kind: str, moves: dict[str, Moves]) -> None:
    """Keep what moved, in the transaction that moves it; the index has its lock."""
    for name, moved in moves.items():
        stored, _new = PointArray.objects.get_or_create(index=kind, name=name, defaults={"members": b""})
        known = Points.read(bytes(stored.members))
        pairs = [pair for pair in zip(known.codes, known.keys, strict=True) if pair not in moved.gone]
        pairs = sorted({*pairs, *moved.come}) if moved.come else pairs
        stored.members = Points(array("Q", (a for a, _ in pairs)), array("I", (b for _, b in pairs))).pack()
        stored.save(update_fields=["members"])
    if moves:
        versions.bump(of_points(kind))


def of_points(kind: str) -> str:
    """The data version that counts moves."""
    return f"{kind}.points"
