"""Words as they sound: a name is written in Latin letters in as many ways as there are people who heard it.

Only consonants count, as classes of sounds. Of words with two consonants the long vowels count too, or half of
all names would be one.
"""

import re
from functools import lru_cache

from anyascii import anyascii

LONG = 3  # consonants from which on a word is known by them alone
_NO_LETTER = re.compile("[^a-z0-9]+")
_SOUNDS = re.compile(
    "shch|tsch|sch|tch|dzh|dsh|dj|dz|ch|sh|zh|ts|tz|cs|cz|sz|kh|gh|ph|bh|th|dh|ck|qu|x|ee|oo|ou|[a-z0-9]"
)
_HEARD_AS = {
    "s": "shch tsch sch tch dzh dsh dj dz ch sh zh ts tz cs cz sz s z j",
    "k": "k g q c ck qu kh gh h",
    "b": "p b bh",
    "f": "f v ph",
    "t": "t d th dh",
    "ks": "x",
    "I": "i y ee",
    "W": "o u w oo ou",
}
_CLASS = {sound: heard for heard, sounds in _HEARD_AS.items() for sound in sounds.split()}
_CLASS |= {letter: letter for letter in "lrmn0123456789"}
_LONG_VOWELS = str.maketrans("", "", "IW")
_REPEATED = re.compile(r"(.)\1+")
_ARABIC = re.compile("^(?:وال|بال|ال|لل)(?=..)|(?<=...)ه$")
_ARTICLE = re.compile(r"[ae](?:l...|(.)\1)")  # al-jisr, an-nur, es-salam
_SOFT = re.compile(r"(?<=[aeiou])h$")
# Letters that are heard otherwise than the table of letters has them.
_HEARD = str.maketrans({"ং": "ng", "শ": "sh", "ষ": "sh", "х": "kh"})


@lru_cache(maxsize=20_000)
def latin_of(word: str) -> str:
    """A folded word in Latin letters, an Arabic one without article and silent end."""
    if word.isascii():
        return word
    bare = _ARABIC.sub("", word) if "\u0600" <= word[0] < "\u0700" else word
    return _NO_LETTER.sub("", anyascii(bare.translate(_HEARD)).lower())


@lru_cache(maxsize=20_000)
def sounds_of(word: str) -> frozenset[str]:
    """Under which sounds a folded word is kept: its consonants and, when they are two, these with long vowels."""
    latin = _SOFT.sub("", latin_of(word))
    found = set(_keys(latin))
    if len(latin) > 4 and word.isascii() and _ARTICLE.match(latin):
        found |= _keys(latin[2:])
    return frozenset(found)


def _keys(latin: str) -> set[str]:
    heard = "".join(_CLASS.get(sound, "") for sound in _SOUNDS.findall(latin))
    consonants = _REPEATED.sub(r"\1", heard.translate(_LONG_VOWELS))
    if len(consonants) == LONG - 1:
        return {consonants, _REPEATED.sub(r"\1", heard)}
    return {consonants} if len(consonants) >= LONG else set()


def is_sure(sound: str) -> bool:
    """Whether words of this sound are few enough to be taken for one; two consonants alone are not."""
    return len(sound) >= LONG
