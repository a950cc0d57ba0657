"""Two records, and how two people join them."""

from typing import Any

from ponte.map.actions.duplicates import confirm, pair_by_hand, propose
from ponte.map.lifecycles.duplicate_pair import lifecycle
from ponte.map.models import DuplicatePair, Organisation
from ponte.map.queries.merging import Choices, Side, Two, suggested, two_of
from ponte.map.queries.record import whole
from tests.factories import cast


def fresh(row: Organisation) -> Organisation:
    """As it is stored now, with all its parts."""
    return whole(Organisation.objects.all()).get(pk=row.pk)


def two(pair: DuplicatePair) -> Two:
    """The two of a pair as they are now."""
    return two_of(fresh(pair.one), fresh(pair.other))


def paired(one: Organisation, other: Organisation) -> DuplicatePair:
    """The two, said to be one by somebody of the office."""
    return pair_by_hand(one, other, by=cast.chiara())


def chosen(pair: DuplicatePair, *, keep: Organisation | None = None, **changes: Any) -> Choices:
    """What is suggested, but for what the test chooses."""
    given = suggested(two(pair))
    side: Side = given.keep
    if keep is not None:
        side = "one" if keep.pk == pair.one_id else "other"
    take = {**given.take, **changes.pop("take", {})}
    return Choices(side, take, frozenset(changes.pop("without", ())))


def proposed(pair: DuplicatePair, *, by: Any = None, **choices: Any) -> int:
    """Chiara proposes to join them; the proposal's key."""
    propose(pair, "merge", by=by or cast.chiara(), reason="The same people", choices=chosen(pair, **choices))
    return standing(pair, "merge")


def standing(pair: DuplicatePair, step: str) -> int:
    """The key of the proposal that stands."""
    found = lifecycle.standing(step, DuplicatePair.objects.get(pk=pair.pk))
    assert found is not None
    return found.pk


def joined(one: Organisation, other: Organisation, **choices: Any) -> DuplicatePair:
    """Chiara proposes, Bruno confirms."""
    pair = paired(one, other)
    confirm(pair, "merge", by=cast.bruno(), proposal=proposed(pair, **choices))
    return pair


def joined_as_suggested(one: Organisation, other: Organisation) -> tuple[Organisation, Organisation]:
    """The record that went and the one that stands."""
    joined(one, other)
    gone, kept = fresh(one), fresh(other)
    return (gone, kept) if gone.merged_into_id else (kept, gone)


def taken_apart(pair: DuplicatePair) -> DuplicatePair:
    """Chiara proposes, Bruno confirms."""
    propose(pair, "unmerge", by=cast.chiara(), reason="Two after all")
    confirm(pair, "unmerge", by=cast.bruno(), proposal=standing(pair, "unmerge"))
    return pair
