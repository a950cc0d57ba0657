"""Preparing an election, asking candidates, opening the vote, counting again."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.convene.actions.letters import address_of, write_to
from ponte.convene.actions.seats import permit
from ponte.convene.lifecycles import candidate as life_of_candidate
from ponte.convene.lifecycles.election import lifecycle
from ponte.convene.models import Candidate, Delegate, Election, Table
from ponte.convene.models.electing import Consent, ElectionState, Outcome
from ponte.convene.models.vocabulary import ByLink
from ponte.convene.queries.ballots import tally
from ponte.convene.queries.voting import standing
from ponte.core import changes, links, verbs
from ponte.core.models import SignedLink
from ponte.core.refusal import Refused

CANDIDACY = "convene.candidacy"
CANDIDACY_DAYS = 30
RECOUNT, CORRUPT = "count_again", "count_differs"
verbs.declare_step("convene.election", RECOUNT, gettext_lazy("Counted again: the same"))
verbs.declare_step("convene.election", CORRUPT, gettext_lazy("Counted again: it differs"))


def purpose_of(election: Election) -> str:
    """Of the links by which people vote: each is good for one election only."""
    return f"convene.vote.{election.pk}"


def only_prepared(election: Election) -> None:
    """While people vote, and after, its terms stay as they are."""
    if election.state != ElectionState.PREPARED:
        raise Refused(_("Not now: the vote is open or over, and its terms stay as they are."))


@transaction.atomic
def prepare(
    table: Table, *, values: Mapping[str, Any], by: Any, election: Election | None = None
) -> Election:
    """A new election of a table, or the same with other terms while it is not open."""
    permit("convene.change_election", table, by)
    row = election or Election(table=table)
    if election is not None:
        row = Election.objects.select_for_update(of=("self",)).get(pk=election.pk)
        only_prepared(row)
    before = {name: getattr(row, name) for name in values} if election else {}
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    verb = verbs.EDIT if election else verbs.CREATE
    changes.record(row, by=by, verb=verb, before=before, after=dict(values))
    return row


@transaction.atomic
def name_candidate(election: Election, delegate: Delegate, *, statement: str, by: Any) -> Candidate:
    """Put somebody forward, and ask them; who puts themself forward has agreed."""
    permit("convene.change_election", election, by)
    held = Election.objects.select_for_update(of=("self",)).get(pk=election.pk)
    only_prepared(held)
    if delegate.seat.table_id != held.table_id or not delegate.acts:
        raise Refused(_("Only who acts for a member of the table can be a candidate."))
    if Candidate.objects.filter(election=held, delegate=delegate).exists():
        raise Refused(_("They are on the list already."))
    row = Candidate.objects.create(election=held, delegate=delegate, statement=statement, named_by=by)
    changes.record(row, by=by, verb=verbs.CREATE, before={}, after={"statement": statement})
    token = links.issue(CANDIDACY, row, by=by, days=CANDIDACY_DAYS)
    address = address_of("convene:candidacy", token, language=delegate.language)
    write_to(delegate, "candidacy", context={"election": held, "address": address}, is_secret=True, by=by)
    return row


def look_up_candidacy(token: str) -> tuple[SignedLink, Candidate]:
    """Who is asked by a token."""
    link = links.look_up(token, CANDIDACY)
    rows = Candidate.objects.select_related("election__table", "delegate__seat__organisation")
    row = rows.filter(pk=link.subject_id).first()
    if row is None or not row.delegate.acts:
        raise Refused(_("This question is not open any more. Ask the office."))
    return link, row


@transaction.atomic
def answer_candidacy(token: str, *, stands: bool, statement: str) -> Candidate:
    """Yes or no, without an account."""
    link, row = look_up_candidacy(token)
    links.use(link)
    if stands and statement != row.statement:
        row.statement = statement
        row.save(update_fields=["statement"])
    life_of_candidate.lifecycle.perform("consent" if stands else "decline", row, by=None)
    return row


@transaction.atomic
def open_vote(election: Election, *, by: Any) -> None:
    """Freeze the roll and send everybody on it their letter, with a link where the table lets them vote by one."""
    lifecycle.perform("open", election, by=by)
    table = election.table
    delegates = Delegate.objects.filter(
        seat__in=election.electors.order_by().values("seat"), ended_at=None
    ).select_related("seat__organisation", "account")
    for delegate in delegates.order_by("pk"):
        context = {
            "election": election,
            "table": table,
            "organisation": delegate.seat.organisation,
            "address": booth_of(election, delegate, by=by),
        }
        write_to(delegate, "vote", context=context, is_secret=True, by=by)


def booth_of(election: Election, delegate: Delegate, *, by: Any) -> str:
    """Where a delegate votes: by the link they have, by a new one, or by signing in where the table wants that."""
    if not election.table.lets_by_link(ByLink.VOTE):
        return address_of("convene:vote", election.reference, language=delegate.language)
    purpose = purpose_of(election)
    link = links.open_links(purpose, delegate).first()
    if link is not None:
        token = links.token_of(link)
    else:
        assert election.closes_at is not None
        days = max((election.closes_at - timezone.now()).days + 1, 1)
        token = links.issue(purpose, delegate, by=by, days=days)
    return address_of("convene:vote_by_link", election.reference, token, language=delegate.language)


def delegate_of_link(election: Election, token: str) -> Delegate:
    """Who holds a link to vote. It is never marked as used: that would be a time beside a voter."""
    link = links.look_up(token, purpose_of(election))
    rows = Delegate.objects.select_related("seat__table", "seat__organisation")
    delegate = rows.filter(pk=link.subject_id, seat__table=election.table_id).first()
    if delegate is None or not delegate.acts or not election.table.lets_by_link(ByLink.VOTE):
        raise Refused(_("This link does not vote any more. Ask the office."))
    return delegate


def count_again(election: Election, *, by: Any) -> bool:
    """Count what is in the box once more; whether it is what was counted before. Both are written down."""
    permit("convene.count_election", election, by)
    if election.state != ElectionState.COUNTED:
        raise Refused(_("Not yet: the votes were not counted."))
    same = tally(election).as_json() == election.result
    changes.append(election, by=by, verb=RECOUNT if same else CORRUPT, values={})
    return same


@transaction.atomic
def vote_again(election: Election, *, by: Any) -> Election:
    """A new election because this one had no result: after a tie only those who had the most votes stand."""
    permit("convene.change_election", election, by)
    if election.state != ElectionState.COUNTED or election.outcome == Outcome.ELECTED:
        raise Refused(_("Only an election without a result is held again."))
    terms = ("role", "community", "words", "meeting", "mandate_until", "quorum", "proxies_per_holder")
    again = prepare(election.table, values={name: getattr(election, name) for name in terms}, by=by)
    again.again_of = election
    again.save(update_fields=["again_of"])
    first = tally(election).first if election.outcome == Outcome.TIE else []
    for row in standing(election):
        if first and row.pk not in first:
            continue
        Candidate.objects.create(
            election=again,
            delegate=row.delegate,
            statement=row.statement,
            named_by=by,
            consent=Consent.STANDS,
            consented_at=row.consented_at,
        )
    return again


def close_due() -> int:
    """End the votes whose hour has come; how many. Votes after the hour are refused whether or not this has run."""
    due = Election.objects.filter(state=ElectionState.OPEN, closes_at__lte=timezone.now()).order_by("pk")
    return len([lifecycle.perform("close", row, by=None) for row in due])
