"""Text as people write it: cleaned on the way in, folded for comparing, cut into words for finding."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Controls, overrides and isolates of direction, blank fillers, tags, noncharacters, halves of a character.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\ud800-\udfff]"
)
# Scripts in which a joiner changes the writing: Arabic, Syriac, N'Ko, those of India to Sinhala, Mongolian.
_JOINING = (
    "\u0600-\u074f\u0750-\u077f\u07c0-\u07ff\u08a0-\u08ff\u0900-\u0dff\u1800-\u18af"
    "\ua8e0-\ua8ff\ufb50-\ufdff\ufe70-\ufefc"
)
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_STRAY_JOINER = re.compile(f"(?<![{_JOINING}])[\u200c\u200d]|(?<![{_VIRAMAS}])[\u200c\u200d](?![{_JOINING}])")
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_BLANKS = re.compile(r"(?<=\S)[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{4,}")


def clean(text: str, *, multiline: bool = False) -> str:
    """What a person meant to write: composed (NFC), nothing that nobody can see, no doubled spaces."""
    text = _LINE_ENDS.sub("\n" if multiline else " ", text)
    text = _UNSEEN.sub("", text).replace("\u2800", " ")
    text = unicodedata.normalize("NFC", _STRAY_JOINER.sub("", _JOINERS.sub(r"\1", text)))
    if not multiline:
        return " ".join(text.split())
    lines = "\n".join(_BLANKS.sub(" ", line.expandtabs(4)).rstrip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n\n", lines).strip()


# Marks on letters of Latin, Greek, Cyrillic, Hebrew and Arabic; tatweel, joiners. Vowel signs of India stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_LETTERS: dict[int, int | str | None] = {}
_LETTERS |= str.maketrans("łøđðħŧŋıəɛǝɔɓɗɖƙƴɣƒґ", "loddhtnieeeobddkygfг")
_LETTERS |= str.maketrans("ٱىیېةەہھۃک", "ايييهههههك")
_LETTERS |= {ord("þ"): "th", ord("æ"): "ae", ord("œ"): "oe"}
_LETTERS |= dict.fromkeys(map(ord, "’‘ʼʻ`´′ʹʾʿ"), "'")
_DIGIT = re.compile(r"\d")


def fold(text: str) -> str:
    """The form in which spellings of one name are equal: no case, no marks, one alef, ya, kind of digit."""
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text).translate(_LETTERS))
    text = _DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), text)
    return " ".join(unicodedata.normalize("NFC", text).split())


_HAN_OR_KANA = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
# Thai, Lao, Burmese, Khmer: no blanks between words either; a letter and the signs on it stay together.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> list[str]:
    """Folded words in their order; scripts that write no blanks (Chinese, Japanese, Thai) as overlapping pairs."""
    folded = fold(text)
    if folded.isascii():
        return _ASCII_WORD.findall(folded)
    spaced = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in folded)
    found: list[str] = []
    for run in spaced.split():
        for part in re.split(f"({_HAN_OR_KANA.pattern}|{_UNSPACED.pattern})", run):
            if _HAN_OR_KANA.fullmatch(part):
                found += in_pairs(part)
            elif _UNSPACED.fullmatch(part):
                found += in_pairs(_with_signs(part))
            elif part:
                found.append(part)
    return found


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that writes no blanks, and therefore cut into pairs."""
    return bool(_HAN_OR_KANA.match(word) or _UNSPACED.match(word))


def in_pairs(letters: Sequence[str]) -> list[str]:
    """Every two neighbours; a letter that stands alone as it is."""
    return [a + b for a, b in pairwise(letters)] or list(letters)


def _with_signs(run: str) -> list[str]:
    """Letters, each with the vowel signs and tones written over, under and behind it."""
    found: list[str] = []
    for char in run:
        if found and unicodedata.category(char)[0] == "M":
            found[-1] += char
        else:
            found.append(char)
    return found
