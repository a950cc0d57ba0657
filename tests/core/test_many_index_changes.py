"""However many values a list brings to the index, memory stays the same and nothing gets lost on the way."""

import random

import pytest
from pyroaring import BitMap

from ponte.core.finding import Gathered, gathering
from ponte.core.finding.aside import SMALL, Aside


def told(gathered: Gathered) -> list[tuple[tuple[str, str], list[int], list[int]]]:
    """The lines in plain values."""
    return [(pair, list(come), list(gone)) for pair, come, gone in gathered.lines()]


def test_what_was_laid_aside_comes_back_with_what_is_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    rows = [
        tuple({("word", f"w{chance.randrange(60)}") for _ in range(4)} for _ in range(2)) for _ in range(90)
    ]
    in_memory, laid_aside = Gathered(), Gathered()
    for number, (old, new) in enumerate(rows):
        in_memory.note(number, old, new)
    monkeypatch.setattr(gathering, "IN_MEMORY", 20)
    for number, (old, new) in enumerate(rows):
        laid_aside.note(number, old, new)
    assert len(laid_aside.aside) > 3
    assert not in_memory.aside
    assert told(laid_aside) == told(in_memory)
    assert told(laid_aside) == told(laid_aside)


def test_few_values_are_kept_in_memory_and_many_in_a_file() -> None:
    aside = Aside.of([[("a", BitMap((number,)).serialize())] for number in range(5)])
    assert [some[0][0] for some in aside] == ["a"] * 5
    aside.lay(["x" * SMALL])
    aside.lay([])
    aside.lay(["last"])
    assert [len(some) for some in aside] == [1] * 7
    assert list(aside)[-1] == ["last"]
