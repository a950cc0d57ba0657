"""The solver against trying everything out, and against what it must not do."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponte.core.refusal import Refused
from ponte.fund.actions.solving.portfolio import EXACT, Candidate, Demand, best_portfolio

GROUPS = ("region:1", "region:2", "sector:a")


@st.composite
def cases(draw):
    """Up to six applications, small whole amounts, perhaps floors and places."""
    count = draw(st.integers(1, 6))
    candidates = []
    for key in range(count):
        asked = draw(st.integers(1, 12))
        least = draw(st.integers(1, asked))
        groups = frozenset(draw(st.sets(st.sampled_from(GROUPS))))
        candidates.append(Candidate(key, draw(st.integers(0, 20)), asked, least, groups))
    floors = draw(st.dictionaries(st.sampled_from(GROUPS), st.integers(1, 12), max_size=2))
    places = draw(st.none() | st.integers(0, count))
    return candidates, Demand(draw(st.integers(0, 30)), floors, places)


def tried_out(candidates, demand):
    """The most points of any choice of whole amounts; None when nothing meets the floors."""
    best = None
    for amounts in product(*[[0, *range(each.least, each.asked + 1)] for each in candidates]):
        funded = [each for each, amount in zip(candidates, amounts, strict=True) if amount]
        if sum(amounts) > demand.envelope or (demand.places is not None and len(funded) > demand.places):
            continue
        given_to = {
            group: sum(a for each, a in zip(candidates, amounts, strict=True) if group in each.groups)
            for group in demand.floors
        }
        if all(given_to[group] >= floor for group, floor in demand.floors.items()):
            points = sum(each.points for each in funded)
            best = points if best is None else max(best, points)
    return best


@settings(max_examples=60, deadline=None, derandomize=True)
@given(cases())
def test_no_choice_has_more_points_and_every_limit_holds(case) -> None:
    candidates, demand = case
    if any(each.asked - each.least > 5 for each in candidates) and len(candidates) > 4:
        candidates = candidates[:4]
    found = best_portfolio(candidates, demand)
    expected = tried_out(candidates, demand)
    assert (found and found.points) == expected
    if found:
        assert found.proven
        assert found == best_portfolio(candidates, demand)


def test_what_is_left_goes_to_the_best_ranked() -> None:
    candidates = [Candidate(key, 10, 1000, 600) for key in range(3)]
    found = best_portfolio(candidates, Demand(2000))
    assert found
    assert found.amounts == {0: 800, 1: 600, 2: 600}


def test_a_floor_takes_only_what_it_needs() -> None:
    strong = Candidate(1, 90, 1000, 500, frozenset({"region:1"}))
    weak = Candidate(2, 50, 1000, 500, frozenset({"region:2"}))
    found = best_portfolio([strong, weak], Demand(1500, {"region:2": 700}))
    assert found
    assert found.amounts == {1: 800, 2: 700}


def test_what_cannot_be_is_none_and_too_many_zeros_are_told() -> None:
    one = Candidate(1, 50, 700, 700)
    assert best_portfolio([one], Demand(500, {"region:1": 1})) is None
    assert best_portfolio([one], Demand(0)) == best_portfolio([], Demand(10))
    with pytest.raises(Refused, match="too large"):
        best_portfolio([Candidate(1, 50, EXACT * 10 + 1, 7)], Demand(EXACT * 10 + 3))
