"""Words with a slip of the finger: kept by their parts, because one slip leaves all parts but one as they were.

A word of 4 to 7 letters is kept by its halves, a longer one by its thirds; whoever asks, asks for the parts where
they would stand. A table of all words with letters left out finds the same ones with four times as many lines.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST, TWO_SLIPS_FROM, LONGEST = 4, 8, 30
MOST = 60


def slips_allowed(word: str) -> int:
    """How many letters may be wrong."""
    return 0 if not SHORTEST <= len(word) <= LONGEST else 1 if len(word) < TWO_SLIPS_FROM else 2


def parts_of(word: str) -> set[str]:
    """The keys a word is kept under."""
    length = len(word)
    if not SHORTEST <= length <= LONGEST:
        return set()
    return {key(length, number, word[a:b]) for number, (a, b) in enumerate(cuts(length))}


@lru_cache(maxsize=4_096)
def parts_asked(word: str) -> frozenset[str]:
    """The keys under which words are found that may be meant."""
    allowed, length = slips_allowed(word), len(word)
    if not allowed:
        return frozenset()
    found = set()
    for other in range(max(SHORTEST, length - allowed), min(LONGEST, length + allowed) + 1):
        for number, (a, b) in enumerate(cuts(other)):
            for shift in shifts(length - other, allowed):
                if a + shift >= 0 and b + shift <= length:
                    found.add(key(other, number, word[a + shift : b + shift]))
    return frozenset(found | set(swapped_in_the_middle(word)))


def cuts(length: int) -> tuple[tuple[int, int], ...]:
    """Where the parts of a word begin and end."""
    if length < TWO_SLIPS_FROM:
        return (0, length // 2), (length // 2, length)
    third = length // 3
    return (0, third), (third, 2 * third), (2 * third, length)


def shifts(difference: int, allowed: int) -> Iterable[int]:
    """How far a part may have moved when so many letters are more (or fewer)."""
    spare = allowed - abs(difference)
    return range(min(0, difference) - spare // 2, max(0, difference) + spare // 2 + 1)


def swapped_in_the_middle(word: str) -> Iterator[str]:
    """Two letters swapped across the middle of a short word leave neither half as it was."""
    length = len(word)
    if length < TWO_SLIPS_FROM:
        middle = length // 2
        right = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
        yield from parts_of(right)


def key(length: int, number: int, part: str) -> str:
    """How long the word is, which part, and its letters."""
    return f"{length}.{number}{part}"


def meant(word: str, candidates: Iterable[str]) -> dict[str, int]:
    """Those of the candidates that are this word with slips: {word: how many}, the nearest first."""
    found = extract(word, list(candidates), scorer=OSA.distance, score_cutoff=slips_allowed(word), limit=MOST)
    return {other: int(distance) for other, distance, _place in found if distance}
