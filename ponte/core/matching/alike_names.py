"""How alike two names are: their words put beside each other, rare words counting more than frequent ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from ponte.core.matching.evidence import Evidence
from ponte.core.matching.names import Spelled, abbreviates
from ponte.core.matching.profile import Profile
from ponte.core.matching.spelling import Word
from ponte.core.matching.weights import Weights, is_common

NEAR = 0.75  # from here on two words may be spellings of one
SOUNDS_ALIKE = 0.93
ABBREVIATED = 0.85
ACRONYM = 0.86
FORMER = 0.97
OTHER_ENDING = 0.98
ENOUGH = 2.0  # weight of words from which on a name that holds the other is hardly chance
SHORT_WORD = 4
LITTLE = 0.1  # words of grammar weigh less
TOGETHER = 0.96
NAMES_COMPARED = 12


@dataclass(frozen=True)
class Pairing:
    """Two names and how alike they are, 0 to 1, and why."""

    score: float
    reasons: tuple[Evidence, ...]


def best_pairing(one: Profile, other: Profile, weights: Weights) -> Pairing:
    """The two names, one of each, that are most alike."""
    best = Pairing(0.0, ())
    for mine, mine_is_former in one.spelled[:NAMES_COMPARED]:
        for yours, yours_is_former in other.spelled[:NAMES_COMPARED]:
            found = pairing(mine, yours, weights)
            if mine_is_former or yours_is_former:
                former = mine if mine_is_former else yours
                reason = Evidence("former_name", {"one": former.text})
                found = Pairing(found.score * FORMER, (*found.reasons, reason))
            if found.score > best.score:
                best = found
            if best.score >= 1:
                return best
    return best


def pairing(one: Spelled, other: Spelled, weights: Weights) -> Pairing:
    """How alike two names are."""
    both = {"one": one.text, "other": other.text}
    if one.folded == other.folded:
        if one.is_beside or other.is_beside:
            return Pairing(0.95, (Evidence("same_acronym", {"one": one.text}),))
        code = "same_name" if one.text == other.text else "same_letters"
        return Pairing(1.0, (Evidence(code, both),))
    if found := _as_acronym(one, other):
        return found
    if one.form != other.form and [w.text for w in one.words] == [w.text for w in other.words]:
        return Pairing(0.99, (Evidence("without_form", both),))
    words = _by_words(one, other, weights)
    if words.score < SOUNDS_ALIKE and (whole := _as_a_whole(one, other)) > words.score:
        return Pairing(
            whole, (Evidence("other_script" if _scripts_differ(one, other) else "like_name", both),)
        )
    return words


def _as_acronym(one: Spelled, other: Spelled) -> Pairing | None:
    for short, long in ((one, other), (other, one)):
        if len(short.acronym) > 2 and len(long.words) > 1 and abbreviates(short.acronym, long.folded):
            return Pairing(ACRONYM, (Evidence("acronym", {"one": short.text, "other": long.text}),))
    return None


def _scripts_differ(one: Spelled, other: Spelled) -> bool:
    return any(word.is_latin for word in one.words) != any(word.is_latin for word in other.words)


def _as_a_whole(one: Spelled, other: Spelled) -> float:
    """Names without their blanks, for scripts that have none and for words written together."""
    if min(len(one.squeezed), len(other.squeezed)) <= SHORT_WORD:
        return 0.0
    if one.squeezed == other.squeezed:
        return TOGETHER
    letters = ratio(one.squeezed, other.squeezed) / 100
    if _scripts_differ(one, other) and min(len(one.skeleton), len(other.skeleton)) > SHORT_WORD:
        return max(letters**2, (ratio(one.skeleton, other.skeleton) / 100) ** 2 * SOUNDS_ALIKE)
    return 0.0


def _by_words(one: Spelled, other: Spelled, weights: Weights) -> Pairing:
    pairs, mine, yours = aligned(one.words, other.words, weights)
    shared = sum(alike * (weights.of(a.stem) + weights.of(b.stem)) for alike, a, b in pairs) / 2
    if not shared:
        return Pairing(0.0, ())
    only_mine, only_yours = (sum(weights.of(word.stem) for word in left) for left in (mine, yours))
    whole = sum(weights.of(word.stem) for word in (*one.words, *other.words)) / 2
    less = shared + sum((1 - alike) * (weights.of(a.stem) + weights.of(b.stem)) / 2 for alike, a, b in pairs)
    held = shared / (less + min(only_mine, only_yours))
    trust = min(1.0, shared / ENOUGH) ** 2
    score = (1 - 0.55 * trust) * shared / whole + 0.55 * trust * held
    score -= 0.5 * min(only_mine, only_yours) / whole
    left = [[word for word in some if weights.of(word.stem) > LITTLE] for some in (mine, yours)]
    return Pairing(max(0.0, min(score, 0.995)), _reasons(one, other, pairs, (left[0], left[1])))


Pairs = list[tuple[float, Word, Word]]


def aligned(
    one: Sequence[Word], other: Sequence[Word], weights: Weights
) -> tuple[Pairs, list[Word], list[Word]]:
    """(words beside each other with how alike they are, words left over on either side)."""
    pairs: Pairs = []
    mine, yours = list(one), list(other)
    for word in one:
        same = next((there for there in yours if there.text == word.text), None) or next(
            (there for there in yours if there.stem == word.stem), None
        )
        if same is not None:
            pairs.append((1.0 if same.latin == word.latin else OTHER_ENDING, word, same))
            mine.remove(word)
            yours.remove(same)
    near = [(near, a, b) for a in mine for b in yours if (near := nearness(a, b)) >= NEAR]
    for alike, a, b in sorted(near, key=lambda found: (-found[0], *sorted((found[1].latin, found[2].latin)))):
        if a in mine and b in yours:
            pairs.append((alike, a, b))
            mine.remove(a)
            yours.remove(b)
    return pairs, mine, yours


def nearness(one: Word, other: Word) -> float:
    """How likely two words are one: 1 the same, under NEAR not."""
    short, long = sorted((one.latin, other.latin), key=len)
    if not short or short.isdigit() or long.isdigit():
        return 0.0
    if one.is_latin != other.is_latin:
        return _across_scripts(one, other)
    if len(short) < SHORT_WORD:
        return ABBREVIATED if len(short) == SHORT_WORD - 1 and long.startswith(short) else 0.0
    alike = Levenshtein.normalized_similarity(one.stem, other.stem, score_cutoff=NEAR - 0.1)
    if long.startswith(short) and (
        len(short) * 2 <= len(long) or is_common(one.stem) or is_common(other.stem)
    ):
        alike = max(alike, ABBREVIATED)
    if not one.is_latin and len(one.skeleton) > 2 and one.skeleton == other.skeleton:
        alike = max(alike, 0.85)
    elif alike >= NEAR - 0.1 and len(one.skeleton) > 2 and one.skeleton == other.skeleton:
        alike = max(alike, 0.9)
    return alike


def _across_scripts(one: Word, other: Word) -> float:
    letters = Levenshtein.normalized_similarity(one.latin, other.latin)
    if one.skeleton and one.skeleton == other.skeleton:
        return max(letters, SOUNDS_ALIKE if len(one.skeleton) > 2 else 0.8)
    if min(len(one.skeleton), len(other.skeleton)) > 2:
        return max(letters, 0.95 * Levenshtein.normalized_similarity(one.skeleton, other.skeleton))
    return letters


def _reasons(
    one: Spelled, other: Spelled, pairs: Pairs, left: tuple[list[Word], list[Word]]
) -> tuple[Evidence, ...]:
    """What to tell about two names whose words were put beside each other."""
    both = {"one": one.text, "other": other.text}
    mine, yours = left
    unlike = [(a, b) for alike, a, b in pairs if alike < OTHER_ENDING and a.is_latin == b.is_latin]
    if not (mine or yours or unlike):
        code = "other_number"
        if _scripts_differ(one, other):
            code = "other_script"
        elif all(alike == 1 for alike, _a, _b in pairs):
            code = "other_order"
        return (Evidence(code, both),)
    if _scripts_differ(one, other) and not (mine or yours):
        return (Evidence("other_script", both),)
    return _of_words(pairs, unlike, mine, yours)


def _of_words(
    pairs: Pairs, unlike: list[tuple[Word, Word]], mine: list[Word], yours: list[Word]
) -> tuple[Evidence, ...]:
    shared = [a.text for alike, a, b in pairs if alike >= OTHER_ENDING or a.is_latin != b.is_latin]
    reasons = [Evidence("shared_words", {"words": ", ".join(shared)})] if shared else []
    if mine and yours:
        unlike = [*unlike, *zip(mine, yours, strict=False)]
        count = min(len(mine), len(yours))
        mine, yours = mine[count:], yours[count:]
    if unlike:
        differing = {
            "one": ", ".join(a.text for a, _b in unlike),
            "other": ", ".join(b.text for _a, b in unlike),
        }
        reasons.append(Evidence("word_differs" if len(unlike) == 1 else "words_differ", differing))
    if mine or yours:
        reasons.append(Evidence("words_missing", {"words": ", ".join(w.text for w in (*mine, *yours))}))
    return tuple(reasons)
