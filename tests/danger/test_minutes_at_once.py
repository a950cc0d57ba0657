"""Two hundred people save minutes at once: real connections, no lost word."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection, connections

from ponte.accounts.models import Person
from ponte.convene.actions.decisions import record_decision
from ponte.convene.actions.notes import Draft, save_note
from ponte.convene.models import Decision, Minutes, Note
from tests.factories import cast, convene, meetings
from tests.factories.accounts import office
from tests.factories.minutes import held, minutes

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other"),
]
PEOPLE, ITEMS = 200, 5


def at_once() -> int:
    """As many connections as the server gives, at most one a person."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        return min(PEOPLE, int(cursor.fetchone()[0]) - 40)


def test_nobody_loses_a_word_and_no_number_is_given_twice() -> None:
    office()
    meeting = held()
    keys = [meetings.item(meeting, f"Item {number}").pk for number in range(ITEMS)]
    row = minutes(meeting)
    unsaved = [Person(name=f"Writer {number}", email=f"{number}@example.org") for number in range(PEOPLE)]
    writers = Person.objects.bulk_create(unsaved)
    row.writers.set(writers)
    together, table = at_once(), convene.table()
    starting = Barrier(together)
    chiara = cast.chiara()

    def save(number: int) -> None:
        close_old_connections()
        try:
            if number < together:
                starting.wait(timeout=60)
            own, key = Minutes.objects.get(pk=row.pk), keys[number % ITEMS]
            first = f"Said by {number}"
            save_note(own, Draft(key, "", first), by=writers[number])
            save_note(own, Draft(key, first, f"{first}, and more"), by=writers[number])
            if number % 10 == 0:
                record_decision(table, values={"title": first}, by=chiara, is_taken=True)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(together) as pool:
        list(pool.map(save, range(PEOPLE)))
    everything_is_there()


def everything_is_there() -> None:
    """Each line of each person, each save counted, each number once."""
    lines = {line for note in Note.objects.all() for line in note.text.split("\n")}
    assert lines == {f"Said by {number}, and more" for number in range(PEOPLE)}
    assert sum(note.version for note in Note.objects.all()) == PEOPLE * 2
    numbers = sorted(Decision.objects.values_list("number", flat=True))
    assert numbers == list(range(1, PEOPLE // 10 + 1))
