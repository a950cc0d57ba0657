"""Keys under which two that may be one are found together, without comparing everybody with everybody."""

from collections.abc import Iterator
from hashlib import blake2b

from ponte.core.matching.names import Spelled
from ponte.core.matching.profile import Profile
from ponte.core.matching.spelling import Word, skeleton_of

HALVED_FROM = 6
SHORTENED_FROM = 4
SHORTEST_WHOLE = 4
SQUEEZED = 6
LONGEST = 40
SHORTEST_SKELETON = 3
_VOWELS = str.maketrans("", "", "aeiou")


def keys_of(profile: Profile) -> set[str]:
    """The keys a profile is kept under; 60 letters at the most. Addresses and numbers only as digests."""
    return {*_by_names(profile, asked=False), *_by_facts(profile)}


def keys_asked_by(profile: Profile) -> set[str]:
    """The keys under which those like it are looked for: also those of names with a letter more or less."""
    return {*_by_names(profile, asked=True), *_by_facts(profile)}


def word_key(stem: str) -> str:
    """The key of a word: who holds it says how frequent it is."""
    return f"w:{stem[:LONGEST]}"


def _by_names(profile: Profile, *, asked: bool) -> Iterator[str]:
    for name, _is_former in profile.spelled:
        for word in name.words:
            yield word_key(word.stem)
            if len(word.skeleton) >= SHORTEST_SKELETON:
                yield f"s:{word.skeleton[:LONGEST]}"
            if "j" in word.latin:  # is it the j of Jugend or that of jeunes?
                yield f"s:{skeleton_of(word.latin.replace('j', 'y'))[:LONGEST]}"
            yield from _halves(word, asked=asked)
            yield from _shortened(word)
        yield from _of_the_whole(name)


def _halves(word: Word, *, asked: bool) -> Iterator[str]:
    """Whoever mistypes one letter leaves one half of the word as it was."""
    stem = word.stem
    for length in (len(stem) - 1, len(stem), len(stem) + 1) if asked else (len(stem),):
        if length >= HALVED_FROM:
            half = length // 2
            yield f"p{length}:{stem[:half]}"
            yield f"x{length}:{stem[-half:]}"


def _shortened(word: Word) -> Iterator[str]:
    """A short word with any one letter left out: two such words with one mistake have one of these in common."""
    stem = word.stem
    if SHORTENED_FROM <= len(stem) < HALVED_FROM:
        yield f"d:{stem}"
        for place in range(len(stem)):
            yield f"d:{stem[:place]}{stem[place + 1 :]}"


def _of_the_whole(name: Spelled) -> Iterator[str]:
    """The consonants at both ends of the whole name, for scripts without blanks; and its acronym or initials."""
    if len(name.skeleton) >= SHORTEST_WHOLE:
        yield f"n:{name.skeleton[:SQUEEZED]}"
        yield f"z:{name.skeleton[-SQUEEZED:]}"
    short = name.acronym or (name.initials if len(name.words) > 2 else "")
    if len(short) > 2:
        yield f"a:{short[:1]}{short[1:LONGEST].translate(_VOWELS)}"


def _by_facts(profile: Profile) -> Iterator[str]:
    for web in profile.pages:
        yield f"u:{_digest(web.page)}"
        if web.site:
            yield f"v:{_digest(web.site)}"
    for kind, values in (("m", profile.boxes), ("t", profile.numbers)):
        for value in values:
            yield f"{kind}:{_digest(value)}"
    for scheme, value in profile.codes.items():
        yield f"i:{_digest(f'{scheme} {value}')}"


def _digest(value: str) -> str:
    return blake2b(value.encode(), digest_size=6).hexdigest()
