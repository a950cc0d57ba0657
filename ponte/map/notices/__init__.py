"""Letters of the map, sent when something moves on or comes to its end."""

from ponte.map.notices.lives import claim_moved, organisation_moved
from ponte.map.notices.papers import announce_endings

__all__ = ["announce_endings", "claim_moved", "organisation_moved"]
