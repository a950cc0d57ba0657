"""Building an index anew beside the one that is read; who searches sees the old one until the new one is whole."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ponte.core import versions
from ponte.core.finding import generations
from ponte.core.finding.gathering import Gathered
from ponte.core.finding.generations import Written, label_of
from ponte.core.finding.index import Index, pairs
from ponte.core.models.index_state import IndexState
from ponte.core.models.lexicon_line import LexiconLine
from ponte.core.models.ordering import Ordering
from ponte.core.models.posting import Posting

TOGETHER = 200  # rows in a transaction: other writers wait a moment, not longer
LINES_TOGETHER = 5_000
OLD_ONE_STAYS = timedelta(minutes=10)  # for readers that have begun with it
IS_DEAD_AFTER = timedelta(minutes=10)
Progress = Callable[[int], object]


class Overtaken(Exception):
    """Another attempt has begun to build the same index."""


def rebuild(index: Index, *, progress: Progress = lambda rows: None) -> int:
    """Build an index anew, whole, and let it take the place of the old one; how many rows. Raises Overtaken.

    It can be killed at any moment: the old one stays. The next attempt starts from the beginning.
    """
    attempt = begin(index)
    clear(index)
    while True:
        while rows := step(index, attempt):
            progress(rows)
        if done := switch(index, attempt):
            return done


def begin(index: Index) -> int:
    """Start a generation; whoever is building one stops at its next step."""
    with transaction.atomic():
        state = generations.locked(index.kind, index.rules)
        state.attempt += 1
        state.building = max(state.generation, state.building or 0) + 1
        state.upto = state.done = 0
        state.total = index.rows().count()
        state.started_at = state.seen_alive_at = timezone.now()
        state.save()
    return state.attempt


def ours(index: Index, attempt: int) -> IndexState:
    """The state, locked."""
    state = generations.locked(index.kind, index.rules)
    if state.attempt != attempt or state.building is None:
        raise Overtaken
    return state


@transaction.atomic
def step(index: Index, attempt: int) -> int:
    """The next rows, in the order of their numbers; how many there were.

    Whoever edits waits for the lock of the index, or has it: a row up to `upto` is written by its editor too.
    """
    state = ours(index, attempt)
    numbers = list(
        index.rows().filter(pk__gt=state.upto).order_by("pk").values_list("pk", flat=True)[:TOGETHER]
    )
    if not numbers:
        return 0
    assert index.keys_of_rows is not None
    assert state.building is not None
    gathered = Gathered()
    for pk, keys in index.keys_of_rows(index.rows().filter(pk__in=numbers).order_by("pk")):
        gathered.note(pk, set(), pairs(keys))
    index.write(index.prepare(gathered, Written(label_of(index.kind, state.building), numbers[-1])))
    state.upto, state.seen_alive_at = numbers[-1], timezone.now()
    state.done += len(numbers)
    state.save(update_fields=["upto", "done", "seen_alive_at"])
    return len(numbers)


@transaction.atomic
def switch(index: Index, attempt: int) -> int:
    """Let everybody read the new generation; 0 when rows have come meanwhile that are not in it yet."""
    versions.bump(index.kind)
    state = ours(index, attempt)
    if state.building is None or index.rows().filter(pk__gt=state.upto).exists():
        return 0
    index.sort(label_of(index.kind, state.building))
    state.generation, state.building, state.rules = state.building, None, index.rules
    state.switched_at = timezone.now()
    state.save()
    return state.done or 1


def clear(index: Index) -> None:
    """Take away the lines of generations nobody reads or builds, some thousands at a time."""
    state = IndexState.objects.filter(index=index.kind).first()
    if state is None:
        return
    kept = {label_of(index.kind, number) for number in (state.generation, state.building) if number}
    resting = state.switched_at and state.switched_at > timezone.now() - OLD_ONE_STAYS
    newest = state.building or state.generation
    for number in range(1, newest + 1):
        label = label_of(index.kind, number)
        if label in kept or (resting and number < state.generation):
            continue
        for model in (Posting, LexiconLine, Ordering):
            lines = model._default_manager.filter(index=label).order_by("pk")
            while some := list(lines.values_list("pk", flat=True)[:LINES_TOGETHER]):
                model._default_manager.filter(pk__gte=some[0], pk__lte=some[-1], index=label).delete()


def is_building(state: IndexState | None) -> bool:
    """Whether somebody is at work on the next generation at this moment."""
    return bool(
        state
        and state.building
        and state.seen_alive_at
        and state.seen_alive_at > timezone.now() - IS_DEAD_AFTER
    )
