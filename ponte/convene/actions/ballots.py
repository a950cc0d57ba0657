"""Voting: a ballot goes into the box, and the roll says that somebody voted. Nothing joins the two.

Every vote writes all ballots of the election anew, in another order under other keys, and all rows of its roll:
so neither the place of a row, nor the transaction that wrote it, says which ballot came with whom. Nothing is
logged, no data version counts on, no letter goes out, no link is stamped as used.
"""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _

from ponte.convene.models import Ballot, Candidate, Election, Elector
from ponte.convene.models.ballot import new_keys
from ponte.convene.models.electing import Consent
from ponte.convene.queries.voting import Voter
from ponte.core.refusal import NotPermitted, Refused
from ponte.map.models.vocabulary import State

_chance = secrets.SystemRandom()


@transaction.atomic
def cast(election: Election, *, elector: int, choice: int | None, voter: Voter) -> None:
    """Vote for one organisation: for a candidate, or with None for none of them. Once, and for good.

    Of two people at once one comes first: the election is locked. Refused in words for a vote that does not count.
    """
    held = Election.objects.select_for_update(of=("self",)).get(pk=election.pk)
    if not held.takes_votes:
        raise Refused(_("Voting has ended. This vote was not taken."))
    row = (
        Elector.objects.select_related("seat__organisation", "proxy__seat")
        .filter(election=held, pk=elector)
        .first()
    )
    if row is None or not voter.votes_for(row):
        raise NotPermitted(_("You do not vote for this organisation."))
    acting = row.proxy or row
    is_joined = row.seat.organisation.state == State.MERGED  # with another record, since the vote opened
    if is_joined or not (row.seat.votes and acting.seat.votes):
        raise Refused(_("This organisation does not vote at this table any more. This vote was not taken."))
    if row.has_voted:
        raise Refused(_("This organisation has voted already. One vote each."))
    if choice is not None and not is_standing(held, choice):
        raise Refused(_("Choose one of the candidates, or none of them."))
    mark(held, row)
    put_into_the_box(held, choice)


def is_standing(election: Election, candidate: int) -> bool:
    """Whether one can vote for this candidate."""
    return Candidate.objects.filter(election=election, pk=candidate, consent=Consent.STANDS).exists()


def mark(election: Election, elector: Elector) -> None:
    """They have voted. Every row of the roll is written, so that the last one written is not the last who voted."""
    voted = Case(When(pk=elector.pk, then=Value(True)), default=F("has_voted"))
    Elector.objects.filter(election=election).update(has_voted=voted)


def put_into_the_box(election: Election, choice: int | None) -> None:
    """One more ballot, and all of them shuffled under new keys."""
    box = Ballot.objects.filter(election=election)
    choices = [*box.order_by().values_list("candidate_id", flat=True), choice]
    _chance.shuffle(choices)
    box.order_by().delete()
    taken = set(Ballot.objects.order_by().values_list("key", flat=True))
    keys = new_keys(len(choices), taken=taken)
    Ballot.objects.bulk_create(
        Ballot(key=key, election=election, candidate_id=chosen)
        for key, chosen in zip(keys, choices, strict=True)
    )


@transaction.atomic
def give_proxy(election: Election, *, giver: int, holder: int | None, by: Any) -> None:
    """Let another organisation vote for this one; None takes it back. Refused once the vote is cast."""
    held = Election.objects.select_for_update(of=("self",)).get(pk=election.pk)
    rows = Elector.objects.select_related("seat").filter(election=held).order_by("pk").in_bulk()
    row, other = rows.get(giver), rows.get(holder) if holder else None
    if row is None or not by.votes_for_itself(row):
        raise NotPermitted(_("You do not vote for this organisation."))
    if not held.takes_votes or row.has_voted:
        raise Refused(_("It is too late: the vote is over, or was cast already."))
    if holder is not None and other is None:
        raise Refused(_("Choose one of the organisations that vote."))
    if other is not None:
        refuse_proxy(held, row, other, rows)
    row.proxy = other
    row.save(update_fields=["proxy"])


def refuse_proxy(election: Election, row: Elector, other: Elector, rows: dict[int, Elector]) -> None:
    """A proxy is held by somebody who votes themself, and by nobody for too many."""
    held_already = [one for one in rows.values() if one.proxy_id == other.pk and one.pk != row.pk]
    if other.pk == row.pk or other.proxy_id or not other.seat.votes:
        raise Refused(_("This organisation cannot vote for another. Choose another one."))
    if any(one.proxy_id == row.pk for one in rows.values()):
        raise Refused(_("Others have asked you to vote for them. You vote yourselves."))
    if len(held_already) >= election.proxies_per_holder:
        raise Refused(_("This organisation votes for as many others as it may. Choose another one."))
