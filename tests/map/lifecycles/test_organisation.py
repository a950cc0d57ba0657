"""The table of steps, tried by everybody from everywhere."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client

from ponte.accounts.models import Role
from ponte.core import changes
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.workflow import open_proposals
from ponte.map.actions import change_organisation
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import State
from ponte.map.queries.organisations import Search, find, organisations_visible_to
from tests.factories import cast
from tests.factories.accounts import PersonFactory
from tests.factories.map import organisation

pytestmark = pytest.mark.django_db
# "merged" is reached by the steps of a merge, which have tests of their own.
STATES = [state for state in State.values if state != State.MERGED]
SOURCE = "Register of the city"
KEEPERS = {Role.ADMINISTRATOR, Role.FACILITATOR, Role.FOCAL_POINT}
LEADERS = {Role.ADMINISTRATOR, Role.FACILITATOR}
MAY = {
    "accept": KEEPERS,
    "decline": KEEPERS,
    "check": KEEPERS,
    "verify": LEADERS,
    "question": LEADERS,
    "suspend": LEADERS,
    "resume": LEADERS,
    "dissolve": KEEPERS,
    "revive": LEADERS,
    "confirm": KEEPERS,
    "withdraw": KEEPERS | {Role.DATA_PROTECTION_OFFICER},
    "remove": LEADERS | {Role.DATA_PROTECTION_OFFICER},
    "restore": LEADERS,
}


def in_state(state: str) -> Organisation:
    """An organisation brought there by its own steps."""
    row, bruno = organisation(source=SOURCE, state="proposed"), cast.bruno()
    ways = {
        "declared": ["accept"],
        "checked": ["accept", "check"],
        "verified": ["accept", "verify"],
        "suspended": ["accept", "suspend"],
        "dissolved": ["accept", "dissolve"],
        "withdrawn": ["accept", "withdraw"],
        "removed": ["accept", "remove"],
    }
    for step in ways.get(state, []):
        lifecycle.perform(step, row, by=bruno, reason="seen")
        if lifecycle.steps[step].two_people:
            lifecycle.perform(step, row, by=cast.chiara(), reason="seen")
    assert row.state == state
    return row


@pytest.mark.parametrize("state", STATES)
def test_a_stranger_can_do_nothing_anywhere(state: str) -> None:
    row = in_state(state)
    for stranger in (cast.farid(), AnonymousUser()):
        assert lifecycle.open_to(stranger, row) == []
        for step in lifecycle.steps:
            with pytest.raises(NotPermitted):
                lifecycle.perform(step, row, by=stranger, reason="please")
    assert Organisation.objects.get(pk=row.pk).state == state


@pytest.mark.parametrize("state", STATES)
def test_each_role_does_what_the_table_says_and_no_more(state: str) -> None:
    key, people = in_state(state).pk, {role: PersonFactory(roles=[role]) for role in Role.values}
    for step, (role, person) in product(lifecycle.steps, people.items()):
        case, row = f"{role} {step} {state}", Organisation.objects.get(pk=key)
        offered = {offer.step: offer.allowed for offer in lifecycle.open_to(person, row)}
        possible = role in MAY[step] and state in lifecycle.steps[step].from_states
        assert offered.get(step, False) == possible, case
        if not possible:
            with pytest.raises(Refused):
                lifecycle.perform(step, row, by=person, reason="seen")
            continue
        with transaction.atomic():  # undone, so that the next one finds it as it was
            move = lifecycle.perform(step, row, by=person, reason="seen")
            expected = state if move.is_proposal else lifecycle.steps[step].to_state or state
            assert Organisation.objects.get(pk=key).state == expected, case
            transaction.set_rollback(True)


def test_every_step_asks_for_a_reason_and_keeps_it() -> None:
    row = organisation(source=SOURCE)
    with pytest.raises(Refused, match="reason"):
        lifecycle.perform("verify", row, by=cast.chiara(), reason=" ")
    lifecycle.perform("verify", row, by=cast.chiara(), reason="Visited on Monday")
    assert changes.history_of(row).first().note == "Visited on Monday"
    assert (row.verified_by, row.state) == (cast.chiara(), "verified")


def test_nobody_verifies_what_came_from_nowhere() -> None:
    row = organisation(source="")
    offer = next(offer for offer in lifecycle.open_to(cast.chiara(), row) if offer.step == "verify")
    assert not offer.allowed
    assert "write where we know" in offer.why
    with pytest.raises(Refused, match="write where we know"):
        lifecycle.perform("verify", row, by=cast.chiara(), reason="seen")


def test_taking_off_needs_two_people_and_the_index_follows() -> None:
    row, farid = organisation(name="Donne del Sahel"), cast.farid()
    assert lifecycle.perform("remove", row, by=cast.bruno(), reason="asked us").is_proposal
    assert find(Search(), AnonymousUser()).total == 1
    with pytest.raises(Refused, match="Somebody else"):
        lifecycle.perform("remove", row, by=cast.bruno(), reason="asked us")
    lifecycle.perform("remove", row, by=cast.chiara(), reason="yes")
    assert find(Search(), farid).total == 0
    assert not organisations_visible_to(farid).exists()
    assert find(Search(text="sahel"), cast.dawit()).total == 1
    lifecycle.perform("restore", row, by=cast.chiara(), reason="a mistake")
    assert find(Search(text="sahel"), AnonymousUser()).total == 1
    assert find(Search(), AnonymousUser()).counts["state"] == {"declared": 1}


def test_who_proposed_may_withdraw_and_nobody_else(client: Client) -> None:
    row = organisation(source="a visit")
    lifecycle.perform("remove", row, by=cast.bruno(), reason="asked us")
    address = f"/en/organisations/{row.reference}/step/remove/withdraw/"
    client.force_login(cast.chiara())
    client.post(address)
    assert open_proposals(row).exists()
    client.force_login(cast.bruno())
    assert "Withdraw my proposal" in client.get(f"/en/organisations/{row.reference}/").content.decode()
    client.post(address)
    assert not open_proposals(row).exists()
    assert "proposal withdrawn" in client.get(f"/en/organisations/{row.reference}/history/").content.decode()


def test_a_proposal_lapses_when_the_record_changes() -> None:
    row = organisation()
    lifecycle.perform("remove", row, by=cast.bruno(), reason="gone")
    change_organisation(row, values={"kind": "media"}, by=None)
    assert lifecycle.perform("remove", row, by=cast.chiara(), reason="gone").is_proposal


def test_a_step_brings_the_record_to_the_top_of_the_newest() -> None:
    first, second = organisation(name="A", source=SOURCE), organisation(name="B")
    lifecycle.perform("verify", first, by=cast.chiara(), reason="seen")
    search = Search(sort="changed")
    assert find(search, AnonymousUser()).page(search) == [first, second]


def test_a_step_is_not_undone_by_putting_values_back() -> None:
    row = organisation(source=SOURCE)
    lifecycle.perform("verify", row, by=cast.chiara(), reason="seen")
    assert not changes.can_undo(changes.history_of(row).first(), {"state": "verified"})
