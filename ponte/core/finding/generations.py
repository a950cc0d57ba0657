"""Generations of an index: the one that is read, and the next one while it is built beside it."""

from dataclasses import dataclass

from ponte.core.models.index_state import IndexState
from ponte.core.models.posting import Posting


@dataclass(frozen=True)
class Written:
    """A generation that has to follow a change: all of it, or only rows up to a number."""

    label: str
    upto: int | None = None


def label_of(kind: str, generation: int) -> str:
    """The name under which the lines of a generation are kept."""
    return kind if generation == 1 else f"{kind}/{generation}"


def current(kind: str) -> str:
    """The name of the generation that is read now."""
    found = IndexState.objects.filter(index=kind).values_list("generation", flat=True).first()
    return label_of(kind, found or 1)


def locked(kind: str, rules: str) -> IndexState:
    """The state of an index; whoever else writes the index waits until this transaction ends.

    An index that was built before there was a state was built by other rules.
    """
    state = IndexState.objects.select_for_update().filter(index=kind).first()
    if state is None:
        is_new = not Posting.objects.filter(index=kind).exists()
        IndexState.objects.get_or_create(index=kind, defaults={"rules": rules if is_new else ""})
        state = IndexState.objects.select_for_update().get(index=kind)
    return state


def written(state: IndexState) -> list[Written]:
    """What a change has to be written to."""
    found = [Written(label_of(state.index, state.generation))]
    if state.building is not None:
        found.append(Written(label_of(state.index, state.building), state.upto))
    return found


def is_outdated(kind: str, rules: str) -> bool:
    """Whether an index was built by other rules than these."""
    state = IndexState.objects.filter(index=kind).first()
    if state is None:
        return Posting.objects.filter(index=kind).exists()
    return state.rules != rules
