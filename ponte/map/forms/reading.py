"""How lists of organisations are read."""

from ponte.map.actions.import_check import Reading
from ponte.map.forms.import_columns import targets
from ponte.map.forms.located import located


def reading() -> Reading:
    """The fields of a list and the gazetteer that finds its towns."""
    return Reading(targets(), located)
