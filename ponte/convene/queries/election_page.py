"""What the page of an election shows: never more of a vote than its result."""

from typing import Any

from django.db.models import QuerySet

from ponte.convene.models import Candidate, Election, Elector
from ponte.convene.models.electing import ElectionState, Outcome
from ponte.convene.queries.ballots import turnout
from ponte.convene.queries.voting import by_account


def candidates_of(election: Election) -> "QuerySet[Candidate]":
    """Everybody who was put forward, by name."""
    rows = Candidate.objects.filter(election=election)
    return rows.select_related(
        "election__table", "delegate__seat__table", "delegate__seat__organisation"
    ).order_by("delegate__name", "pk")


def results_of(election: Election) -> list[dict[str, Any]]:
    """Votes by candidate, the most first, and how many were for none of them at the end."""
    votes = election.result.get("votes", {})
    rows = {str(row.pk): row for row in candidates_of(election)}
    most = max(votes.values(), default=0)
    found = [
        {"name": rows[key].delegate.name, "votes": number, "share": 100 * number // max(most, 1)}
        for key, number in votes.items()
        if key in rows
    ]
    return sorted(found, key=lambda row: (-row["votes"], row["name"]))


def context_of(election: Election, person: Any) -> dict[str, Any]:
    """The head, the roll as far as this person may see it, and the result."""
    may_change = person.has_perm("convene.change_election", election)
    voted, electors = turnout(election)
    roll = Elector.objects.filter(election=election).select_related("proxy").order_by("name", "pk")
    is_counted = election.state == ElectionState.COUNTED
    return {
        "election": election,
        "may_change": may_change,
        "is_prepared": election.state == ElectionState.PREPARED,
        "is_open": election.state == ElectionState.OPEN,
        "is_counted": is_counted,
        "voted": voted,
        "electors": electors,
        "roll": roll if may_change else [],
        "results": results_of(election) if is_counted else [],
        "may_count_again": is_counted and person.has_perm("convene.count_election", election),
        "may_vote_again": is_counted and may_change and election.outcome != Outcome.ELECTED,
        "votes_here": election.takes_votes and bool(by_account(election, person).own),
        "mandate": election.mandates.order_by("pk").first() if is_counted else None,
    }
