"""The lives of the map, one table of steps each. Importing this package declares all of them."""

from ponte.map.lifecycles import claim, members, organisation

__all__ = ["claim", "members", "organisation"]
