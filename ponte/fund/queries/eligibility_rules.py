"""Rules of eligibility: how each reads as a sentence, what it checks, and how to get what is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from ponte.core import places
from ponte.fund.models import EligibilityRule
from ponte.fund.models.vocabulary import RuleKind
from ponte.fund.queries.eligibility_facts import Facts
from ponte.map.models.track_record import TrackKind
from ponte.map.models.vocabulary import DocumentKind, Kind, PlaceRole, State

SURE = {"checked": (State.CHECKED, State.VERIFIED), "verified": (State.VERIFIED,)}


def words(texts: Iterable[Any]) -> str:
    """Names one after the other, as the reader's language writes a list."""
    return pgettext("between the items of a list", ", ").join(str(text) for text in texts)


def countries(codes: Iterable[str]) -> str:
    """Countries by name."""
    return words(places.name(code, get_language() or "en") for code in codes)


def labels(vocabulary: Any, codes: Iterable[str]) -> str:
    """The words of a vocabulary; a code it does not have stands for itself."""
    known = dict(vocabulary.choices)
    return words(known.get(code, code) for code in codes)


@dataclass(frozen=True)
class RuleType:
    """One kind of rule.

    sentence  what it asks for
    missing   what an organisation lacks and how to get it; "" when nothing
    """

    sentence: Callable[[EligibilityRule], str]
    missing: Callable[[EligibilityRule, Facts], str]


def _residence(rule: EligibilityRule, facts: Facts) -> str:
    return _place(
        rule,
        facts.countries(PlaceRole.RESIDENCE),
        _("The record does not say where the organisation is based. Add the place to the record."),
        _("The record says: based in %(places)s. If that is not right any more, correct the record."),
    )


def _origin(rule: EligibilityRule, facts: Facts) -> str:
    return _place(
        rule,
        facts.countries(PlaceRole.ORIGIN),
        _(
            "The record does not say where the people of the organisation have their roots. Add it to the record."
        ),
        _("The record says: roots in %(places)s. If that is not right, correct the record."),
    )


def _place(rule: EligibilityRule, found: list[str], nothing: str, elsewhere: str) -> str:
    if set(found) & set(rule.codes):
        return ""
    return elsewhere % {"places": countries(found[:5])} if found else nothing


def _kind(rule: EligibilityRule, facts: Facts) -> str:
    if facts.organisation.kind in rule.codes:
        return ""
    if facts.organisation.kind == Kind.UNKNOWN:
        return _("The record does not say what sort of body it is. Say it in the record.")
    return _("The record says: %(kind)s. An organisation that fits can apply, with yours as a partner.") % {
        "kind": facts.organisation.get_kind_display()
    }


def _registered_sentence(rule: EligibilityRule) -> str:
    if rule.codes:
        return _("The organisation is in an official register of: %(places)s.") % {
            "places": countries(rule.codes)
        }
    return _("The organisation is in an official register.")


def _registered(rule: EligibilityRule, facts: Facts) -> str:
    found = facts.registrations
    if found and (not rule.codes or set(found) & set(rule.codes)):
        return ""
    if found:
        return _(
            "The record has a number of another country's register. Add the number of the register that counts."
        )
    return _(
        "The record has no number in a register. Add it to the record; if there is none, the office "
        "can tell you how to register."
    )


def _age_sentence(rule: EligibilityRule) -> str:
    number = rule.number or 0
    return ngettext(
        "The organisation has existed for at least %(number)d year.",
        "The organisation has existed for at least %(number)d years.",
        number,
    ) % {"number": number}


def _age(rule: EligibilityRule, facts: Facts) -> str:
    founded = facts.organisation.founded_year
    if founded is None:
        return _("The record does not say since when the organisation exists. Add the year to the record.")
    from_year = founded + (rule.number or 0)
    if timezone.localdate().year >= from_year:
        return ""
    return _("The record says it was founded in %(founded)s. You can apply from %(year)s on.") % {
        "founded": founded,
        "year": from_year,
    }


def _checked_sentence(rule: EligibilityRule) -> str:
    if "verified" in rule.codes:
        return _("The office has verified the organisation.")
    return _("The office has looked at the papers of the organisation.")


def _checked(rule: EligibilityRule, facts: Facts) -> str:
    wanted = SURE["verified" if "verified" in rule.codes else "checked"]
    if facts.organisation.state in wanted:
        return ""
    return _(
        "Send the office your statute or another paper from the page of your organisation, and ask for the check."
    )


def _papers(rule: EligibilityRule, facts: Facts) -> str:
    absent = [code for code in rule.codes if code not in facts.papers]
    ended = [code for code in rule.codes if facts.papers.get(code) is False]
    told = []
    if absent:
        told.append(
            _("Missing: %(papers)s. Add it on the page of your organisation.")
            % {"papers": labels(DocumentKind, absent)}
        )
    if ended:
        told.append(
            _("Not good any more: %(papers)s. Add a new one.") % {"papers": labels(DocumentKind, ended)}
        )
    return " ".join(told)


def _ladder(rule: EligibilityRule, facts: Facts) -> str:
    absent = [code for code in rule.codes if code not in facts.rungs]
    if not absent:
        return ""
    return _(
        "The track record has no: %(rungs)s. Take part in it first; if you did, ask the office to write it down."
    ) % {"rungs": labels(TrackKind, absent)}


def _overdue(_rule: EligibilityRule, facts: Facts) -> str:
    return words(facts.overdue) and _("Send in what is overdue: %(reports)s") % {
        "reports": words(facts.overdue)
    }


def _open_calls_sentence(rule: EligibilityRule) -> str:
    number = rule.number or 0
    if not number:
        return _("The organisation has no other application waiting for an answer.")
    return ngettext(
        "The organisation has at most %(number)d other application waiting for an answer.",
        "The organisation has at most %(number)d other applications waiting for an answer.",
        number,
    ) % {"number": number}


def _open_calls(rule: EligibilityRule, facts: Facts) -> str:
    if facts.under_way <= (rule.number or 0):
        return ""
    return ngettext(
        "%(number)d other application is under way. Wait for the answer, or withdraw it.",
        "%(number)d other applications are under way. Wait for the answers, or withdraw one.",
        facts.under_way,
    ) % {"number": facts.under_way}


TYPES = {
    RuleKind.RESIDENCE: RuleType(
        lambda rule: _("The organisation is based in: %(places)s.") % {"places": countries(rule.codes)},
        _residence,
    ),
    RuleKind.ORIGIN: RuleType(
        lambda rule: (
            _("The people of the organisation have their roots in: %(places)s.")
            % {"places": countries(rule.codes)}
        ),
        _origin,
    ),
    RuleKind.KIND: RuleType(
        lambda rule: _("The organisation is one of: %(kinds)s.") % {"kinds": labels(Kind, rule.codes)}, _kind
    ),
    RuleKind.REGISTERED: RuleType(_registered_sentence, _registered),
    RuleKind.AGE: RuleType(_age_sentence, _age),
    RuleKind.CHECKED: RuleType(_checked_sentence, _checked),
    RuleKind.PAPERS: RuleType(
        lambda rule: (
            _("The office has these papers of the organisation: %(papers)s.")
            % {"papers": labels(DocumentKind, rule.codes)}
        ),
        _papers,
    ),
    RuleKind.LADDER: RuleType(
        lambda rule: (
            _("The organisation has taken part in: %(rungs)s.") % {"rungs": labels(TrackKind, rule.codes)}
        ),
        _ladder,
    ),
    RuleKind.OVERDUE: RuleType(lambda _rule: _("No report of the organisation is overdue."), _overdue),
    RuleKind.OPEN_CALLS: RuleType(_open_calls_sentence, _open_calls),
}
