"""Two people at the same moment: the row is locked, one of them wins (PostgreSQL; SQLite has one writer)."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from ponte.core.models import Change
from ponte.core.refusal import Refused
from tests.testapp.lifecycle import lifecycle
from tests.testapp.models import Bridge


@pytest.mark.django_db(transaction=True)
def test_one_of_two_people_builds() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("A shared in-memory SQLite has no second connection to race with.")
    people = [
        get_user_model().objects.create_user(f"{name}@example.org", name=name) for name in ("Bruno", "Chiara")
    ]
    bridge = Bridge.objects.create(name="Rialto")
    start, refusals = Barrier(2), []

    def build(person) -> None:
        mine = Bridge.objects.get(pk=bridge.pk)
        start.wait()
        try:
            lifecycle.perform("build", mine, by=person)
        except Refused as refusal:
            refusals.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=build, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refusals) == 1
    assert Change.objects.filter(verb="build").count() == 1
