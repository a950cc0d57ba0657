"""Words and phrases that mean the same in the languages of an office, so that one is found by the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ponte.core.finding.stems import stems_of
from ponte.core.matching.weights import expected_share
from ponte.core.text import words

GRAMMAR = 0.5  # share of names from which on a word is only grammar
Phrase = tuple[str, ...]  # folded words


@dataclass
class Thesaurus:
    """Groups of phrases; a phrase is found in what somebody typed whatever its endings are."""

    groups: list[list[Phrase]] = field(default_factory=list)
    by_first: dict[str, list[tuple[Phrase, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]]) -> "Thesaurus":
        """Made of the texts of phrases."""
        made = cls()
        for texts in groups:
            phrases = list(
                dict.fromkeys(phrase for text in texts if (phrase := tuple(that_count(words(text)))))
            )
            number = len(made.groups)
            made.groups.append(phrases)
            for phrase in phrases:
                for stem in stems_of(phrase[0]):
                    made.by_first.setdefault(stem, []).append((phrase, number))
        return made

    def terms(self, typed: Sequence[str]) -> Iterator[tuple[list[str], list[Phrase]]]:
        """What was typed cut into words, and phrases that are known, each with what means the same."""
        start = 0
        while start < len(typed):
            phrase, others = self._longest_at(typed, start)
            length = len(phrase) or 1
            yield list(typed[start : start + length]), others
            start += length

    def _longest_at(self, typed: Sequence[str], start: int) -> tuple[Phrase, list[Phrase]]:
        longest: Phrase = ()
        meanings: set[int] = set()
        for stem in stems_of(typed[start]):
            for phrase, number in self.by_first.get(stem, ()):
                if len(phrase) < len(longest) or not begins_with(typed[start:], phrase):
                    continue
                meanings = meanings | {number} if len(phrase) == len(longest) else {number}
                longest = phrase
        others = dict.fromkeys(other for number in sorted(meanings) for other in self.groups[number])
        said = tuple(typed[start : start + len(longest)])
        return longest, [other for other in others if other not in (longest, said)]


def begins_with(typed: Sequence[str], phrase: Phrase) -> bool:
    """Whether these are the words of a phrase, whatever their endings."""
    return len(typed) >= len(phrase) and all(
        stems_of(one) & stems_of(other) for one, other in zip(typed, phrase, strict=False)
    )


def that_count(some: Sequence[str]) -> list[str]:
    """Words without grammar (of, de, der), unless there is nothing else."""
    kept = [word for word in some if not is_grammar(word)]
    return kept or list(some)


def is_grammar(word: str) -> bool:
    """Whether a word only holds others together."""
    return len(word) < 6 and expected_share(word) >= GRAMMAR


NOTHING = Thesaurus()
