"""The life of an election: prepared, open, ended, counted by two people. Votes are no step and leave no entry."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.lifecycles import mandate as life_of_mandate
from ponte.convene.models import Ballot, Candidate, Election, Elector, Mandate, Seat
from ponte.convene.models.electing import Consent, ElectionState, How, Outcome
from ponte.convene.models.vocabulary import SeatState, Voice
from ponte.convene.queries.ballots import tally, turnout
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow
from ponte.map.models.vocabulary import State

FEWEST = 3  # with two organisations each knows what the other voted


def somebody_stands(election: Election) -> None:
    """Nobody is elected without having agreed to it."""
    if not election.candidates.filter(consent=Consent.STANDS).exists():
        raise Refused(_("Not yet: no candidate has agreed to stand."))
    if election.candidates.filter(consent=Consent.ASKED).exists():
        raise Refused(_("Not yet: a candidate has not answered. Record the answer, or let them withdraw."))


def enough_vote(election: Election) -> None:
    """A secret needs a few to share it."""
    if voting_seats(election).count() < FEWEST:
        raise Refused(
            _("Not yet: with fewer than three voting members everybody would know how the others voted.")
        )


def an_end_is_set(election: Election) -> None:
    """Everybody has to know until when."""
    if election.closes_at is None or election.closes_at <= timezone.now():
        raise Refused(_("Not yet: say until when one may vote; that moment has to be in the future."))


def time_is_up_or_all_voted(election: Election) -> None:
    """Nobody cuts off those who are still on the way."""
    voted, electors = turnout(election)
    if election.takes_votes and voted < electors:
        raise Refused(_("Not yet: somebody can still vote. Voting ends at its hour, or when all have voted."))


def freeze_the_roll(move: Move) -> None:
    """Who votes is who has a voting seat at this moment."""
    election: Election = move.subject
    seats = voting_seats(election).select_related("organisation").order_by("organisation__sort_name", "pk")
    Elector.objects.bulk_create(
        Elector(election=election, seat=seat, name=seat.organisation.name) for seat in seats
    )


def count(move: Move) -> None:
    """What is in the box decides; who was elected has the mandate from this moment."""
    election: Election = move.subject
    counted = tally(election)
    election.result, election.outcome = counted.as_json(), counted.outcome
    if counted.outcome == Outcome.ELECTED:
        rows = Candidate.objects.select_related("delegate__seat", "delegate__account")
        delegate = rows.get(pk=counted.first[0]).delegate
        mandate = Mandate(
            table=election.table,
            role=election.role,
            community=election.community,
            name=delegate.name,
            delegate=delegate,
            account=delegate.account,
            organisation_id=delegate.seat.organisation_id,
            how=How.BALLOT,
            election=election,
            meeting=election.meeting,
            words=election.words,
            until=election.mandate_until,
        )
        life_of_mandate.begin(mandate, by=move.by)


def destroy(move: Move) -> None:
    """What was voted is nobody's to know, nor who voted."""
    Ballot.objects.filter(election=move.subject).delete()
    Elector.objects.filter(election=move.subject).delete()


def voting_seats(election: Election) -> "QuerySet[Seat]":
    """Who may vote today."""
    seats = Seat.objects.filter(table=election.table_id, state=SeatState.TAKEN, voice=Voice.VOTING)
    return seats.exclude(
        organisation__state=State.MERGED
    )  # joined with another record, which has its own seat


lifecycle = Workflow(
    "convene.election",
    Step(
        "open",
        _("Open the vote"),
        {ElectionState.PREPARED},
        ElectionState.OPEN,
        guards=(somebody_stands, enough_vote, an_end_is_set),
        stamp="opened",
        effects=(freeze_the_roll,),
        explain=_("The members of this moment vote. Each gets a mail."),
    ),
    Step(
        "close",
        _("End the vote"),
        {ElectionState.OPEN},
        ElectionState.CLOSED,
        guards=(time_is_up_or_all_voted,),
        stamp="closed",
    ),
    Step(
        "count",
        _("Count the votes"),
        {ElectionState.CLOSED},
        ElectionState.COUNTED,
        stamp="counted",
        effects=(count,),
        two_people=True,
        explain=_(
            "Two people count, and neither is a candidate. The mandate begins when the second confirms."
        ),
    ),
    Step(
        "annul",
        _("Annul the election"),
        {ElectionState.PREPARED, ElectionState.OPEN, ElectionState.CLOSED},
        ElectionState.ANNULLED,
        needs_reason=True,
        effects=(destroy,),
        explain=_("Nobody learns what was voted. The ballots are destroyed."),
    ),
)
