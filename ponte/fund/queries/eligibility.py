"""May this organisation apply? Each rule of the call as a sentence, and what to do where it does not hold."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import wordings
from ponte.fund.models import Call, EligibilityRule
from ponte.fund.models.vocabulary import Mode, RuleKind
from ponte.fund.queries.eligibility_facts import Facts
from ponte.fund.queries.eligibility_rules import TYPES
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import State

NOTE = "note"
GONE = frozenset({State.SUSPENDED, State.DISSOLVED, State.WITHDRAWN, State.REMOVED, State.MERGED})
# Where in the house one mends what is missing: the name of an address, and what stands after the reference.
MENDED_AT: dict[str, tuple[str, tuple[str, ...]]] = {
    RuleKind.RESIDENCE: ("map:organisation_edit", ("places",)),
    RuleKind.ORIGIN: ("map:organisation_edit", ("places",)),
    RuleKind.KIND: ("map:organisation_edit", ("identity",)),
    RuleKind.AGE: ("map:organisation_edit", ("identity",)),
    RuleKind.REGISTERED: ("map:organisation_edit", ("identifiers",)),
    RuleKind.CHECKED: ("map:documents", ()),
    RuleKind.PAPERS: ("map:documents", ()),
    RuleKind.LADDER: ("map:track_record", ()),
}


@dataclass(frozen=True)
class Finding:
    """What came of one rule for one organisation, in the language of the moment.

    sentence    what the rule asks for
    what_to_do  what is missing and how to get it; "" when it passed
    url         where in the house that is done; "" when nowhere
    """

    passed: bool
    sentence: str
    what_to_do: str = ""
    url: str = ""


def check(call: Call, organisation: Organisation) -> list[Finding]:
    """One finding for each rule; the organisation may apply when all passed. Dates are not looked at."""
    facts = Facts(call, organisation)
    rules = rules_of(call)
    notes = wordings.best_many(rules, (NOTE,), get_language() or "en") if rules else {}
    found = [*on_the_register(organisation), *by_invitation(call, organisation)]
    for rule in rules:
        kind = TYPES[RuleKind(rule.kind)]
        missing = kind.missing(rule, facts)
        note = notes[rule.pk, NOTE].text or rule.note
        found.append(
            Finding(
                not missing,
                kind.sentence(rule),
                f"{missing} {note}".strip() if missing else "",
                mended_at(rule.kind, organisation) if missing else "",
            )
        )
    return found


def may_apply(findings: list[Finding]) -> bool:
    """Nothing is missing."""
    return all(finding.passed for finding in findings)


def rules_of(call: Call) -> list[EligibilityRule]:
    """In the order in which people are told of them."""
    order = list(RuleKind.values)
    return sorted(call.rules.all(), key=lambda rule: order.index(rule.kind))


def in_words(call: Call) -> list[dict[str, Any]]:
    """The rules as everybody reads them on the page of the call: a sentence, and a hint in the office's words."""
    rules = rules_of(call)
    notes = wordings.best_many(rules, (NOTE,), get_language() or "en") if rules else {}
    told = [
        {"sentence": TYPES[RuleKind(rule.kind)].sentence(rule), "note": notes[rule.pk, NOTE]}
        for rule in rules
    ]
    if call.mode in (Mode.INVITED, Mode.DIRECT):
        told.insert(0, {"sentence": _("The office has invited the organisation."), "note": None})
    return told


def on_the_register(organisation: Organisation) -> list[Finding]:
    """Only a record that is there and in use can apply; who is, is not told so."""
    if organisation.state not in GONE:
        return []
    return [
        Finding(
            False,
            _("The organisation is on the register."),
            _("The record says: %(state)s. Write to the office.") % {"state": organisation.state_in_words},
        )
    ]


def by_invitation(call: Call, organisation: Organisation) -> list[Finding]:
    """For calls that are not for everybody."""
    if call.mode not in (Mode.INVITED, Mode.DIRECT):
        return []
    invited = call.invitations.filter(organisation=organisation).exists()
    sentence = _("The office has invited the organisation.")
    if invited:
        return [Finding(True, sentence)]
    return [
        Finding(False, sentence, _("This call is not for everybody. Open calls are on the list of calls."))
    ]


def mended_at(kind: str, organisation: Organisation) -> str:
    """The page where one does something about it."""
    if kind not in MENDED_AT:
        return ""
    name, rest = MENDED_AT[kind]
    return reverse(name, args=[organisation.reference, *rest])
