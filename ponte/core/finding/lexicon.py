"""The lexicon of an index: from a word as somebody typed it to the words that are there."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from ponte.core import bulk
from ponte.core.finding import slips
from ponte.core.finding.sounds import sounds_of
from ponte.core.finding.stems import stems_of
from ponte.core.models.lexicon_line import LexiconLine

STEM, SOUND, PART, INSIDE = "tkpi"
WORDS_TOGETHER, LINES_TOGETHER = 10_000, 2_000
LONG_ENOUGH, BEGINNING, PIECE = 9, 3, 5  # of words in which others are: Asylverfahrensberatung
# What Romance languages put behind a stem is no word in a word: association, associazione.
_ENDING = re.compile(
    "[a-z]?(azion|zion|ation|tion|acion|cion|acao|ament|iment|ement|mento|itar|idad|ista|iste)"
)
_LATIN = re.compile("[a-z]+")


def keys_of(word: str) -> set[str]:
    """The keys a word is kept under."""
    found = {f"{STEM}{stem}" for stem in stems_of(word) if stem != word}
    found |= {f"{SOUND}{sound}" for sound in sounds_of(word)}
    found |= {f"{PART}{part}" for part in slips.parts_of(word)}
    return found | {f"{INSIDE}{piece}" for piece in pieces_of(word)}


def pieces_of(word: str) -> Iterator[str]:
    """How the words begin that may be inside a long one."""
    if len(word) < LONG_ENOUGH or not _LATIN.fullmatch(word):
        return
    for start in range(BEGINNING, len(word) - PIECE + 1):
        if not _ENDING.match(word, start):
            yield word[start : start + PIECE]


def keys_asked(word: str) -> set[str]:
    """The keys under which a typed word is looked up."""
    found = stem_keys(word) | {f"{SOUND}{sound}" for sound in sounds_of(word)}
    found |= {f"{PART}{part}" for part in slips.parts_asked(word)}
    return found | ({f"{INSIDE}{word[:PIECE]}"} if len(word) >= PIECE else set())


def stem_keys(word: str) -> set[str]:
    """The keys of the other forms of a word."""
    return {f"{STEM}{stem}" for stem in stems_of(word)}


def look_up(label: str, keys: Collection[str]) -> dict[str, list[str]]:
    """The words under each of these keys; one statement."""
    rows = LexiconLine.objects.filter(index=label, key__in=[key.encode() for key in keys]).order_by()
    found = rows.values_list("key", "words")
    return {bytes(key).decode(): bytes(words).decode().split("\n") for key, words in found}


def learn(label: str, words: Iterable[str]) -> None:
    """Keep these words; the caller holds the lock of the index."""
    waiting = iter(words)
    while some := list(islice(waiting, WORDS_TOGETHER)):
        by_key: dict[str, set[str]] = {}
        for word in some:
            for key in keys_of(word):
                by_key.setdefault(key, set()).add(word)
        for keys in together(by_key):
            change(label, {key: (by_key[key], set()) for key in keys})


def forget(label: str, words: Collection[str]) -> None:
    """These words are in no record any more."""
    by_key: dict[str, set[str]] = {}
    for word in words:
        for key in keys_of(word):
            by_key.setdefault(key, set()).add(word)
    for keys in together(by_key):
        change(label, {key: (set(), by_key[key]) for key in keys})


def change(label: str, lines: dict[str, tuple[set[str], set[str]]]) -> None:
    """Some lines: {key: (words that come, words that go)}."""
    rows = LexiconLine.objects.filter(index=label, key__in=[key.encode() for key in lines]).order_by()
    known = {
        bytes(key).decode(): (pk, bytes(words)) for pk, key, words in rows.values_list("pk", "key", "words")
    }
    new, changed, gone = [], [], []
    for key, (come, go) in lines.items():
        pk, packed = known.get(key, (0, b""))
        there = set(packed.decode().split("\n")) if packed else set()
        merged = (there | come) - go
        if pk and not merged:
            gone.append(pk)
        elif pk and merged != there:
            changed.append((pack(merged), pk))
        elif merged and not pk:
            new.append((label, key.encode(), pack(merged)))
    bulk.insert(LexiconLine, ("index", "key", "words"), new)
    bulk.update(LexiconLine, ("words",), changed)
    if gone:
        LexiconLine.objects.filter(pk__in=gone).delete()


def pack(words: Iterable[str]) -> bytes:
    """Words as a line keeps them."""
    return "\n".join(sorted(words)).encode()


def together(keys: Iterable[str]) -> Iterator[list[str]]:
    """Keys in one order for all writers, some thousands at a time."""
    waiting = iter(sorted(keys))
    while few := list(islice(waiting, LINES_TOGETHER)):
        yield few
