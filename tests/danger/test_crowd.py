"""Two hundred people at once at one meeting, on real connections (PostgreSQL; SQLite has one writer)."""

from collections.abc import Callable
from functools import partial
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from ponte.convene.actions.attendance import check_in
from ponte.convene.actions.registering import decline, register
from ponte.convene.exports.guest_letters import tell_guests
from ponte.convene.models import Attendance, Meeting, Registration
from ponte.core.models import Letter
from ponte.core.refusal import Refused
from tests.factories import convene
from tests.factories.meetings import meeting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CONNECTIONS, PEOPLE, PLACES = 20, 200, 50


def answer(waiting: Queue[Callable[[], Any]], refusals: list[str], failures: list[BaseException]) -> None:
    """Call what waits until nothing is left, on one connection."""
    try:
        while True:
            call = waiting.get_nowait()
            try:
                call()
            except Refused as refusal:
                refusals.append(str(refusal))
    except Empty:
        pass
    except BaseException as failure:
        failures.append(failure)
    finally:
        connection.close()


def at_once(calls: list[Callable[[], Any]]) -> list[str]:
    """All calls, twenty connections at a time; what was refused, in words. Anything else fails the test."""
    if connection.vendor == "sqlite":
        pytest.skip("A shared in-memory SQLite has no second connection to race with.")
    waiting: Queue[Callable[[], Any]] = Queue()
    refusals: list[str] = []
    failures: list[BaseException] = []
    for call in calls:
        waiting.put(call)
    threads = [Thread(target=answer, args=(waiting, refusals, failures)) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures
    return refusals


def test_two_hundred_register_and_check_in_at_once() -> None:
    row = meeting(days=0, seats_online=PLACES, table=convene.table(by_link=["answer", "check_in"]))
    people = [
        {"name": f"P{number}", "email": f"p{number}@example.org", "mode": "online"}
        for number in range(PEOPLE)
    ]
    # Everybody presses twice.
    assert not at_once([partial(register, Meeting.objects.get(pk=row.pk), values=one) for one in people * 2])
    rows = Registration.objects.filter(meeting=row)
    assert rows.count() == PEOPLE
    assert rows.filter(state="registered").count() == PLACES
    in_order = list(rows.order_by("asked_at", "pk").values_list("state", flat=True))
    assert in_order == ["registered"] * PLACES + ["waiting"] * (PEOPLE - PLACES)
    leave = list(rows.filter(state="registered").order_by("asked_at", "pk")[:20])
    line = list(rows.filter(state="waiting").order_by("asked_at", "pk").values_list("pk", flat=True))
    calls: list[Callable[[], Any]] = [partial(decline, one) for one in leave]
    assert not at_once(calls)
    assert rows.filter(state="registered").count() == PLACES
    assert set(rows.filter(state="waiting").values_list("pk", flat=True)) == set(line[20:])
    here = list(rows.filter(state="registered")) + list(rows.filter(state="waiting")[:10])
    refusals = at_once([partial(check_in, one) for one in here * 2])
    assert len(refusals) == 20
    assert Attendance.objects.filter(meeting=row, state="online").count() == PLACES


def test_two_workers_write_no_letter_twice() -> None:
    row = meeting()
    for number in range(40):
        register(row, values={"name": f"P{number}", "email": f"p{number}@example.org", "mode": "online"})
    at_once([partial(tell_guests, row)] * 4)
    assert Letter.objects.count() == 40
