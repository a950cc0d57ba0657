"""What a word is worth: the rarer it is, the more it says about who somebody is."""

import csv
from collections.abc import Mapping
from functools import cache
from math import log
from pathlib import Path

from ponte.core.matching.spelling import word_of
from ponte.core.text import words

IMAGINED = 2_000  # names of an imagined register, so that an empty one knows the frequent words too


@cache
def common_words() -> Mapping[str, float]:
    """{stem: share of names that are expected to hold it}."""
    with (Path(__file__).parent / "common_words.csv").open(encoding="utf-8", newline="") as file:
        rows = [(float(row["share"]), row["words"]) for row in csv.DictReader(file)]
    found: dict[str, float] = {}
    for share, text in rows:
        for word in words(text):
            found.setdefault(word_of(word).stem, share)
    return found


def is_common(stem: str) -> bool:
    """Whether many names are expected to hold it, in any register."""
    return stem in common_words()


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
        weight = self._known.get(stem)
        if weight is None:
            expected = common_words().get(stem, 0.0) * IMAGINED + self.holders.get(stem, 0)
            weight = log((1 + IMAGINED + self.total) / (1 + expected)) / self.most
            self._known[stem] = weight = max(0.05, weight)
        return weight
