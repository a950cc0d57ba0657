"""What is in a box, and what it means. Nothing here says who."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from ponte.convene.models import Ballot, Candidate, Election, Elector
from ponte.convene.models.electing import Consent, Outcome


@dataclass(frozen=True)
class Tally:
    """Votes by candidate (None: for none of them), how many organisations were on the roll, and the quorum."""

    votes: dict[int | None, int]
    electors: int
    quorum: int

    @property
    def cast(self) -> int:
        """How many ballots there are."""
        return sum(self.votes.values())

    @property
    def reaches_quorum(self) -> bool:
        """Enough took part, and at least one."""
        return self.cast > 0 and self.cast * 100 >= self.quorum * self.electors

    @property
    def first(self) -> list[int]:
        """The candidates with the most votes: several in a tie, none when nobody got any."""
        named = {key: number for key, number in self.votes.items() if key is not None and number}
        most = max(named.values(), default=0)
        return sorted(key for key, number in named.items() if number == most)

    @property
    def outcome(self) -> Outcome:
        """What follows. Votes for none of them win against fewer for somebody."""
        if not self.reaches_quorum:
            return Outcome.NO_QUORUM
        first, none = self.first, self.votes.get(None, 0)
        if not first or none > self.votes[first[0]]:
            return Outcome.NOBODY
        if len(first) > 1 or none == self.votes[first[0]]:
            return Outcome.TIE
        return Outcome.ELECTED

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the election."""
        votes = {str(key): number for key, number in sorted(self.votes.items(), key=str) if key is not None}
        return {
            "votes": votes,
            "none": self.votes.get(None, 0),
            "cast": self.cast,
            "electors": self.electors,
        }


def tally(election: Election) -> Tally:
    """Count what is in the box, every candidate included."""
    votes: dict[int | None, int] = {None: 0}
    standing = Candidate.objects.filter(election=election, consent=Consent.STANDS).order_by("pk")
    votes |= dict.fromkeys(standing.values_list("pk", flat=True), 0)
    votes |= Counter(Ballot.objects.filter(election=election).values_list("candidate_id", flat=True))
    electors = Elector.objects.filter(election=election).count()
    return Tally(votes, electors, election.quorum)


def turnout(election: Election) -> tuple[int, int]:
    """How many organisations have voted, of how many."""
    marks = list(Elector.objects.filter(election=election).values_list("has_voted", flat=True))
    return sum(marks), len(marks)
