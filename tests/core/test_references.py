"""References survive typing, reading aloud and spreadsheets."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponte.core.references import ALPHABET, is_valid, new, normalise, unused
from tests.testapp.models import Bridge

made = st.builds(new)
places = st.integers(0, 7)


@given(made)
def test_a_new_reference_is_valid_and_no_number(reference: str) -> None:
    assert is_valid(reference)
    assert re.fullmatch("[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{7}", reference)


@given(made, places, st.sampled_from(ALPHABET))
def test_any_wrong_character_is_noticed(reference: str, place: int, wrong: str) -> None:
    typed = reference[:place] + wrong + reference[place + 1 :]
    assert is_valid(typed) == (typed == reference)


@given(made, st.integers(0, 6))
def test_any_swap_of_neighbours_is_noticed(reference: str, at: int) -> None:
    typed = reference[:at] + reference[at + 1] + reference[at] + reference[at + 2 :]
    assert is_valid(typed) == (typed == reference)


@given(made, places)
def test_a_missing_or_doubled_character_is_noticed(reference: str, at: int) -> None:
    assert not is_valid(reference[:at] + reference[at + 1 :])
    assert not is_valid(reference[:at] + reference[at] + reference[at:])


@given(made)
def test_ways_of_writing_are_the_same_reference(reference: str) -> None:
    loose = f" {reference[:4]}-{reference[4:]} ".lower().replace("0", "o").replace("1", "l")
    assert normalise(loose) == reference
    assert normalise(reference.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == reference


@given(st.text())
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert is_valid(text) in {True, False}
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.django_db
def test_a_row_gets_its_reference_and_keeps_it() -> None:
    bridge = Bridge.objects.create(name="Rialto")
    reference = bridge.reference
    bridge.save()
    bridge.refresh_from_db()
    assert bridge.reference == reference
    assert is_valid(reference)


@pytest.mark.django_db
def test_many_at_once_are_different_and_free() -> None:
    first, second, third = new(), new(), new()
    Bridge.objects.create(reference=first, name="Rialto")
    drawn = iter([first, second, second, first, third])
    assert sorted(unused(Bridge, 2, draw=lambda: next(drawn))) == sorted([second, third])
