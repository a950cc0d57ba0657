"""A word without what grammar does to it: endings, articles, prefixes, two ways to write one sound."""

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from ponte.core.text import fold

SHORTEST = 3
LATIN = tuple(map(Stemmer.Stemmer, ("english", "french", "italian", "spanish", "german", "portuguese")))
_SPELLED_OUT = re.compile("(?<![aeiou])([aou])e")  # Koeln, Muenchen; not the "ue" of queue


def _folded(endings: str) -> tuple[str, ...]:
    """Endings as folded words have them, the longest first."""
    return tuple(sorted({fold(one) for one in endings.split()}, key=len, reverse=True))


# Ukrainian and Russian: what case, number and gender put behind a word. Snowball has no Ukrainian, and its
# Russian wants letters that folding makes one.
CYRILLIC = _folded(
    "ього ьому ими іми ыми ого ому его ему ами ями ові еві єві ість ості істю ость ости остью "
    "ах ях ам ям ом ем єм ям ов ев ів їв ої ою ею єю ій ий ый ой ей ая яя ое ее ые ие ым им ім их ых іх ую юю "
    "ії ія ію ием ією ия ию ии а я о е є у ю и і ы ь й ї"
)
ARABIC_BEFORE = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
ARABIC_BEHIND = _folded("ها ات ان ون ين يه ية های ه ي ء")
ETHIOPIC_BEFORE = ("እንደ", "ስለ", "ወደ", "የሚ", "ናይ", "ካብ", "ኣብ", "የ", "በ", "ለ", "ከ", "ብ", "ን", "ዝ")
ETHIOPIC_BEHIND = ("ዎች", "ች", "ን", "ው", "ና", "ም")
HEBREW_BEFORE = "הובלמשכ"
# Letters that Amharic and Tigrinya speak alike: three h, two s, two a, two ts.
_ALIKE: dict[int, int] = {}
for _one, _other in (
    (0x1210, 0x1200),
    (0x1280, 0x1200),
    (0x1220, 0x1230),
    (0x12D0, 0x12A0),
    (0x1340, 0x1338),
):
    _ALIKE |= {_one + order: _other + order for order in range(7)}
_ALIKE |= {0x1203: 0x1200, 0x1213: 0x1200, 0x1283: 0x1200, 0x12A3: 0x12A0, 0x12D3: 0x12A0}


@lru_cache(maxsize=20_000)
def stems_of(word: str) -> frozenset[str]:
    """What is left of a folded word, one way or another; itself is among them."""
    return frozenset((word, *(stem for stem in _stems(word) if len(stem) >= min(SHORTEST, len(word)))))


def _stems(word: str) -> Iterator[str]:
    first = word[0]
    if first < "\u0250":
        yield from _latin(word)
    elif "\u0400" <= first < "\u0530":
        yield from _cyrillic(word)
    elif "\u0600" <= first < "\u0700":
        yield from _arabic(word)
    elif "\u1200" <= first < "\u1380":
        yield from _ethiopic(word)
    elif "\u05d0" <= first < "\u05eb" and first in HEBREW_BEFORE:
        yield word[1:]


def _latin(word: str) -> Iterator[str]:
    yield from (stemmer.stemWord(word) for stemmer in LATIN)
    if "e" in word:
        yield _SPELLED_OUT.sub(r"\1", word)


def _cyrillic(word: str) -> Iterator[str]:
    stem = without_end(word, CYRILLIC, SHORTEST)
    yield stem
    if stem[-2:] in ("ок", "ек", "ец"):  # of several: жінок, of one: жінка
        yield stem[:-2] + stem[-1]
    if stem != word and stem[-1] in "зцс":  # in the dative: допомозі, допомога
        yield stem[:-1] + "гкх"["зцс".index(stem[-1])]


def _arabic(word: str) -> Iterator[str]:
    bare = next(
        (
            word[len(one) :]
            for one in ARABIC_BEFORE
            if word.startswith(one) and len(word) - len(one) >= SHORTEST
        ),
        word,
    )
    yield bare
    yield without_end(bare, ARABIC_BEHIND, SHORTEST)


def _ethiopic(word: str) -> Iterator[str]:
    alike = word.translate(_ALIKE)
    for one in (
        alike,
        *(alike[len(p) :] for p in _ETHIOPIC if alike.startswith(p) and len(alike) - len(p) > 1),
    ):
        yield one
        yield without_end(one, ETHIOPIC_BEHIND, 2)


_ETHIOPIC = tuple(before.translate(_ALIKE) for before in ETHIOPIC_BEFORE)


def without_end(word: str, endings: tuple[str, ...], shortest: int) -> str:
    """A word without the longest of these endings that leaves enough of it."""
    for ending in endings:
        if len(word) - len(ending) >= shortest and word.endswith(ending):
            return word[: -len(ending)]
    return word
