"""Write map/land/land.json, the land under the map, from a TopoJSON of land: python bench/draw_land.py land-50m.json.

Each coast is a list of steps in hundredths of a degree, east and north, the first from 0, 0.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

from bench.draw_world import Point, area, cut, decoded, simplified

TARGET = Path("ponte/map/static/map/land/land.json")
UNIT = 100  # of a degree
DETAIL = 3.5  # wobble of a coast, in those units
SMALLEST = 30.0  # area of an island, in squares of them: Malta is on it
SOUTHMOST = -60.0


def coasts(topology: dict) -> list[list[Point]]:
    """Closed coasts in hundredths of a degree, without Antarctica."""
    lines = decoded(topology)
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                degrees = [p for i in ring for p in (lines[i] if i >= 0 else lines[~i][::-1])[:-1]]
                if min(latitude for _, latitude in degrees) > SOUTHMOST:
                    found += [[(x * UNIT, y * UNIT) for x, y in part] for part in cut(degrees)]
    return found


def steps(ring: list[Point]) -> list[int]:
    """A coast as steps."""
    points = [(0, 0)] + [(round(x), round(y)) for x, y in simplified([*ring, ring[0]], DETAIL)[:-1]]
    return [part for a, b in pairwise(points) for part in (b[0] - a[0], b[1] - a[1])]


def main(source: str) -> None:
    """Write it and say how heavy it is."""
    topology = json.loads(Path(source).read_text())
    rings = [steps(ring) for ring in coasts(topology) if area(ring) > SMALLEST]
    TARGET.write_text(json.dumps([ring for ring in rings if len(ring) > 5], separators=(",", ":")) + "\n")
    sys.stdout.write(f"{TARGET}: {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1])
