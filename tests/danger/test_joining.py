"""Several people at the same pair at the same moment (PostgreSQL; SQLite has one writer)."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from ponte.core.models import Change, Proposal
from ponte.core.refusal import Refused
from ponte.map.actions import change_organisation
from ponte.map.actions.duplicates import confirm, propose
from ponte.map.models import DuplicatePair, Organisation
from ponte.map.models.vocabulary import State
from tests.factories import cast
from tests.factories.accounts import PersonFactory
from tests.factories.map import organisation
from tests.map.joining import chosen, paired, proposed

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], Any]) -> list[str]:
    """Every call on a connection of its own, all beginning together; what was refused, in words."""
    if connection.vendor == "sqlite":
        pytest.skip("A shared in-memory SQLite has no second connection to race with.")
    start, refusals = Barrier(len(calls)), []

    def run(call: Callable[[], Any]) -> None:
        start.wait()
        try:
            call()
        except Refused as refusal:
            refusals.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def again(pair: DuplicatePair) -> DuplicatePair:
    """As another visitor has it in hand."""
    return DuplicatePair.objects.get(pk=pair.pk)


def test_two_confirm_at_once_and_it_is_joined_once() -> None:
    pair = paired(organisation(), organisation())
    proposal = proposed(pair)
    people = cast.bruno(), PersonFactory(roles=["facilitator"])
    calls = (partial(confirm, again(pair), "merge", by=person, proposal=proposal) for person in people)
    refusals = at_once(*calls)
    assert len(refusals) == 1
    assert "does not hold any more" in refusals[0]
    assert Organisation.objects.filter(state=State.MERGED).count() == 1
    assert Change.objects.filter(kind="map.duplicatepair", verb="merge").count() == 1


def test_two_propose_at_once_and_one_of_them_is_asked_to_look() -> None:
    pair = paired(organisation(), organisation())
    choices = chosen(pair)
    people = cast.bruno(), cast.chiara()
    calls = (
        partial(propose, again(pair), "merge", by=person, reason="Same", choices=choices) for person in people
    )
    refusals = at_once(*calls)
    assert len(refusals) == 1
    assert "proposed this already" in refusals[0]
    assert Proposal.objects.filter(outcome="").count() == 1


def test_an_edit_at_the_moment_of_the_joining_is_in_it_or_refused_and_never_lost() -> None:
    one, other = organisation(name="One", founded_year=1990), organisation(name="Two")
    pair = paired(one, other)
    proposal = proposed(pair, keep=one)
    refusals = at_once(
        partial(confirm, again(pair), "merge", by=cast.bruno(), proposal=proposal),
        partial(change_organisation, other, values={"communities": "Wolof"}, by=cast.chiara()),
    )
    assert len(refusals) == 1
    one.refresh_from_db()
    other.refresh_from_db()
    if other.state == State.MERGED:
        assert "Change that one" in refusals[0]
    else:
        assert other.communities == "Wolof"
        assert "does not hold any more" in refusals[0]


def test_three_records_joined_in_two_directions_at_once_make_no_circle() -> None:
    a, b, c = organisation(name="A"), organisation(name="B"), organisation(name="C")
    pairs = [(paired(a, b), b), (paired(b, c), c), (paired(a, c), a)]
    proposals = [proposed(pair, keep=keep) for pair, keep in pairs]
    bruno = cast.bruno()
    calls = (
        partial(confirm, again(pair), "merge", by=bruno, proposal=proposal)
        for (pair, _keep), proposal in zip(pairs, proposals, strict=True)
    )
    at_once(*calls)
    gone = dict(Organisation.objects.filter(state=State.MERGED).values_list("pk", "merged_into"))
    assert len(gone) == 1  # whoever is second finds a record that has changed since the proposal
    assert set(gone.values()).isdisjoint(gone)
