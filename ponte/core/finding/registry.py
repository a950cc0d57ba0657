"""Every index of the house, so that a change of the rules, a chore or a command knows them all."""

from ponte.core.finding import generations, rebuilding
from ponte.core.finding.index import Index
from ponte.core.models.index_state import IndexState
from ponte.core.registries import Registry

indexes: Registry[Index] = Registry()


def outdated() -> list[Index]:
    """Those that were built by other rules than these."""
    return [index for index in indexes if generations.is_outdated(index.kind, index.rules)]


def tidy() -> None:
    """Take away what no search reads any more."""
    for index in indexes:
        if not rebuilding.is_building(IndexState.objects.filter(index=index.kind).first()):
            rebuilding.clear(index)
