"""Texts of several writers are put together and nothing is lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponte.core.paragraphs import Doubled, follow, merge, without

BASE = "The city spoke.\nThe association asked.\nNobody answered."


@pytest.mark.parametrize(
    ("mine", "theirs", "text"),
    [
        ("A.\nB!\nC.", "A.\nB.\nC.", "A.\nB!\nC."),
        ("A.\nB.\nC.", "A.\nB.\nC?", "A.\nB.\nC?"),
        ("A!\nB.\nC.", "A.\nB.\nC?", "A!\nB.\nC?"),
        ("A.\nB!\nC.", "A.\nB.\nC?", "A.\nB!\nC?"),  # neighbours
        ("A.\nB.\nC.\nmine", "A.\nB.\nC.\ntheirs", "A.\nB.\nC.\ntheirs\nmine"),
        ("A.\nC.", "A.\nB, and more.\nC.", "A.\nB, and more.\nC."),  # deleted here, written on there
        ("A.\nB.\nC.\nnew", "A.\nB.\nC!", "A.\nB.\nC!\nnew"),
        ("new\nA.\nB.\nC.", "A!\nB.\nC.", "new\nA!\nB.\nC."),
        ("all\nof it", "before\nA.\nB.\nC.\nafter", "before\nall\nof it\nafter"),
        ("", "A.\nB.\nC.\nD", "D"),
        ("A.\nB.\nC.", "", ""),
    ],
)
def test_what_only_one_changed_is_taken(mine: str, theirs: str, text: str) -> None:
    found = merge(base="A.\nB.\nC.", mine=mine, theirs=theirs)
    assert (found.text, found.doubled) == (text, ())


def test_where_two_changed_one_paragraph_both_stay_and_are_told() -> None:
    mine, theirs = BASE.replace("asked.", "asked twice."), BASE.replace("asked.", "asked for rooms.")
    found = merge(base=BASE, mine=mine, theirs=theirs)
    assert found.doubled == (Doubled("The association asked for rooms.", "The association asked twice."),)
    assert found.text == (
        "The city spoke.\nThe association asked for rooms.\nThe association asked twice.\nNobody answered."
    )


def test_who_writes_on_after_that_doubles_nothing_again() -> None:
    sent = BASE.replace("asked.", "asked tw")
    kept = merge(base=BASE, mine=sent, theirs=BASE.replace("asked.", "asked for rooms.")).text
    found = merge(base=sent, mine=sent.replace("asked tw", "asked twice."), theirs=kept)
    assert found.doubled == ()
    assert "asked for rooms.\nThe association asked twice." in found.text


LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "", "one two"]), max_size=7).map("\n".join)


@given(LINES, LINES, LINES)
def test_nothing_that_anybody_wrote_is_lost(base: str, mine: str, theirs: str) -> None:
    text = merge(base=base, mine=mine, theirs=theirs).text
    known = set(base.split("\n"))
    written = {line for line in [*mine.split("\n"), *theirs.split("\n")] if line and line not in known}
    assert written <= set(text.split("\n"))


@given(LINES, LINES)
def test_alone_one_gets_what_one_wrote(base: str, mine: str) -> None:
    assert merge(base=base, mine=mine, theirs=base).text == mine
    assert merge(base=base, mine=base, theirs=mine).text == mine
    assert merge(base=base, mine=mine, theirs=mine).text == mine


@given(LINES, LINES)
def test_sent_twice_it_comes_once(base: str, mine: str) -> None:
    """A lost answer makes a browser send again."""
    once = merge(base=base, mine=mine, theirs=base).text
    assert merge(base=base, mine=mine, theirs=once).text == once


def test_sent_twice_beside_somebody_else_it_comes_once() -> None:
    for mine, theirs in [("A!", "A?"), ("A\nmine", "A\ntheirs"), ("mine\nA!", "A?\nB")]:
        once = merge(base="A", mine=mine, theirs=theirs).text
        assert merge(base="A", mine=mine, theirs=once) == merge(base="A", mine=once, theirs=once)


@pytest.mark.parametrize(
    ("part", "after", "found"),
    [
        ("b", "a\nb\nc", "b"),
        ("b", "new\na\nb\nc", "b"),
        ("b", "a\nb and more\nc", "b and more"),
        ("b", "a\nc", None),
        ("a", "first\nb\nc", "first"),
        ("b\nc", "a\nb\nc!", "b\nc!"),
        ("not there", "a\nb\nc", None),
    ],
)
def test_a_paragraph_is_followed_through_a_change(part: str, after: str, found: str | None) -> None:
    assert follow(part, before="a\nb\nc", after=after) == found


def test_a_paragraph_goes_once_from_its_last_place() -> None:
    assert without("a\nb\na\nc", "a") == "a\nb\nc"
    assert without("a\nb", "c") == "a\nb"
    assert without("a\nb\nc", "b\nc") == "a"


def test_a_long_text_of_two_writers_takes_no_time() -> None:
    base = "\n".join(["the same words"] * 400 + [f"{number} other words" for number in range(600)])
    before = time.process_time()
    merge(base=base, mine=f"mine\n{base}", theirs=f"{base}\ntheirs".replace("the same", "quite the same"))
    assert time.process_time() - before < 2
