"""The lives of the map, one table of steps each. Importing this package declares all of them."""

from ponte.map.lifecycles import organisation

__all__ = ["organisation"]
