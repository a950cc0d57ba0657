"""Levels: values that only some may find are kept apart, so that neither a search nor a count gives them away."""

from collections.abc import Sequence

OPEN = ""  # the level of what everybody finds
EVERYBODY = (OPEN,)
Levels = Sequence[str]


def at(level: str, field: str) -> str:
    """The name under which the values of a field are kept at a level."""
    return f"{field}:{level}" if level else field
