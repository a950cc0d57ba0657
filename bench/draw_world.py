"""Draw core/img/world.svg from a TopoJSON of land: python bench/draw_world.py land-50m.json."""

import json
import sys
from itertools import pairwise
from pathlib import Path

from ponte.core.projection import project

TARGET = Path("ponte/core/static/core/img/world.svg")
SMALLEST, DETAIL = 9.0, 0.9  # in the units of the picture: area of an island, wobble of a coast
Point = tuple[float, float]


def decoded(topology: dict) -> list[list[Point]]:
    """The shared lines of the file, in degrees."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        lines.append(line)
    return lines


def rings(topology: dict) -> list[list[Point]]:
    """Closed coasts in the units of the picture, without Antarctica."""
    lines = decoded(topology)
    coasts = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                degrees = [p for i in ring for p in (lines[i] if i >= 0 else lines[~i][::-1])[:-1]]
                if min(latitude for _, latitude in degrees) > -60:
                    coasts += [[project(y, x) for x, y in part] for part in cut(degrees)]
    return coasts


def cut(ring: list[Point]) -> list[list[Point]]:
    """A coast that crosses the 180th meridian as one on each side of the picture."""
    whole = [ring[0]]
    for x, y in ring[1:]:
        turn = round((whole[-1][0] - x) / 360) * 360
        whole.append((x + turn, y))
    if all(-180 <= x <= 180 for x, _ in whole):
        return [whole]
    copies = [[(x + shift, y) for x, y in whole] for shift in (-360, 0, 360)]
    parts = [clipped(clipped(copy, -180, 1), 180, -1) for copy in copies]
    return [part for part in parts if len(part) > 2]


def clipped(ring: list[Point], edge: float, side: int) -> list[Point]:
    """What lies east (side 1) or west (-1) of a meridian: Sutherland and Hodgman."""
    kept: list[Point] = []
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        a_in, b_in = (ax - edge) * side >= 0, (bx - edge) * side >= 0
        if a_in:
            kept.append((ax, ay))
        if a_in != b_in:
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return kept


def area(ring: list[Point]) -> float:
    """Of a closed coast."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def simplified(line: list[Point], detail: float = DETAIL) -> list[Point]:
    """Douglas and Peucker: drop what changes the coast by less than `detail`."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def off(p: Point) -> float:
        if not length:
            return ((p[0] - ax) ** 2 + (p[1] - ay) ** 2) ** 0.5
        return abs((by - ay) * p[0] - (bx - ax) * p[1] + bx * ay - by * ax) / length

    far = max(range(1, len(line) - 1), key=lambda i: off(line[i]))
    if off(line[far]) < detail:
        return [line[0], line[-1]]
    return simplified(line[: far + 1], detail)[:-1] + simplified(line[far:], detail)


def drawn(ring: list[Point]) -> str:
    """One coast as a path of steps in whole units."""
    points = [(round(x), round(y)) for x, y in simplified([*ring, ring[0]])[:-1]]
    path = f"M{points[0][0]} {points[0][1]}l"
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    path += " ".join(f"{x} {y}" for x, y in steps if (x, y) != (0, 0)).replace(" -", "-")
    return path + "z"


def main(source: str) -> None:
    """Write the picture and say how heavy it is."""
    topology = json.loads(Path(source).read_text())
    path = "".join(drawn(ring) for ring in rings(topology) if area(ring) > SMALLEST)
    TARGET.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2000 973">'
        f'<path id="land" fill-rule="evenodd" vector-effect="non-scaling-stroke" d="{path}"/></svg>\n'
    )
    sys.stdout.write(f"{TARGET}: {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1])
