"""Two profiles compared: the names first, then whatever else speaks for or against."""

from collections.abc import Collection, Iterator

from ponte.core.matching.addresses import domain_of
from ponte.core.matching.alike_names import Pairing, best_pairing
from ponte.core.matching.evidence import Evidence, Likeness
from ponte.core.matching.profile import Profile
from ponte.core.matching.weights import Weights

# How much of the doubt stays when a fact speaks for them (0: none), and of the score when one speaks against.
DOUBT_LEFT = {
    "same_code": 0.12,
    "same_page": 0.35,
    "same_mail": 0.4,
    "same_phone": 0.45,
    "same_site": 0.7,
    "same_domain": 0.7,
    "same_town": 0.85,
}
SCORE_LEFT = {
    "other_code": 0.55,
    "other_country": 0.8,
    "other_origin": 0.88,
    "other_town": 0.93,
    "other_year": 0.97,
}
# A site or a number alone is shared by too many to make two one whose names have nothing in common.
UNLIKE_NAMES = 0.45
NO_MORE_THAN = 0.74
BLANK = Weights()


def compare(one: Profile, other: Profile, weights: Weights = BLANK) -> Likeness:
    """How likely two profiles are of one and the same, and why; the score is the same either way around."""
    names = best_pairing(one, other, weights)
    facts = list(_facts(one, other))
    score = _weighed(names, facts)
    reasons = list(names.reasons)
    if names.score < UNLIKE_NAMES:
        reasons = [Evidence("other_names")]
    every = [*facts, *reasons] if _is_known_by(facts) else [*reasons, *facts]
    return Likeness(round(100 * score), tuple(sorted(every, key=lambda reason: not reason.speaks_for)))


def _weighed(names: Pairing, facts: list[Evidence]) -> float:
    score = names.score
    doubt = 1 - score
    for fact in facts:
        doubt *= DOUBT_LEFT.get(fact.code, 1.0)
    score = 1 - doubt
    for fact in facts:
        score *= SCORE_LEFT.get(fact.code, 1.0)
    codes = {fact.code for fact in facts}
    return min(score, NO_MORE_THAN) if names.score < UNLIKE_NAMES and "same_code" not in codes else score


def _is_known_by(facts: list[Evidence]) -> bool:
    return any(fact.code == "same_code" for fact in facts)


def _facts(one: Profile, other: Profile) -> Iterator[Evidence]:
    yield from _codes(one, other)
    yield from _ways(one, other)
    yield from _places(one, other)
    if one.year and other.year and abs(one.year - other.year) > 1:
        yield Evidence("other_year", {"one": str(one.year), "other": str(other.year)})


def _codes(one: Profile, other: Profile) -> Iterator[Evidence]:
    schemes = sorted(one.codes.keys() & other.codes.keys())
    same = [scheme for scheme in schemes if one.codes[scheme] == other.codes[scheme]]
    unlike = [scheme for scheme in schemes if scheme not in same]
    if same:
        yield Evidence("same_code", {"value": one.codes[same[0]].upper()})
    if unlike:
        first = unlike[0]
        yield Evidence("other_code", {"one": one.codes[first].upper(), "other": other.codes[first].upper()})


def _ways(one: Profile, other: Profile) -> Iterator[Evidence]:
    """The same page, box or number; of each kind the strongest only."""
    pages = {web.page for web in one.pages} & {web.page for web in other.pages}
    sites = {web.site for web in one.pages} & {web.site for web in other.pages} - {""}
    if pages:
        yield Evidence("same_page", {"value": min(pages)})
    elif sites:
        yield Evidence("same_site", {"value": min(sites)})
    if boxes := one.boxes & other.boxes:
        yield Evidence("same_mail", {"value": min(boxes)})
    elif not (pages or sites):
        domains = {domain_of(box) for box in one.boxes} & {domain_of(box) for box in other.boxes} - {""}
        if domains:
            yield Evidence("same_domain", {"value": min(domains)})
    if numbers := one.numbers.keys() & other.numbers.keys():
        shared = min(numbers)
        yield Evidence(
            "same_phone", {"value": max(one.numbers[shared], other.numbers[shared], key=_fullness)}
        )


def _fullness(number: str) -> tuple[int, str]:
    """Of two ways to write a number the longer is told, the one with the code of the country."""
    return len(number), number


def _places(one: Profile, other: Profile) -> Iterator[Evidence]:
    if _apart(one.countries, other.countries):
        yield Evidence("other_country", _both(one.countries, other.countries))
    elif towns := one.places.keys() & other.places.keys():
        yield Evidence("same_town", {"value": one.places[min(towns)]})
    elif one.places and other.places:
        yield Evidence("other_town", _both(one.places.values(), other.places.values()))
    if _apart(one.origins, other.origins):
        yield Evidence("other_origin", _both(one.origins, other.origins))


def _apart(one: Collection[str], other: Collection[str]) -> bool:
    return bool(one and other and not set(one) & set(other))


def _both(one: Collection[str], other: Collection[str]) -> dict[str, str]:
    return {"one": ", ".join(sorted(one)), "other": ", ".join(sorted(other))}
