"""How alike two names are: their words put beside each other, rare words counting more than frequent ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.fuzz import ratio

from ponte.core.matching.evidence import Evidence
from ponte.core.matching.names import Spelled, abbreviates
from ponte.core.matching.profile import Profile
from ponte.core.matching.spelling import Word, once
from ponte.core.matching.weights import Weights, expected_share, mean_the_same

NEARLY = 0.65
HALF = 0.45
NEAR = 0.75  # from here on two words may be spellings of one
SOUNDS_ALIKE = 0.93
ABBREVIATED = 0.85
TRANSLATED = 0.88
ACRONYM = 0.86
FORMER = 0.97
OTHER_ENDING = 0.98
ENOUGH = 2.0  # weight of words from which on a name that holds the other is hardly chance
HELD = 0.55  # how much it counts that one name holds the other, against how much they share
CONFLICT = 0.5  # how much it counts against them that either has words the other has not
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
    short, long = sorted((one.squeezed, other.squeezed), key=len)
    if len(short) <= SHORT_WORD:
        return 0.0
    if len(one.words) != len(other.words) and OSA.distance(short, long, score_cutoff=1) <= 1:
        return TOGETHER
    if one.is_joined == other.is_joined:
        return 0.0
    return ((ratio(short, long) + ratio(one.skeleton, other.skeleton)) / 200) ** 2


def _by_words(one: Spelled, other: Spelled, weights: Weights) -> Pairing:
    pairs, mine, yours = aligned(one.words, other.words)
    # Of a word and its misspelling the word is known, so the lighter of the two is meant.
    weighed = [(alike, min(weights.of(a.stem), weights.of(b.stem))) for alike, a, b in pairs]
    shared = sum(alike * weight for alike, weight in weighed)
    if not shared:
        return Pairing(0.0, ())
    only_mine, only_yours = (sum(weights.of(word.stem) for word in left) for left in (mine, yours))
    beside = sum(weight for _alike, weight in weighed)
    less, more = sorted((only_mine, only_yours))
    whole = beside + (less + more) / 2
    trust = HELD * min(1.0, shared / ENOUGH) ** 2
    score = (1 - trust) * shared / whole + trust * shared / (beside + less) - CONFLICT * less / whole
    left = [[word for word in some if weights.of(word.stem) > LITTLE] for some in (mine, yours)]
    return Pairing(max(0.0, min(score, 0.99)), _reasons(one, other, pairs, (left[0], left[1])))


Pairs = list[tuple[float, Word, Word]]


def aligned(one: Sequence[Word], other: Sequence[Word]) -> tuple[Pairs, list[Word], list[Word]]:
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
    short, long = sorted((one, other), key=lambda word: (len(word.latin), word.latin))
    if not short.latin or short.latin.isdigit() or long.latin.isdigit():
        return 0.0
    if mean_the_same(one.stem, other.stem):
        return TRANSLATED
    if one.is_latin != other.is_latin:
        return _across_scripts(one, other)
    if is_short_for(short.latin, long):
        return ABBREVIATED
    if len(short.latin) < SHORT_WORD:
        return 0.0
    alike = max(
        OSA.normalized_similarity(one.stem, other.stem, score_cutoff=NEARLY),
        OSA.normalized_similarity(one.latin, other.latin, score_cutoff=NEARLY),
    )
    if len(one.skeleton) > 2 and one.skeleton == other.skeleton:
        alike = max(alike, 0.9 if alike >= NEARLY else 0.85 if not one.is_latin else 0.0)
    return alike


def is_short_for(short: str, long: Word) -> bool:
    """`Ass.` or `Comm.` for a word that many names hold, `Associazione`, `Comunità`; `Ukr.` for `Ukrainska`."""
    if long.latin.startswith(short) and 2 < len(short) <= len(long.latin) / 2:
        return True
    if not expected_share(long.stem) or short[0] != long.latin[0]:
        return False
    letters = iter(long.latin)
    is_inside = len(short) * 2 <= len(long.latin) + 2 and all(letter in letters for letter in once(short))
    return is_inside or (len(short) > 2 and long.latin.startswith(short))


def _across_scripts(one: Word, other: Word) -> float:
    letters = Levenshtein.normalized_similarity(one.latin, other.latin)
    if one.skeleton and one.skeleton == other.skeleton:
        return max(letters, SOUNDS_ALIKE if len(one.skeleton) > 2 and letters >= HALF else 0.8)
    if min(len(one.skeleton), len(other.skeleton)) > 2:
        return max(letters, (letters + Levenshtein.normalized_similarity(one.skeleton, other.skeleton)) / 2)
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
            code = "small_words" if is_in_order(one, other, pairs) else "other_order"
        return (Evidence(code, both),)
    if _scripts_differ(one, other) and not (mine or yours):
        return (Evidence("other_script", both),)
    return _of_words(pairs, unlike, mine, yours)


def is_in_order(one: Spelled, other: Spelled, pairs: Pairs) -> bool:
    """Whether the words both names have come in one order."""
    mine = [word.text for word in one.words if any(word is a for _alike, a, _b in pairs)]
    yours = [word.text for word in other.words if any(word is b for _alike, _a, b in pairs)]
    return mine == yours


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
