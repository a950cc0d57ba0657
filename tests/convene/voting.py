"""A table that votes, made by the product's own actions, and people who press the button."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from ponte.convene.actions import elections
from ponte.convene.models import Ballot, Candidate, Delegate, Election, Elector, Table
from ponte.convene.queries.voting import by_delegate
from ponte.core import links
from ponte.core.models import SignedLink
from tests.factories import cast, convene


def voting_table(members: int, **values: Any) -> tuple[Table, list[Delegate]]:
    """A table with so many voting members, each with one delegate without an account."""
    table = convene.table(by_link=["vote", "answer"], **values)
    return table, [convene.delegate(convene.seat(table)) for _number in range(members)]


def prepared(table: Table, candidates: list[Delegate], **terms: Any) -> Election:
    """An election with candidates who agreed."""
    given = {"role": "spokesperson", "closes_at": timezone.now() + timedelta(days=3)} | terms
    election = elections.prepare(table, values=given, by=cast.chiara())
    for delegate in candidates:
        elections.name_candidate(election, delegate, statement="", by=cast.chiara())
        elections.answer_candidacy(newest_token(elections.CANDIDACY), stands=True, statement="I listen.")
    return election


def opened(members: int = 5, standing: int = 2, **terms: Any) -> tuple[Election, list[Delegate]]:
    """An open election, and the delegates who vote."""
    table, delegates = voting_table(members)
    election = prepared(table, delegates[:standing], **terms)
    elections.open_vote(election, by=cast.chiara())
    return election, delegates


def newest_token(purpose: str) -> str:
    """The last link sent for a purpose."""
    return links.token_of(SignedLink.objects.filter(purpose=purpose).latest("pk"))


def address_for(election: Election, delegate: Delegate) -> str:
    """Where somebody without an account votes."""
    mine = SignedLink.objects.filter(subject_kind="convene.delegate", subject_id=delegate.pk)
    token = links.token_of(mine.get(purpose=elections.purpose_of(election)))
    return f"/en/elections/{election.reference}/vote/{token}/"


def votes(
    election: Election, delegate: Delegate, choice: Candidate | None, client: Client | None = None
) -> Any:
    """Somebody opens their link, chooses, and puts it into the box."""
    elector = Elector.objects.get(election=election, seat=delegate.seat_id)
    sent = {"elector": elector.pk, f"e{elector.pk}-choice": choice.pk if choice else "none", "vote": "1"}
    return (client or Client()).post(address_for(election, delegate), sent)


def in_the_box(election: Election) -> list[int | None]:
    """What is in the box, sorted."""
    found = Ballot.objects.filter(election=election).values_list("candidate_id", flat=True)
    return sorted(found, key=lambda key: key or 0)


def voter(election: Election, delegate: Delegate) -> Any:
    """What this delegate may do."""
    return by_delegate(election, delegate)


def end_now(election: Election) -> None:
    """Its hour has come."""
    Election.objects.filter(pk=election.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    election.refresh_from_db()


def counted(election: Election) -> Election:
    """Closed, and counted by two people."""
    from ponte.convene.lifecycles.election import lifecycle

    end_now(election)
    lifecycle.perform("close", election, by=None)
    lifecycle.perform("count", election, by=cast.chiara())
    lifecycle.perform("count", election, by=cast.bruno())
    election.refresh_from_db()
    return election
