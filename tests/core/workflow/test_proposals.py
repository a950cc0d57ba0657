"""A step of two people needs two people who agree about the same thing."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from ponte.core import changes
from ponte.core.models import Proposal
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.workflow import open_proposals, proposed, withdraw
from tests.testapp.lifecycle import lifecycle
from tests.testapp.models import Bridge, State

pytestmark = pytest.mark.django_db


def offer_of(step, person, bridge):
    return next(offer for offer in lifecycle.open_to(person, bridge) if offer.step == step)


def test_the_first_proposes_and_the_second_confirms(built, bruno, chiara) -> None:
    first = lifecycle.perform("open", built, by=bruno, reason="It is ready", toll=2)
    assert (first.is_proposal, built.state, built.opened_at) == (True, State.BUILT, None)
    second = lifecycle.perform("open", built, by=chiara)
    assert (second.is_proposal, built.state, built.toll, built.opened_by) == (False, State.OPEN, 2, chiara)
    proposal = Proposal.objects.get()
    assert (proposal.outcome, proposal.proposed_by, proposal.settled_by) == ("confirmed", bruno, chiara)
    assert [change.verb_label for change in changes.history_of(built)] == ["Open", "Open: proposed"]


def test_nobody_confirms_what_they_proposed(built, bruno, chiara) -> None:
    lifecycle.perform("open", built, by=bruno)
    with pytest.raises(Refused, match="Somebody else must confirm"):
        lifecycle.perform("open", built, by=bruno)
    mine, theirs = offer_of("open", bruno, built), offer_of("open", chiara, built)
    assert (mine.allowed, str(mine.why)) == (False, "You proposed this. Somebody else must confirm it.")
    assert (theirs.allowed, theirs.confirms) == (True, True)


def test_both_must_mean_the_same(built, bruno, chiara) -> None:
    lifecycle.perform("open", built, by=bruno, toll=2)
    with pytest.raises(Refused, match="differs from what Bruno proposed"):
        lifecycle.perform("open", built, by=chiara, toll=200)
    assert lifecycle.perform("open", built, by=chiara, toll=2).to_state == State.OPEN


def test_a_thing_changed_since_must_be_proposed_again(built, bruno, chiara) -> None:
    lifecycle.perform("open", built, by=bruno)
    lifecycle.perform("toll", built, by=bruno, toll=90)
    assert not offer_of("open", chiara, built).confirms
    assert lifecycle.perform("open", built, by=chiara).is_proposal
    assert [proposal.outcome for proposal in Proposal.objects.order_by("id")] == ["lapsed", ""]


def test_an_edit_outside_the_lifecycle_counts_as_well(built, bruno, chiara) -> None:
    lifecycle.perform("open", built, by=bruno)
    changes.record(built, by=bruno, verb="edit", before={"name": "Rialto"}, after={"name": "Sighs"})
    assert lifecycle.perform("open", built, by=chiara).is_proposal


def test_confirming_after_the_state_changed_is_refused(built, bruno, chiara) -> None:
    old = Bridge.objects.get(pk=built.pk)
    lifecycle.perform("open", built, by=bruno)
    lifecycle.perform("close", built, by=bruno, reason="Flood")
    with pytest.raises(Refused, match="The state is “Closed”"):
        lifecycle.perform("open", old, by=chiara)
    assert Proposal.objects.get().outcome == "lapsed"


def test_a_proposer_without_permission_is_no_first_person(built, bruno, chiara) -> None:
    lifecycle.perform("open", built, by=bruno)
    get_user_model().objects.filter(pk=bruno.pk).update(is_active=False)
    assert lifecycle.perform("open", built, by=chiara).is_proposal


def test_the_proposer_can_take_it_back(built, bruno, chiara) -> None:
    lifecycle.perform("open", built, by=bruno)
    proposal = open_proposals(built).get()
    with pytest.raises(NotPermitted, match="Only the person who proposed"):
        withdraw(proposal, by=chiara)
    withdraw(proposal, by=bruno)
    assert (proposal.outcome, offer_of("open", bruno, built).allowed) == ("withdrawn", True)
    with pytest.raises(Refused, match="settled already"):
        withdraw(proposal, by=bruno)
    assert lifecycle.perform("open", built, by=chiara).is_proposal


def test_the_second_person_can_decline_with_a_reason(built, bruno, chiara, farid) -> None:
    lifecycle.perform("open", built, by=bruno)
    proposal = open_proposals(built).get()
    with pytest.raises(Refused, match="Withdraw it instead"):
        lifecycle.decline("open", built, by=bruno, reason="no")
    with pytest.raises(Refused, match="reason"):
        lifecycle.decline("open", built, by=chiara, reason="")
    lifecycle.decline("open", built, by=chiara, reason="The railing is loose")
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.settled_by) == ("declined", chiara)
    assert (built.state, changes.history_of(built)[0].note) == ("built", "The railing is loose")
    with pytest.raises(Refused, match="settled already"):
        lifecycle.decline("open", built, by=chiara, reason="again")


def test_the_system_is_never_one_of_two_people(built) -> None:
    with pytest.raises(NotPermitted, match="two people"):
        lifecycle.perform("open", built, by=None)


def test_a_proposal_is_news(built, bruno, django_capture_on_commit_callbacks) -> None:
    heard = []

    def hear(move, **_more) -> None:
        heard.append(move.step.name)

    proposed.connect(hear, sender=Bridge)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            lifecycle.perform("open", built, by=bruno)
    finally:
        proposed.disconnect(hear, sender=Bridge)
    assert heard == ["open"]


def test_the_database_wants_two_people_too(built, bruno) -> None:
    lifecycle.perform("open", built, by=bruno)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(outcome="confirmed", settled_by=bruno, settled_at=built.opened_at)
    again = Proposal.objects.get()
    again.pk = None
    again._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
