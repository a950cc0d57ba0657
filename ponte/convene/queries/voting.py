"""For whom somebody votes: by an account, or by a link without one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from ponte.convene.models import Candidate, Delegate, Election, Elector
from ponte.convene.models.electing import Consent
from ponte.convene.rules.facts import acts_for_seat


@dataclass(frozen=True)
class Voter:
    """Somebody who acts for some organisations of the roll: keys of their own rows."""

    own: frozenset[int]

    def votes_for_itself(self, elector: Elector) -> bool:
        """They act for this organisation."""
        return elector.pk in self.own

    def votes_for(self, elector: Elector) -> bool:
        """They cast its vote: as its own and nobody was asked to vote for it, or because they were asked."""
        return elector.proxy_id in self.own if elector.proxy_id else elector.pk in self.own


NOBODY = Voter(frozenset())


def by_account(election: Election, person: Any) -> Voter:
    """What somebody who signed in may do: act for the seats that are theirs today."""
    rows = (
        Elector.objects.filter(election=election).select_related("seat").prefetch_related("seat__delegates")
    )
    return Voter(
        frozenset(
            row.pk for row in rows.order_by("pk") if row.seat.is_taken and acts_for_seat(person, row.seat)
        )
    )


def by_delegate(election: Election, delegate: Delegate) -> Voter:
    """What the holder of a link may do: act for the one seat the link is about."""
    if not delegate.acts:
        return NOBODY
    rows = Elector.objects.filter(election=election, seat=delegate.seat_id).order_by("pk")
    return Voter(frozenset(rows.values_list("pk", flat=True)))


def cast_by(election: Election, voter: Voter) -> "QuerySet[Elector]":
    """The organisations for which this voter votes, voted or not, and those of their own that gave a proxy."""
    own = Q(pk__in=voter.own) | Q(proxy__in=voter.own)
    rows = Elector.objects.filter(own, election=election).select_related("seat", "proxy")
    return rows.order_by("name", "pk")


def standing(election: Election) -> "QuerySet[Candidate]":
    """Those one can vote for, by name: no order is better than another that all know."""
    rows = Candidate.objects.filter(election=election, consent=Consent.STANDS)
    return rows.select_related("delegate__seat__organisation").order_by("delegate__name", "pk")
