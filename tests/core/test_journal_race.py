"""Several writers at once, and somebody who reads on meanwhile: nothing is skipped (SQLite has one writer)."""

import time
from threading import Thread

import pytest
from django.db import connection, transaction

from ponte.core import changes, journal, verbs
from ponte.core.journal import Mark
from ponte.core.models import Change
from tests.testapp.models import Bridge

KIND = "testapp.bridge"
WRITERS, EACH = 4, 12


@pytest.mark.django_db(transaction=True)
def test_who_reads_while_others_write_gets_every_change() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("A shared in-memory SQLite has no second connection to race with.")
    bridges = [Bridge.objects.create(name=f"Bridge {number}") for number in range(WRITERS)]

    def write(bridge: Bridge) -> None:
        for toll in range(EACH):
            with transaction.atomic():
                pair = {"before": {"toll": toll}, "after": {"toll": toll + 1}}
                changes.record(bridge, by=None, verb=verbs.EDIT, **pair)
                time.sleep(0.002)  # the commit comes later than the key of the entry
        connection.close()

    writers = [Thread(target=write, args=(bridge,)) for bridge in bridges]
    for writer in writers:
        writer.start()
    read, mark = [], Mark()
    while True:
        at_work = any(writer.is_alive() for writer in writers)
        some = journal.after(KIND, mark, 3)
        read += [entry.id for entry in some]
        mark = some[-1].mark if some else mark
        if not some and not at_work:
            break
    assert sorted(read) == sorted(Change.objects.filter(kind=KIND).values_list("pk", flat=True))
    assert len(read) == len(set(read)) == WRITERS * EACH
