"""Nothing in the database, nor in the logs, joins a ballot to whoever voted; votes that come at once count once."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ponte.convene.actions import ballots
from ponte.convene.models import Ballot, Elector
from ponte.core.models import Change
from tests.convene.voting import address_for, counted, in_the_box, opened, voter, votes
from tests.danger.test_joining import at_once
from tests.factories import cast
from tests.factories.map import belonging

pytestmark = pytest.mark.django_db(transaction=True)
BOX, ROLL = "convene_ballot", "convene_elector"


def rows_of(table: str) -> list[tuple[Any, ...]]:
    """Every row with all its columns, in the order in which it lies on the disk, with what the database adds.

    But for the mark of the lock on the election itself: every vote takes it, counted or refused, and it names the last.
    """
    place, more = ("ctid", ", xmin, xmax") if connection.vendor == "postgresql" else ("rowid", "")
    more = ", xmin" if more and table == "convene_election" else more
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {place}{more}, t.* FROM "{table}" AS t ORDER BY {place}')
        return cursor.fetchall()


def column_of(table: str, name: str) -> list[Any]:
    """One column, in the order in which the rows lie on the disk."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {name} FROM "{table}" ORDER BY {place}')
        return [row[0] for row in cursor.fetchall()]


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """The whole database: tables, and the counters of keys."""
    with connection.cursor() as cursor:
        tables = [each.name for each in connection.introspection.get_table_list(cursor) if each.type == "t"]
        found = {table: rows_of(table) for table in tables}
        if connection.vendor == "postgresql":
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
        else:
            cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY 1")
        return found | {"counters": cursor.fetchall()}


def changed_by(call: Callable[[], Any]) -> set[str]:
    """The tables in which anything is different afterwards."""
    before = dump()
    call()
    after = dump()
    return {table for table in after if after[table] != before.get(table)}


def test_a_vote_changes_the_box_and_the_roll_and_nothing_else(caplog) -> None:
    election, delegates = opened(5)
    first = election.candidates.order_by("pk").first()
    amina, by_account = belonging(cast.amina(), delegates[0].seat.organisation), Client()
    by_account.force_login(amina)
    elector = Elector.objects.get(election=election, seat=delegates[0].seat_id)
    sent = {"elector": elector.pk, f"e{elector.pk}-choice": first.pk, "vote": "1"}
    address = f"/en/elections/{election.reference}/vote/"
    by_account.get(address)
    with caplog.at_level(logging.DEBUG):
        calls = [
            lambda: by_account.post(address, sent, follow=True),
            lambda: votes(election, delegates[1], first),
            lambda: votes(election, delegates[2], None),
            lambda: Client().get(address_for(election, delegates[2])),
            lambda: votes(election, delegates[2], first),  # refused: once is enough
        ]
        changed = [changed_by(call) for call in calls]
    assert changed == [{BOX, ROLL}, {BOX, ROLL}, {BOX, ROLL}, set(), set()]
    assert in_the_box(election) == [None, first.pk, first.pk]
    told = [record.getMessage() for record in caplog.records]
    assert not [line for line in told if election.reference in line or "/vote/" in line], told


def test_the_box_holds_no_voter_no_time_no_order_and_the_roll_no_time() -> None:
    columns = {field.column for field in Ballot._meta.concrete_fields}
    assert columns == {"key", "election_id", "candidate_id"}
    kept = {field.column for field in Elector._meta.concrete_fields}
    assert kept == {"id", "election_id", "seat_id", "name", "proxy_id", "has_voted"}


def test_neither_place_nor_transaction_nor_key_says_when_a_ballot_came() -> None:
    election, delegates = opened(20)
    first, second = election.candidates.order_by("pk")
    for number, delegate in enumerate(delegates):
        elector = Elector.objects.get(election=election, seat=delegate.seat_id)
        choice = (first if number < 10 else second).pk
        ballots.cast(election, elector=elector.pk, choice=choice, voter=voter(election, delegate))
    whole = dump()
    lying = column_of(BOX, "candidate_id")
    assert sorted(lying) == [first.pk] * 10 + [second.pk] * 10
    assert lying not in (sorted(lying), sorted(lying, reverse=True))  # in the order of votes: once in 184,756
    if connection.vendor == "postgresql":
        assert len({row[1] for row in whole[BOX]}) == 1  # one transaction wrote all of them
        assert len({row[1] for row in whole[ROLL]}) == 1
    keys = {str(row.key) for row in Ballot.objects.all()}
    elsewhere = {str(value) for table, rows in whole.items() if table != BOX for row in rows for value in row}
    assert not keys & elsewhere


def test_what_is_kept_after_the_count_is_numbers() -> None:
    election, delegates = opened(4)
    first = election.candidates.order_by("pk").first()
    for delegate in delegates:
        votes(election, delegate, first)
    counted(election)
    log = Change.objects.filter(kind__startswith="convene.").order_by("pk")
    assert not log.filter(kind__in=["convene.ballot", "convene.elector"]).exists()
    verbs = list(log.filter(kind="convene.election").values_list("verb", flat=True))
    assert verbs == ["create", "open", "close", "propose_count", "count"]
    assert set(election.result) == {"votes", "none", "cast", "electors"}


def test_two_press_at_once_for_one_organisation_and_one_ballot_is_in_the_box() -> None:
    election, delegates = opened(3)
    elector = Elector.objects.get(election=election, seat=delegates[0].seat_id).pk
    who, first = voter(election, delegates[0]), election.candidates.first()
    call = partial(ballots.cast, election, elector=elector, voter=who)
    refusals = at_once(partial(call, choice=None), partial(call, choice=first.pk), partial(call, choice=None))
    assert len(refusals) == 2
    assert all("voted already" in refusal for refusal in refusals)
    assert len(in_the_box(election)) == 1


def test_everybody_votes_at_once_and_every_vote_counts_once() -> None:
    election, delegates = opened(12)
    first = election.candidates.first()
    calls = []
    for number, delegate in enumerate(delegates * 2):
        elector = Elector.objects.get(election=election, seat=delegate.seat_id).pk
        choice = first.pk if number % 3 else None
        calls.append(
            partial(ballots.cast, election, elector=elector, choice=choice, voter=voter(election, delegate))
        )
    assert len(at_once(*calls)) == 12
    assert len(in_the_box(election)) == 12
    assert election.electors.filter(has_voted=True).count() == 12
