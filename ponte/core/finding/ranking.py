"""Rows found by words, the best first: exact words of the name before beginnings, before all that is less sure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyroaring import BitMap

from ponte.core.finding.asking import How, Term, Word
from ponte.core.finding.places import ALSO, NAME, SAID, TEXT

UNSURE = (
    4  # the tier of names that only sound like what was typed, or have slips: the nearest spelling decides
)
ENOUGH = 3  # fewer than these, and what is less sure is looked at too
_IN_A_NAME = {How.STEM: 3, How.INSIDE: 3, How.SOUND: UNSURE, How.SLIP: UNSURE, How.MEANS: 7}
_IN_A_TEXT = {how: 6 if how <= How.INSIDE else 7 for how in How}
TIERS: Mapping[str, Mapping[How, int]] = {
    NAME: {How.EXACT: 0, How.BEGINS: 1, **_IN_A_NAME},
    ALSO: {How.EXACT: 2, How.BEGINS: 2, **_IN_A_NAME},
    TEXT: _IN_A_TEXT,
    SAID: _IN_A_TEXT,
}
LAST, IN_NAMES = 7, 6  # tiers from the sixth on are found by texts or by words that mean the same
Postings = Mapping[str, Mapping[str, BitMap]]  # {place: {word: rows}}
Steps = list[BitMap]  # rows at least this good, for each tier


@dataclass(frozen=True)
class Answer:
    """The rows that were found. `tiers` share no row, the best stands first.

    `is_partial`: nothing has all words; these have `most` of them. `nowhere` are words that nothing has.
    """

    terms: Sequence[Term]
    tiers: Sequence[BitMap]
    is_partial: bool = False
    most: int = 0
    nowhere: Sequence[str] = field(default=())
    is_loose: bool = False

    @property
    def rows(self) -> BitMap:
        """All of them."""
        return BitMap.union(BitMap(), *self.tiers)


def answer(terms: Sequence[Term], postings: Postings, base: BitMap) -> Answer:
    """What is found of these rows: all terms, surely; or loosely; or the most of them."""
    for loose in (False, True):
        each = [steps_of(term, postings, base, loose=loose) for term in terms]
        every = all_of(each)
        tiers = apart(every)
        if len(every[LAST]) - len(tiers[UNSURE]) >= ENOUGH or (loose and every[LAST]):
            return Answer(terms, tiers, is_loose=loose)
    return partly(terms, each, base)


def partly(terms: Sequence[Term], each: Sequence[Steps], base: BitMap) -> Answer:
    """The rows that have the most terms."""
    at_least = [base, *(BitMap() for _term in terms)]
    for steps in each:
        for count in range(len(terms), 0, -1):
            at_least[count] = at_least[count] | (at_least[count - 1] & steps[LAST])
    most = max(count for count, rows in enumerate(at_least) if rows or not count)
    nowhere = [term.text for term, steps in zip(terms, each, strict=True) if not steps[LAST]]
    if not most:
        return Answer(terms, [], is_partial=len(terms) > 1, nowhere=nowhere, is_loose=True)
    any_of = [BitMap.union(*(steps[tier] for steps in each)) & at_least[most] for tier in range(LAST + 1)]
    return Answer(terms, apart(any_of), is_partial=True, most=most, nowhere=nowhere, is_loose=True)


def steps_of(term: Term, postings: Postings, base: BitMap, *, loose: bool) -> Steps:
    """The rows of a term, for each tier those that are at least as good."""
    steps = all_of([steps_of_word(word, postings, base, loose=loose) for word in term.words])
    for phrase in term.others:
        steps[LAST] = steps[LAST] | BitMap.intersection(*(anywhere(word, postings, base) for word in phrase))
    return steps


def steps_of_word(word: Word, postings: Postings, base: BitMap, *, loose: bool) -> Steps:
    """The same of one word."""
    found: list[list[BitMap]] = [[] for _tier in range(LAST + 1)]
    for place, by_word in postings.items():
        for other, rows in by_word.items():
            how = word.how(other)
            if how is None or (other in word.loose and not counts(how, place, loose=loose)):
                continue
            found[TIERS[place][how]].append(rows)
    steps, so_far = [], BitMap()
    for some in found:
        so_far = BitMap.union(so_far, *some) & base if some else so_far
        steps.append(so_far)
    return steps


def counts(how: How, place: str, *, loose: bool) -> bool:
    """Whether a word that is not surely meant counts: what only sounds alike does so in names alone."""
    return how <= How.BEGINS or (loose and (how != How.SOUND or place in (NAME, ALSO)))


def anywhere(word: Word, postings: Postings, base: BitMap) -> BitMap:
    """The rows that hold a word, in whatever form and wherever."""
    some = (rows for by_word in postings.values() for other, rows in by_word.items() if other in word.sure)
    return BitMap.union(BitMap(), *some) & base


def all_of(each: Sequence[Steps]) -> Steps:
    """The rows that every one has: a row is as good as its worst word."""
    return [BitMap.intersection(*(steps[tier] for steps in each)) for tier in range(LAST + 1)]


def apart(steps: Steps) -> Steps:
    """Each row in the best of its tiers only."""
    return [steps[0], *(steps[tier] - steps[tier - 1] for tier in range(1, LAST + 1))]


def divided(tiers: Sequence[BitMap], preferred: Sequence[BitMap]) -> Iterator[BitMap]:
    """Tiers cut into those rows that stand first among equals, those that stand second, and the others."""
    for tier in tiers:
        rest = tier
        for rows in preferred:
            if first := rest & rows:
                yield first
                rest = rest - first
        if rest:
            yield rest
