"""One word, seen in the ways in which two spellings of it are still equal."""

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

LONG_ENOUGH = 5
_NO_LETTER = re.compile("[^a-z0-9]+")
_VOWEL_AT_END = re.compile("[aeiou]$")
# Sounds that languages write differently in Latin letters, from the longest spelling to the shortest.
_SOUNDS = re.compile(
    "shch|sch|tch|tsch|dzh|dsh|dj|dz|ch|sh|zh|ts|tz|cs|cz|sz|kh|gh|ph|bh|th|dh|ck|qu|x|[a-z0-9]"
)
_HEARD_AS = {
    "s": "shch sch tch tsch dzh dsh dj dz ch sh zh ts tz cs cz sz s z j",
    "k": "k g q c ck qu kh gh",
    "b": "p b bh",
    "f": "f v ph",
    "t": "t d th dh",
    "ks": "x",
}
_CLASS = {sound: kind for kind, sounds in reversed(_HEARD_AS.items()) for sound in sounds.split()}
_CLASS |= {letter: letter for letter in "lrmn0123456789"}
_REPEATED = re.compile(r"(.)\1+")
_ARTICLE = "ال"
# Letters that are heard otherwise than the table of letters has them.
_HEARD = str.maketrans({"ং": "ng", "শ": "sh", "ষ": "sh"})


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, the same in Latin letters, without its ending, and only its consonants.

    `latin` is what any script gives letter by letter; `stem` makes singular and plural one; `skeleton` is
    what stays when a name is written as it sounds in another language: Kharkiv, Harkiv, Jarkov, Харків.
    """

    text: str
    latin: str
    stem: str
    skeleton: str
    is_latin: bool


@lru_cache(maxsize=20_000)
def word_of(text: str) -> Word:
    """A folded word in all its forms."""
    bare = text.removeprefix(_ARTICLE) if len(text) >= LONG_ENOUGH else text
    latin = _NO_LETTER.sub("", anyascii(bare.translate(_HEARD)).lower()) if not bare.isascii() else bare
    return Word(text, latin or bare, stem_of(latin) or bare, skeleton_of(latin), text.isascii())


def stem_of(latin: str) -> str:
    """Without the ending that number and gender change: migrants, migrant; donne, donna; asociaciones."""
    if len(latin) < LONG_ENOUGH:
        return latin
    stem = latin[:-1] if latin.endswith("s") and not latin.endswith("ss") else latin
    return _VOWEL_AT_END.sub("", stem)


def skeleton_of(latin: str) -> str:
    """The consonants as classes of sounds; vowels, h, w and y are written too differently to count."""
    sounds = "".join(_CLASS.get(sound, "") for sound in _SOUNDS.findall(latin))
    return once(sounds)


def once(text: str) -> str:
    """Letters that are written twice, once."""
    return _REPEATED.sub(r"\1", text)
