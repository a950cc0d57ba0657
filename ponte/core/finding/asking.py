"""What somebody typed, as words of the index: which of them may be meant, and how they come to be."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz.distance import JaroWinkler

from ponte.core.finding import lexicon, slips
from ponte.core.finding.lexicon import INSIDE, PART, SOUND
from ponte.core.finding.meanings import NOTHING, Phrase, Thesaurus, that_count
from ponte.core.finding.sounds import is_sure, latin_of, sounds_of
from ponte.core.finding.stems import stems_of
from ponte.core.text import words

MOST_WORDS, MOST_MEANT, MOST_PHRASES = 8, 200, 12
ALIKE, SOMEWHAT = (
    0.75,
    0.65,
)  # words that sound alike look alike too: in one script, or when the sound is not sure
_LATIN_SCRIPT = re.compile("[\u0000-\u024f]")


class How(IntEnum):
    """How a word of the index comes to be meant, the surest first."""

    EXACT = 0
    BEGINS = 1
    STEM = 2
    INSIDE = 3
    SOUND = 4
    SLIP = 5
    MEANS = 6


@dataclass
class Word:
    """One typed word. `sure` and `loose` are {word of the index: how}; loose ones count when little else is found."""

    text: str
    begins: bool = True  # whether words that only begin with it are meant too
    sure: dict[str, How] = field(default_factory=dict)
    loose: dict[str, How] = field(default_factory=dict)

    def asked_keys(self) -> set[str]:
        """What to look up in the lexicon."""
        return lexicon.keys_asked(self.text) if self.begins else lexicon.stem_keys(self.text)

    def how(self, word: str) -> How | None:
        """How a word of the index comes to be meant by this one; None when it is not."""
        if word == self.text:
            return How.EXACT
        if self.begins and is_long_enough(self.text) and word.startswith(self.text):
            return min(How.BEGINS, self.sure.get(word, How.BEGINS))
        return self.sure.get(word, self.loose.get(word))

    def understand(self, known: Mapping[str, Sequence[str]]) -> None:
        """Take from the lexicon what may be meant."""
        self.sure = dict.fromkeys(stems_of(self.text), How.STEM) | {self.text: How.EXACT}
        if (plain := self.text.replace("ue", "u").replace("oe", "o").replace("ae", "a")) in self.sure:
            self.sure[plain] = How.EXACT  # Koeln is Köln
        for key in lexicon.stem_keys(self.text):
            for word in known.get(key, ()):
                self.sure.setdefault(word, How.STEM)
        if self.begins:
            self._inside(known)
            self._slips(known)
            self._sounds(known)
        self.loose = {word: how for word, how in self.loose.items() if word not in self.sure}

    def _inside(self, known: Mapping[str, Sequence[str]]) -> None:
        for word in known.get(f"{INSIDE}{self.text[: lexicon.PIECE]}", ()):
            if self.text in word[1:]:
                self.sure.setdefault(word, How.INSIDE)

    def _sounds(self, known: Mapping[str, Sequence[str]]) -> None:
        latin, is_latin = latin_of(self.text), bool(_LATIN_SCRIPT.match(self.text))
        near: list[tuple[float, str, bool]] = []
        for sound in sounds_of(self.text):
            for word in known.get(f"{SOUND}{sound}", ()):
                looks = JaroWinkler.similarity(latin, latin_of(word))
                other_script = is_latin != bool(_LATIN_SCRIPT.match(word))
                is_certain = other_script and is_sure(sound)
                if is_certain or looks >= (SOMEWHAT if other_script else ALIKE):
                    near.append((looks, word, is_certain))
        for _looks, word, is_certain in sorted(near, reverse=True)[:MOST_MEANT]:
            (self.sure if is_certain else self.loose).setdefault(word, How.SOUND)

    def _slips(self, known: Mapping[str, Sequence[str]]) -> None:
        keys = slips.parts_asked(self.text)
        candidates = {word for key in keys for word in known.get(f"{PART}{key}", ())}
        for word in slips.meant(self.text, candidates):
            self.loose.setdefault(word, How.SLIP)


@dataclass
class Term:
    """A word, or words that are a phrase together, with the phrases that mean the same."""

    words: list[Word]
    others: list[list[Word]] = field(default_factory=list)

    def __iter__(self) -> Iterator[Word]:
        yield from self.words
        for phrase in self.others:
            yield from phrase

    @property
    def text(self) -> str:
        """As it was typed, folded."""
        return " ".join(word.text for word in self.words)


def read(text: str, thesaurus: Thesaurus = NOTHING) -> list[Term]:
    """The terms of what somebody typed; none when it has no word."""
    typed = that_count(list(dict.fromkeys(words(text)))[: 2 * MOST_WORDS])[:MOST_WORDS]
    return [
        Term([Word(word) for word in some], [meaning(phrase) for phrase in others[:MOST_PHRASES]])
        for some, others in thesaurus.terms(typed)
    ]


def meaning(phrase: Phrase) -> list[Word]:
    """The words of a phrase nobody typed."""
    return [Word(word, begins=False) for word in phrase]


def understand(label: str, terms: Sequence[Term]) -> None:
    """Look all words up in the lexicon of a generation; one statement."""
    every = [word for term in terms for word in term]
    known = lexicon.look_up(label, {key for word in every for key in word.asked_keys()}) if every else {}
    for word in every:
        word.understand(known)


def is_long_enough(word: str) -> bool:
    """Whether the beginnings of words are meant: one Latin letter begins them all."""
    return len(word) > 1 or not word.isascii()


def meant_words(terms: Sequence[Term]) -> Collection[str]:
    """Every word of the index that has to be fetched by itself."""
    return {other for term in terms for word in term for other in (*word.sure, *word.loose)}
