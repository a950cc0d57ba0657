"""Mandates and elections."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import allow, works_here
from ponte.convene.models import Candidate, Election, Mandate
from ponte.convene.rules.facts import facilitates, runs_the_table, sits_at_table
from ponte.convene.rules.tables import OUTSIDE

COUNTERS = _("Two people, neither of them a candidate; outside the office: the facilitator and members.")


def is_of(person: Any, delegate: Any) -> bool:
    """A delegate is this person: by the account, or by the address."""
    if delegate is None or getattr(person, "pk", None) is None:
        return False
    return bool(delegate.account_id == person.pk or (delegate.email and delegate.email == person.email))


@rules.predicate
def stands_in_it(person: Any, election: Election | None) -> bool:
    """They are a candidate of this election."""
    if election is None:
        return False
    return any(is_of(person, row.delegate) for row in election.candidates.select_related("delegate"))


@rules.predicate
def is_the_candidate(person: Any, candidate: Candidate | None) -> bool:
    """It is about them."""
    return candidate is not None and is_of(person, candidate.delegate)


@rules.predicate
def holds_it(person: Any, mandate: Mandate | None) -> bool:
    """It is their mandate."""
    if mandate is None:
        return False
    return mandate.account_id == getattr(person, "pk", 0) or is_of(person, mandate.delegate)


inside = works_here | facilitates | sits_at_table
allow("convene.view_election", _("See an election"), inside, only_if=_("Outside the office: who sits there."))
allow("convene.change_election", _("Prepare an election"), runs_the_table, only_if=OUTSIDE)
allow("convene.open_election", _("Open a vote"), runs_the_table, only_if=OUTSIDE)
allow("convene.close_election", _("End a vote"), runs_the_table, only_if=OUTSIDE)
allow(
    "convene.count_election",
    _("Count the votes"),
    (runs_the_table | sits_at_table) & ~stands_in_it,
    only_if=COUNTERS,
)
allow("convene.annul_election", _("Annul an election"), runs_the_table & ~stands_in_it, only_if=OUTSIDE)
allow(
    "convene.consent_candidate",
    _("Agree to stand for election, or write down that somebody agreed"),
    runs_the_table | is_the_candidate,
    only_if=OUTSIDE,
)
allow("convene.decline_candidate", _("Decline to stand"), runs_the_table | is_the_candidate, only_if=OUTSIDE)
allow(
    "convene.withdraw_candidate",
    _("Withdraw from an election"),
    runs_the_table | is_the_candidate,
    only_if=OUTSIDE,
)
allow("convene.add_mandate", _("Write down a mandate"), runs_the_table, only_if=OUTSIDE)
allow("convene.end_mandate", _("End a mandate whose term is over"), runs_the_table, only_if=OUTSIDE)
allow(
    "convene.resign_mandate",
    _("Give a mandate back"),
    holds_it | runs_the_table,
    only_if=_("One's own; or the facilitator, when somebody said so."),
)
allow("convene.revoke_mandate", _("Revoke a mandate"), runs_the_table & ~holds_it, only_if=OUTSIDE)
allow("convene.succeed_mandate", _("End a mandate because somebody else was chosen"), runs_the_table)
