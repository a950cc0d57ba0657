"""Where in a text the words stand by which it was found."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from ponte.core.finding.asking import How, Term
from ponte.core.text import fold, is_unspaced

Piece = tuple[str, bool]  # a part of a text, and whether it is marked
Pieces = list[Piece]
BEFORE, LONGEST = 40, 140


def how_meant(terms: Sequence[Term], word: str) -> dict[int, How]:
    """{number of the term: how} for every term that means a word of the index."""
    found: dict[int, How] = {}
    for number, term in enumerate(terms):
        hows = [how for one in term.words if (how := one.how(word)) is not None]
        if not hows and any(one.how(word) is not None for phrase in term.others for one in phrase):
            hows = [How.MEANS]
        if hows:
            found[number] = min(hows)
    return found


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, folded) of the words of a text, as the index has them; texts are composed (NFC) as stored."""
    for run in re.finditer(r"\S+", "".join(char if _counts(char) else " " for char in text)):
        start = run.start()
        letters = [start + place for place, char in enumerate(run[0]) if unicodedata.category(char)[0] != "M"]
        if not is_unspaced(run[0]) or len(letters) < 2:
            yield start, run.end(), fold(run[0])
            continue
        ends = [*letters[1:], run.end()]
        for first, second in zip(letters, ends[1:], strict=False):
            yield first, second, fold(text[first:second])


def _counts(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def pieces(text: str, is_meant: Callable[[str], bool]) -> Pieces:
    """A text cut into what is marked and what is not."""
    marked = [False] * len(text)
    for start, end, word in spans(text):
        if is_meant(word):
            marked[start:end] = [True] * (end - start)
    found: Pieces = []
    for char, mark in zip(text, marked, strict=True):
        if found and found[-1][1] == mark:
            found[-1] = (found[-1][0] + char, mark)
        else:
            found.append((char, mark))
    return found


def excerpt(parts: Pieces) -> Pieces:
    """The part of a long text in which the first mark stands."""
    if sum(len(text) for text, _mark in parts) <= LONGEST:
        return parts
    first = next((number for number, (_text, mark) in enumerate(parts) if mark), 0)
    before = parts[first - 1][0] if first else ""
    cut = before[-BEFORE:].partition(" ")[2] or before[-BEFORE:] if len(before) > BEFORE else before
    shown: Pieces = [("… " + cut if len(before) > BEFORE or first > 1 else cut, False)] if before else []
    room = LONGEST
    for text, mark in parts[first:]:
        shown.append((text[:room] + ("…" if len(text) > room else ""), mark))
        room -= len(text)
        if room <= 0:
            break
    return shown
