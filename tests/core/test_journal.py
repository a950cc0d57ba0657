"""Whoever follows the journal gets every change, however writers overlap, and knows when it is another journal."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from ponte.core import changes, journal, verbs, versions
from ponte.core.journal import Mark
from ponte.core.models import DataVersion, ImportRun
from ponte.map.actions import add_organisation, change_organisation
from ponte.map.actions.import_hidden import write_hidden
from ponte.map.models import Organisation
from tests.factories.map import organisation
from tests.map.importing import bring_in

pytestmark = pytest.mark.django_db
KIND = "map.organisation"


def followed(mark: Mark = Mark(), limit: int = 2) -> tuple[list[str], Mark]:  # noqa: B008 - it cannot change
    """The verbs of all entries from a mark on, some at a time, and the last mark."""
    told: list[str] = []
    while some := journal.after(KIND, mark, limit):
        told += [entry.verb for entry in some]
        mark = some[-1].mark
    return told, mark


def test_entries_come_in_the_order_in_which_they_could_be_seen() -> None:
    row = organisation()
    for kind in ("media", "faith", "student"):
        change_organisation(row, values={"kind": kind}, by=None)
    told, mark = followed()
    assert told == ["create", "edit", "edit", "edit"]
    assert journal.after(KIND, mark, 10) == []
    back = journal.before(KIND, None, 10)
    assert [entry.mark for entry in back] == [
        entry.mark for entry in reversed(journal.after(KIND, Mark(), 10))
    ]
    assert [entry.verb for entry in journal.before(KIND, back[1].mark, 10)] == ["edit", "create"]


def test_a_list_that_takes_long_stands_where_it_was_seen_first() -> None:
    """Its entries have lower keys than what others wrote meanwhile, and nobody who read on skips them."""
    run = ImportRun.objects.create(kind=KIND, file_name="long.csv", state=ImportRun.State.APPLYING)
    write_hidden([{"name": "From the list"}], run=run, by=None)
    organisation(name="Meanwhile")
    told, mark = followed()
    assert told == ["create"]  # hidden ones are told to nobody
    with transaction.atomic():
        run.state, run.applied_at = ImportRun.State.APPLIED, timezone.now()
        run.number = versions.count_on(KIND)
        run.save()
    assert [entry.reference for entry in journal.after(KIND, mark, 10)] == [
        Organisation.objects.get(name="From the list").reference
    ]


def test_every_list_gets_its_number() -> None:
    run = bring_in("name\nOne\nTwo\nThree\n")
    run.refresh_from_db()
    assert run.number == versions.number(KIND)
    told, mark = followed(limit=1)
    assert told == ["create"] * 3
    assert journal.is_known(KIND, mark)
    assert len(journal.before(KIND, mark, 10)) == 2


def test_what_is_committed_while_we_read_waits_for_the_next_time(monkeypatch) -> None:
    """A number seen by the second query and not by the first would leave the ones between out for ever."""
    organisation(name="Before")
    horizon = versions.number(KIND)
    monkeypatch.setattr(journal, "versions", SimpleNamespace(number=lambda kind: horizon))
    late = organisation(name="While we read")
    assert late.reference not in {entry.reference for entry in journal.after(KIND, Mark(), 10)}
    monkeypatch.undo()
    assert late.reference in {entry.reference for entry in journal.after(KIND, Mark(), 10)}


def test_since_a_moment_begins_early_rather_than_late() -> None:
    row = organisation()
    start = timezone.now()
    changes.record(
        row, by=None, verb=verbs.EDIT, before={"a": 1}, after={"a": 2}, at=start - timedelta(minutes=5)
    )
    assert "edit" in followed(journal.since(KIND, start))[0]
    later = journal.since(KIND, start + timedelta(days=1))
    assert followed(later)[0] == []
    add_organisation(values={"name": "New"}, by=None)
    assert followed(later)[0] == ["create"]


def test_a_mark_of_data_that_a_backup_replaced_is_not_known() -> None:
    row = organisation()
    change_organisation(row, values={"kind": "media"}, by=None)
    mark = journal.after(KIND, Mark(), 10)[-1].mark
    assert journal.is_known(KIND, mark)
    assert journal.is_known(KIND, Mark())
    assert not journal.is_known(KIND, mark._replace(at=mark.at - 1))
    assert not journal.is_known(KIND, mark._replace(id=mark.id + 100))
    DataVersion.objects.filter(kind=KIND).update(number=1)
    assert not journal.is_known(KIND, Mark(2, 2**62))
