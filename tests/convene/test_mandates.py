"""Mandates: given, succeeded, revoked with a reason, and announced before they end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ponte.convene.actions.mandates import give_mandate, tell_endings
from ponte.convene.lifecycles.mandate import lifecycle
from ponte.convene.queries.mandates import on_desk
from ponte.core.models import Letter
from ponte.core.refusal import NotPermitted, Refused
from tests.factories import cast, convene

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def mandate(table=None, **values):
    """Somebody everybody agreed on."""
    given = {"role": "spokesperson", "name": "Amina Saleh", "how": "consensus"} | values
    return give_mandate(table or convene.table(), values=given, by=cast.chiara())


def test_the_next_spokesperson_ends_the_mandate_of_the_one_before_but_deputies_may_be_many() -> None:
    table = convene.table()
    before, other = mandate(table), mandate(table, community="Torino")
    mandate(table, name="Elena Kovalenko")
    for name in ("One", "Two"):
        mandate(table, role="deputy", name=name)
    before.refresh_from_db()
    other.refresh_from_db()
    assert (before.state, before.ended_on, other.state) == ("ended", TODAY, "running")
    assert table.mandates.filter(state="running").count() == 4


def test_a_mandate_is_revoked_with_a_reason_and_not_by_its_holder() -> None:
    row = mandate(account=cast.dawit())
    with pytest.raises(Refused, match="reason"):
        lifecycle.perform("revoke", row, by=cast.chiara())
    with pytest.raises(NotPermitted):
        lifecycle.perform("revoke", row, by=cast.farid(), reason="No")
    with pytest.raises(Refused, match="term is not over"):
        lifecycle.perform("end", row, by=cast.chiara())
    lifecycle.perform("revoke", row, by=cast.chiara(), reason="The table voted so")
    assert (row.state, row.ended_on) == ("revoked", TODAY)


def test_a_secret_vote_is_not_just_written_down() -> None:
    with pytest.raises(Refused, match="election"):
        mandate(how="ballot")


def test_what_ends_soon_is_told_once_and_ends_by_itself() -> None:
    table = convene.table(facilitator=cast.chiara())
    delegate = convene.delegate(convene.seat(table))
    row = mandate(table, delegate=delegate, name="", until=TODAY + timedelta(days=20))
    mandate(table, role="liaison", until=TODAY + timedelta(days=200))
    assert (tell_endings(), tell_endings()) == (1, 0)
    assert {letter.to for letter in Letter.objects.all()} == {delegate.email, cast.chiara().email}
    assert [task.when for task in on_desk(cast.chiara())] == [row.until]
    row.since, row.until = TODAY - timedelta(days=9), TODAY - timedelta(days=1)
    row.save()
    tell_endings()
    row.refresh_from_db()
    assert row.state == "ended"


@pytest.mark.guards("convene/mandates.html")
def test_the_list_costs_the_same_for_one_and_for_many(client, count_queries) -> None:
    table = convene.table()
    address = f"{table.get_absolute_url()}mandates/"
    mandate(table)
    one = count_queries(lambda: client.get(address))
    for number in range(3):
        mandate(table, role="deputy", name=f"Deputy {number}")
    assert count_queries(lambda: client.get(address)) == one
