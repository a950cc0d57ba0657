"""A name cut into its parts: the words that count, its legal form, its acronym."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from anyascii import anyascii

from ponte.core.matching.spelling import Word, skeleton_of, word_of
from ponte.core.matching.weights import expected_share
from ponte.core.text import fold, words

GRAMMAR = 0.5  # share of names from which on a word is only grammar
SHORT_FORM = 3
_ABBREVIATED = re.compile(r"(?<!\w)(?:\w{1,2}\.\s?){2,}(?:\w(?!\w))?")
_IN_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_CAPITALS = re.compile(r"[^\W\d_]{2,10}")
_HAN = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_NO_LETTER = re.compile("[^a-z0-9]+")
LONGEST_NAME = 30


@dataclass(frozen=True)
class Spelled:
    """A name as it is compared. `squeezed` is all of it in Latin letters without blanks.

    `is_beside`: an acronym that stands beside the name; two may have one in common.
    `is_joined`: written without blanks.
    """

    text: str
    folded: str
    words: tuple[Word, ...]
    form: tuple[str, ...]
    squeezed: str
    skeleton: str
    acronym: str
    is_beside: bool
    is_joined: bool

    @cached_property
    def initials(self) -> str:
        """The first letters of the words that count."""
        return "".join(_initials(self.text))


@cache
def legal_forms() -> Mapping[tuple[str, ...], str]:
    """{the words of a form: the country whose law knows it}."""
    with (Path(__file__).parent / "legal_forms.csv").open(encoding="utf-8", newline="") as file:
        return {tuple(words(row["form"])): row["where"] for row in csv.DictReader(file)}


@lru_cache(maxsize=5_000)
def spell(text: str, *, is_acronym: bool = False) -> tuple[Spelled, ...]:
    """A name, and what stands in brackets in it as a name of its own: `Long Name (LN)`, `Short (The Long Name)`.

    One plain word in brackets is no name: a town, or "demo".
    """
    inside = [part.strip() for part in _IN_BRACKETS.findall(text) if _is_name(part)]
    outside = _IN_BRACKETS.sub(" ", text).strip()
    parts = [outside, *inside] if words(outside) else [text]
    found = [_spelled(part, is_acronym=is_acronym or _beside(part, parts)) for part in parts]
    return tuple(one for one in found if one.words) or (_spelled(text, is_acronym=is_acronym),)


def _is_name(part: str) -> bool:
    every = words(part)
    return len(every) > 1 or bool(_acronym(part, every, is_acronym=False))


def _beside(part: str, parts: Sequence[str]) -> bool:
    return part != parts[0] and bool(_acronym(part, words(part), is_acronym=False))


def _spelled(text: str, *, is_acronym: bool) -> Spelled:
    joined = _ABBREVIATED.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
    every = words(joined)[:LONGEST_NAME]
    kept, form = without_form(every)
    some = tuple(word_of(word) for word in kept)
    squeezed = _squeezed(joined) if _HAN.search(joined) else "".join(word.latin for word in some)
    return Spelled(
        text=text,
        folded=" ".join(every),
        words=some,
        form=tuple(form),
        squeezed=squeezed,
        skeleton=skeleton_of(squeezed),
        acronym=_acronym(joined, kept, is_acronym=is_acronym),
        is_beside=is_acronym,
        is_joined=bool(_HAN.search(joined)),
    )


def _squeezed(text: str) -> str:
    return _NO_LETTER.sub("", anyascii(fold(text)).lower())


def without_form(every: Sequence[str]) -> tuple[list[str], list[str]]:
    """(the words, the legal form). Short forms (`e.V.`, `SA`) only count at either end; a name is never emptied."""
    runs = list(_runs(every))
    if not runs:
        return list(every), []
    found = [run for run in runs if run[0] == 0 or run[1] == len(every) or _is_long(every, run)]
    kept = [word for place, word in enumerate(every) if not any(a <= place < b for a, b in found)]
    if not kept:
        return list(every), []
    return kept, [" ".join(every[a:b]) for a, b in found]


def _is_long(every: Sequence[str], run: tuple[int, int]) -> bool:
    return sum(map(len, every[run[0] : run[1]])) >= SHORT_FORM


def _runs(every: Sequence[str]) -> Iterator[tuple[int, int]]:
    forms, longest = legal_forms(), _longest()
    if not _first_words() & set(every):
        return
    start = 0
    while start < len(every):
        end = min(len(every), start + longest)
        while end > start and tuple(every[start:end]) not in forms:
            end -= 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form[0] for form in legal_forms())


@cache
def _longest() -> int:
    return max(map(len, legal_forms()))


def _initials(text: str) -> Iterator[str]:
    """The first letter of each word that counts, and all of those of a word in capitals: `UK Federation` is `ukf`."""
    for raw in re.findall(r"\w+", text):
        latin = word_of(raw.lower()).latin if raw.isascii() else _squeezed(raw)
        if expected_share(word_of(fold(raw)).stem) < GRAMMAR:
            yield latin if raw.isupper() and 1 < len(raw) <= SHORT_FORM else latin[:1]


def _acronym(text: str, kept: Sequence[str], *, is_acronym: bool) -> str:
    """The letters of a name that is one: said to be, or a single word mostly in capitals (`CoNNGI`)."""
    bare = "".join(re.findall(r"\w+", text)) if is_acronym else text.strip(" .")
    if len(kept) != 1 and not is_acronym:
        return ""
    capitals = sum(char.isupper() for char in bare)
    if is_acronym or (_CAPITALS.fullmatch(bare) and capitals * 2 > len(bare) and capitals > 1):
        return _squeezed(bare)
    return ""


@lru_cache(maxsize=20_000)
def abbreviates(acronym: str, long: str) -> bool:
    """Whether an acronym stands for a name: letters from the beginnings of its words, in their order."""
    some = [word_of(word) for word in words(long)][:LONGEST_NAME]
    return len(some) > 1 and _spelt_by(acronym, tuple(word.latin for word in some))


def _spelt_by(acronym: str, some: tuple[str, ...]) -> bool:
    """Each word gives up to three letters of its beginning; only words of grammar may give none."""
    if not some:
        return not acronym
    word, rest = some[0], some[1:]
    for length in range(min(3, len(word), len(acronym)), 0, -1):
        if acronym[:length] == word[:length] and _spelt_by(acronym[length:], rest):
            return True
    is_grammar = expected_share(word_of(word).stem) >= GRAMMAR
    return is_grammar and _spelt_by(acronym, rest)
