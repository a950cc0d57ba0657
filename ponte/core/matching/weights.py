"""What a word is worth: the rarer it is, the more it says about who somebody is."""

import csv
from collections.abc import Mapping
from functools import cache
from math import log
from pathlib import Path

from ponte.core.matching.spelling import word_of
from ponte.core.text import words

A_LETTER = 0.15
IMAGINED = 2_000  # names of an imagined register, so that an empty one knows the frequent words too


@cache
def _common() -> Mapping[str, tuple[float, int]]:
    """{stem: (share of names that are expected to hold it, the row of words that mean the same)}."""
    with (Path(__file__).parent / "common_words.csv").open(encoding="utf-8", newline="") as file:
        rows = [(float(row["share"]), words(row["words"])) for row in csv.DictReader(file)]
    found: dict[str, tuple[float, int]] = {}
    for meaning, (share, some) in enumerate(rows):
        for word in some:
            found.setdefault(word_of(word).stem, (share, meaning))
    return found


def expected_share(stem: str) -> float:
    """The share of names that are expected to hold a word, in any register; 0 for a word that is not common."""
    return _common().get(stem, (0.0, 0))[0]


def mean_the_same(one: str, other: str) -> bool:
    """Whether two common words are translations of each other: Verein, associazione."""
    known = _common()
    return one in known and other in known and known[one][1] == known[other][1]


class Weights:
    """The weight of each word, by how many of `total` names hold its stem.

    `holders` may know only the words at hand; a word that nobody holds is the heaviest.
    """

    def __init__(self, total: int = 0, holders: Mapping[str, int] | None = None) -> None:
        self.total = total
        self.holders = {} if holders is None else holders
        self.most = log(1 + IMAGINED + total)
        self._known: dict[str, float] = {}

    def of(self, stem: str) -> float:
        """Between nearly 0 (in every name) and 1 (in none)."""
        if len(stem) < 2:
            return A_LETTER
        weight = self._known.get(stem)
        if weight is None:
            expected = expected_share(stem) * IMAGINED + self.holders.get(stem, 0)
            weight = log((1 + IMAGINED + self.total) / (1 + expected)) / self.most
            self._known[stem] = weight = max(0.05, weight)
        return weight
