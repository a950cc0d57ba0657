"""The lives of the map, one table of steps each. Importing this package declares all of them."""

from ponte.map.lifecycles import affiliation, claim, correction, duplicate_pair, members, organisation

__all__ = ["affiliation", "claim", "correction", "duplicate_pair", "members", "organisation"]
