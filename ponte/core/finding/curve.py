"""A point of the earth as one number, so that neighbours have numbers near each other (Morton order).

The land is the square of Web Mercator, halved so many times each way; a square of the map at any zoom is then a
range of numbers. Beyond 85 degrees north or south nothing lives: what is there stands at the edge.
"""

from math import asin, asinh, atan, cos, degrees, pi, radians, sin, sinh, sqrt, tan

BITS = 25  # each way: squares of about a metre
SIDE = 1 << BITS
NORTHMOST = 85.0511
EARTH = 6371.0  # kilometres from its middle
FARTHEST = EARTH * pi


def square_at(latitude: float, longitude: float) -> tuple[int, int]:
    """The smallest square a point lies in: columns from the west, rows from the north."""
    latitude = min(max(latitude, -NORTHMOST), NORTHMOST)
    x = (longitude + 180) / 360
    y = (1 - asinh(tan(radians(latitude))) / pi) / 2
    return tuple(min(max(int(part * SIDE), 0), SIDE - 1) for part in (x, y))  # type: ignore[return-value]


def code_at(latitude: float, longitude: float) -> int:
    """The number of a point."""
    x, y = square_at(latitude, longitude)
    return spread(x) | spread(y) << 1


def square_of(code: int) -> tuple[int, int]:
    """The square of a number."""
    return gathered(code), gathered(code >> 1)


def point_of(code: int) -> tuple[float, float]:
    """(latitude, longitude) of the middle of a square; six decimals lead back to it."""
    x, y = ((part + 0.5) / SIDE for part in square_of(code))
    return round(degrees(atan(sinh(pi * (1 - 2 * y)))), 6), round(x * 360 - 180, 6)


def spread(number: int) -> int:
    """The bits of a number with a gap after each."""
    for shift, mask in ((16, 0xFFFF0000FFFF), (8, 0xFF00FF00FF00FF), (4, 0xF0F0F0F0F0F0F0F)):
        number = (number | number << shift) & mask
    number = (number | number << 2) & 0x3333333333333333
    return (number | number << 1) & 0x5555555555555555


def gathered(number: int) -> int:
    """Every second bit of a number, without the gaps."""
    number &= 0x5555555555555555
    number = (number | number >> 1) & 0x3333333333333333
    number = (number | number >> 2) & 0xF0F0F0F0F0F0F0F
    for shift, mask in ((4, 0xFF00FF00FF00FF), (8, 0xFFFF0000FFFF), (16, 0xFFFFFFFF)):
        number = (number | number >> shift) & mask
    return number


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way between two points over the ground."""
    (phi_1, lam_1), (phi_2, lam_2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((phi_2 - phi_1) / 2) ** 2 + cos(phi_1) * cos(phi_2) * sin((lam_2 - lam_1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(half, 1.0)))
