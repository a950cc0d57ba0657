"""The Equal Earth projection (Šavrič, Patterson, Jenny 2018): countries in their true size."""

from math import asin, cos, radians, sin, sqrt

WIDTH, HEIGHT = 2000.0, 973.4
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_SCALE = 1000 / 2.706629983


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to the units of `core/img/world.svg`: x to the right, y downwards."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = 2 * sqrt(3) * radians(longitude) * cos(theta)
    x /= 3 * (9 * _A4 * t6 * t2 + 7 * _A3 * t6 + 3 * _A2 * t2 + _A1)
    y = theta * (_A4 * t6 * t2 + _A3 * t6 + _A2 * t2 + _A1)
    return WIDTH / 2 + x * _SCALE, HEIGHT / 2 - y * _SCALE
