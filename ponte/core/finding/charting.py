"""The rows of an index on a map: gathered by square, and found around a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import asin, cos, degrees, log2, radians, sin

from pyroaring import BitMap

from ponte.core.finding.curve import BITS, EARTH, SIDE, code_at, kilometres, point_of, square_at, square_of
from ponte.core.finding.points import Box, Points

PIXELS = 256  # of the whole world at zoom 0
MOST_ACROSS = 48  # squares in one answer, each way
SMALLEST = 2  # halvings of a tile
DISTINCT = 46  # pixels between two marks


@dataclass(frozen=True)
class Area:
    """A box in degrees; one whose west lies east of its east goes over the date line."""

    south: float
    west: float
    north: float
    east: float

    @property
    def boxes(self) -> list[Box]:
        """In squares: two over the date line."""
        over = self.west > self.east
        halves = ((self.west, 180.0), (-180.0, self.east)) if over else ((self.west, self.east),)
        return [Box(*square_at(self.north, west), *square_at(self.south, east)) for west, east in halves]

    @property
    def share(self) -> float:
        """Its longer side as a share of the world's."""
        boxes = self.boxes
        across = sum(box.east - box.west + 1 for box in boxes)
        return max(across, boxes[0].south - boxes[0].north + 1) / SIDE


WORLD = Area(-90.0, -180.0, 90.0, 180.0)


@dataclass
class Cluster:
    """Rows near each other: how they are told apart depends on the zoom. It stands where one of them does."""

    code: int
    rows: BitMap
    speaks: int  # the row at whose point it stands
    is_one_place: bool

    @property
    def point(self) -> tuple[float, float]:
        """(latitude, longitude)."""
        return point_of(self.code)


def clusters(levels: Sequence[Points], among: BitMap, area: Area, zoom: int) -> list[Cluster]:
    """`among` gathered for a map at this zoom, the largest first; a row that stands in several is in each of them.

    An area too wide for its zoom is answered more coarsely, so that no answer grows without end.
    """
    deepest = int(log2(MOST_ACROSS / area.share))
    halvings = max(SMALLEST, min(zoom + SMALLEST, deepest, BITS))  # squares of 64 pixels
    cells: dict[tuple[int, int], Cluster] = {}
    for points in levels:
        for box in area.boxes:
            for x, y, first, last in points.squares(halvings, box):
                at, found = (x, y), gather(points, first, last, among)
                if found:
                    cells[at] = joined(cells[at], found) if at in cells else found
    return apart(cells, SIDE / PIXELS / (1 << halvings - SMALLEST) * DISTINCT)


def gather(points: Points, first: int, last: int, among: BitMap) -> Cluster | None:
    """Those of `among` in a stretch of the curve; None without any."""
    rows = points.rows_between(first, last) & among
    if not rows:
        return None
    keys = points.keys
    lowest = next(at for at in range(first, last) if keys[at] in rows)
    highest = next(at for at in range(last - 1, first - 1, -1) if keys[at] in rows)
    middle = (first + last) // 2
    speaks = next(at for at in chain(range(middle, last), range(first, middle)) if keys[at] in rows)
    is_one = points.codes[lowest] == points.codes[highest]
    return Cluster(points.codes[speaks], rows, keys[speaks], is_one)


def joined(one: Cluster, other: Cluster) -> Cluster:
    """Two as one, standing where the larger stands."""
    large, small = (one, other) if len(one.rows) >= len(other.rows) else (other, one)
    is_one = large.is_one_place and small.is_one_place and large.code == small.code
    return Cluster(large.code, large.rows | small.rows, large.speaks, is_one)


def apart(cells: dict[tuple[int, int], Cluster], distance: float) -> list[Cluster]:
    """Marks that would stand on each other become one; the larger takes the smaller beside it."""
    order = sorted(cells, key=lambda at: (-len(cells[at].rows), cells[at].code))
    found = []
    for at in order:
        cluster = cells.pop(at, None)
        if cluster is None:
            continue
        here = square_of(cluster.code)
        for beside in [(at[0] + x, at[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]:
            other = cells.get(beside)
            if other and near(here, square_of(other.code), distance):
                cluster = joined(cluster, cells.pop(beside))
        found.append(cluster)
    return sorted(found, key=lambda cluster: (-len(cluster.rows), cluster.code))


def near(one: tuple[int, int], other: tuple[int, int], distance: float) -> bool:
    """Whether two squares are less than `distance` apart."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 < distance**2


def around(levels: Sequence[Points], centre: tuple[float, float], radius: float) -> dict[int, float]:
    """The rows within so many kilometres of a point, each with its distance; of several points the nearest counts."""
    area = circle(centre, radius)
    halvings = max(0, min(int(log2(16 / area.share)), BITS))
    found: dict[int, float] = {}
    for points in levels:
        for box in area.boxes:
            for _x, _y, first, last in points.squares(halvings, box):
                for code, start, end in points.places(first, last):
                    distance = kilometres(centre, point_of(code))
                    if distance <= radius:
                        for key in points.keys[start:end]:
                            found[key] = min(distance, found.get(key, distance))
    return found


def at_point(levels: Sequence[Points], latitude: float, longitude: float) -> BitMap:
    """The rows that stand at this very point."""
    code = code_at(latitude, longitude)
    return BitMap.union(*(points.at(code) for points in levels), BitMap())


def circle(centre: tuple[float, float], radius: float) -> Area:
    """The box around a circle on the earth."""
    latitude, longitude = centre
    angle = min(radius / EARTH, radians(180))
    south, north = latitude - degrees(angle), latitude + degrees(angle)
    if south <= -90 or north >= 90:
        return Area(max(south, -90.0), -180.0, min(north, 90.0), 180.0)  # a pole is inside
    width = degrees(asin(min(1.0, sin(angle) / cos(radians(latitude)))))
    west, east = longitude - width, longitude + width
    return Area(south, west + 360 if west < -180 else west, north, east - 360 if east > 180 else east)
