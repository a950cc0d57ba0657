"""The arcs: origins joined to places on a line (bridge) and over the land (world)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import get_language_bidi

from ponte.core.projection import HEIGHT, WIDTH, project
from ponte.core.ui.library import register

BRIDGE_WIDTH, BRIDGE_LINE, MOST_ENDS = 720, 250, 6
LEAST_VIEW, LOWEST, HIGHEST, MARGIN = 420.0, 0.62, 0.8, 0.12
# Where a name may stand beside its point: anchor, letters to the right, letters down.
SIDES = (("start", 0.8, 0.36), ("end", -0.8, 0.36), ("middle", 0.0, 1.7), ("middle", 0.0, -0.9))
ON_PHONE = 1.5  # as in arches.css
LETTER = 13 / 560  # of the picture's width: 13 px where it is 560 px wide


class Box(NamedTuple):
    """A rectangle in the units of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return not (
            self.right < other.left
            or other.right < self.left
            or self.bottom < other.top
            or other.bottom < self.top
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def heaviest(flows: Sequence[Mapping[str, Any]], end: str) -> list[str]:
    """The names at one end of the flows, those that carry most, in the order given."""
    totals: dict[str, float] = {}
    for flow in flows:
        totals[flow[end]] = totals.get(flow[end], 0) + flow.get("weight", 1)
    kept = sorted(totals, key=lambda name: -totals[name])[:MOST_ENDS]
    return [name for name in totals if name in kept]


@register.inclusion_tag("ui/bridge.html")
def bridge(flows: Iterable[Mapping[str, Any]], caption: str) -> dict[str, Any]:
    """Arcs from origins to places. Flows: from, to (shown names), weight. Mirrored in Arabic."""
    given = list(flows)
    origins, places = heaviest(given, "from"), heaviest(given, "to")
    slots = len(origins) + len(places) + 1
    step = BRIDGE_WIDTH / slots
    ends = {("from", name): (i + 0.5) * step for i, name in enumerate(origins)}
    ends |= {("to", name): (len(origins) + 1.5 + i) * step for i, name in enumerate(places)}
    if get_language_bidi():
        ends = {key: BRIDGE_WIDTH - x for key, x in ends.items()}
    most = max((flow.get("weight", 1) for flow in given), default=1)
    arcs = []
    for flow in given:
        if ("from", flow["from"]) in ends and ("to", flow["to"]) in ends:
            start, end = ends["from", flow["from"]], ends["to", flow["to"]]
            half = abs(end - start) / 2
            arcs.append(
                {
                    "path": f"M{start:.0f} {BRIDGE_LINE}A{half:.0f} {min(half * 0.8, 235):.0f} 0 0 "
                    f"{1 if end > start else 0} {end:.0f} {BRIDGE_LINE}",
                    "width": f"{1.5 + 4 * flow.get('weight', 1) / most:.1f}",
                }
            )
    staggered = len(ends) > 7
    shown = [
        {"x": f"{x:.0f}", "y": BRIDGE_LINE + (54 if staggered and i % 2 else 32), "name": name, "kind": end}
        for i, ((end, name), x) in enumerate(ends.items())
    ]
    return {"flows": given, "arcs": arcs, "ends": shown, "caption": caption, "width": BRIDGE_WIDTH}


@register.inclusion_tag("ui/world.html")
def world(
    points: Iterable[Mapping[str, Any]], arcs: Iterable[Mapping[str, Any]] = (), *, label: str = ""
) -> dict[str, Any]:
    """Points and arcs over the land, as near as they allow; no borders are drawn.

    Points: latitude, longitude, label, and optionally kind (origin or place), number, url.
    Arcs: from and to as (latitude, longitude), and weight. `label` says in words what the picture shows.
    """
    dots = [{"kind": "place", "label": "", "number": "", "url": "", **point} for point in points]
    for dot in dots:
        dot["x"], dot["y"] = project(dot["latitude"], dot["longitude"])
    lines = [(project(*arc["from"]), project(*arc["to"]), arc.get("weight", 1)) for arc in arcs]
    ends = [end for line in lines for end in (*line[:2], top_of(*line[:2]))]
    view = fitting([*((dot["x"], dot["y"]) for dot in dots), *ends])
    letter = (view.right - view.left) * LETTER
    place_labels(dots, view, letter)
    most = max((weight for _, _, weight in lines), default=1)
    curves = [{"path": curve(a, b), "width": f"{1 + 1.4 * weight / most:.1f}"} for a, b, weight in lines]
    for dot in dots:
        dot["x"], dot["y"] = f"{dot['x']:.1f}", f"{dot['y']:.1f}"
    return {
        "points": dots,
        "curves": curves,
        "view": f"{view.left:.0f} {view.top:.0f} {view.right - view.left:.0f} {view.bottom - view.top:.0f}",
        "letter": f"{letter:.1f}",
        "has_links": any(dot["url"] for dot in dots),
        "label": label,
    }


def fitting(ends: Sequence[tuple[float, float]]) -> Box:
    """The part of the world that shows all of them with some air, wider than high."""
    if not ends:
        return Box(0, 20, WIDTH, HEIGHT - 120)
    xs, ys = [x for x, _ in ends], [y for _, y in ends]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    width = min(max(wide * (1 + 2 * MARGIN), high * (1 + MARGIN) / HIGHEST, LEAST_VIEW), WIDTH)
    height = min(max(high * (1 + 2 * MARGIN), width * LOWEST), width * HIGHEST, HEIGHT)
    left = min(max((max(xs) + min(xs) - width) / 2, 0), WIDTH - width)
    top = min(max((max(ys) + min(ys) - height) / 2, 0), HEIGHT - height)
    return Box(left, top, left + width, top + height)


def peak_of(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The height of the handles of an arch: it always rises, and more the further it goes."""
    distance = ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
    return (a[1] + b[1]) / 2 - distance * 0.38


def top_of(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    """The middle of the curve."""
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 8 + peak_of(a, b) * 0.75


def curve(a: tuple[float, float], b: tuple[float, float]) -> str:
    """An arch between two points."""
    peak = peak_of(a, b)
    bend = (b[0] - a[0]) * 0.25
    points = (a, (a[0] + bend, peak), (b[0] - bend, peak), b)
    start, *rest = (f"{x:.1f} {y:.1f}" for x, y in points)
    return f"M{start}C{' '.join(rest)}"


def place_labels(dots: Sequence[dict[str, Any]], view: Box, letter: float) -> None:
    """Give each point a free side for its name; without one it is left to the list beside.

    On a phone letters are larger in the picture: names that then touch another are `tight` and not shown there.
    """
    taken = [
        Box(d["x"] - letter / 2, d["y"] - letter / 2, d["x"] + letter / 2, d["y"] + letter / 2) for d in dots
    ]
    taken_on_phone = list(taken)
    for dot in dots:
        dot |= {"anchor": "", "label_x": "", "label_y": "", "is_tight": False}
        for side in SIDES if dot["label"] and not dot["number"] else ():
            box, at = label_box(dot, side, letter, letter)
            if view.holds(box) and not any(box.meets(other) for other in taken):
                taken.append(box)
                larger, _at = label_box(dot, side, letter, letter * ON_PHONE)
                dot["is_tight"] = not view.holds(larger) or any(larger.meets(o) for o in taken_on_phone)
                if not dot["is_tight"]:
                    taken_on_phone.append(larger)
                dot |= {"anchor": side[0], "label_x": f"{at[0]:.1f}", "label_y": f"{at[1]:.1f}"}
                break


def label_box(
    dot: Mapping[str, Any], side: tuple[str, float, float], letter: float, size: float
) -> tuple[Box, tuple[float, float]]:
    """The room a name takes on one side of its point at this size of letters, and where it is anchored."""
    anchor, right, down = side
    wide = len(dot["label"]) * size * 0.62
    x, y = dot["x"] + right * letter, dot["y"] + down * letter
    start = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return Box(start, y - size, start + wide, y + size * 0.3), (x, y)
