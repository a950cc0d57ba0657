"""A list names organisations that the register has under another name: a person decides, and that is what happens."""

from collections.abc import Callable

import pytest
from django.test import Client

from ponte.core.models import ImportRun, StagedRow
from ponte.core.refusal import Refused
from ponte.map.actions import import_likeness
from ponte.map.actions.import_check import Overtaken, begin
from ponte.map.actions.import_likeness import answer, answer_as_proposed, note_likeness
from ponte.map.actions.import_organisations import apply_import
from ponte.map.actions.look_for_duplicates import look_for_duplicates
from ponte.map.forms.reading import reading
from ponte.map.models import Organisation
from ponte.map.tasks import apply_list
from tests.factories import cast
from tests.factories.map import organisation
from tests.map.importing import checked, table

pytestmark = pytest.mark.django_db
LIST = [{"name": "Le Reseau APS", "website": "example.org"}, {"name": "Hermandad Andina"}]


@pytest.fixture
def run() -> ImportRun:
    """A list of which one row is like a record."""
    organisation(name="Associazione Le Réseau")
    run = checked(table(LIST))
    note_likeness(run)
    return run


def doubtful(run: ImportRun) -> StagedRow:
    """The row in doubt."""
    return StagedRow.objects.get(run=run, like_id__isnull=False)


def test_a_row_like_a_record_is_shown_with_score_and_reasons(run: ImportRun, client: Client) -> None:
    client.force_login(cast.chiara())
    preview = client.get(f"/en/imports/{run.pk}/").content.decode()
    assert "1 new organisation of this list is like one of the register" in preview
    page = client.get(f"/en/imports/{run.pk}/alike/").content.decode()
    assert "Associazione Le Réseau" in page
    assert "Only in one of the names: associazione" in page
    assert f"{doubtful(run).like_score} of 100" in page
    assert "Hermandad" not in page


def test_the_same_updates_that_record_and_keeps_its_name(run: ImportRun) -> None:
    answer(run, doubtful(run), "same", reading().manner)
    run.refresh_from_db()
    assert (run.summary["new"], run.summary["changed"]) == (1, 1)
    apply_import(run, reading(), by=None)
    assert sorted(Organisation.objects.values_list("name", flat=True)) == [
        "Associazione Le Réseau",
        "Hermandad Andina",
    ]
    known = Organisation.objects.get(name="Associazione Le Réseau")
    assert [name.text for name in known.names.all()] == ["Le Reseau APS"]
    assert [contact.value for contact in known.contacts.all()] == ["https://example.org"]


@pytest.mark.parametrize("said", ["another", ""])
def test_another_one_is_added(run: ImportRun, said: str) -> None:
    if said:
        answer(run, doubtful(run), said, reading().manner)
    apply_import(run, reading(), by=None)
    assert Organisation.objects.count() == 3


def test_an_answer_can_be_changed_until_the_list_is_in(run: ImportRun) -> None:
    answer(run, doubtful(run), "same", reading().manner)
    answer(run, doubtful(run), "another", reading().manner)
    run.refresh_from_db()
    assert (run.summary["new"], run.summary["changed"]) == (2, 0)
    apply_import(run, reading(), by=None)
    assert Organisation.objects.filter(name="Le Reseau APS").exists()


def test_what_is_in_cannot_be_answered_any_more(run: ImportRun) -> None:
    row = doubtful(run)
    apply_import(run, reading(), by=None)
    with pytest.raises(Refused, match="not waiting any more"):
        answer(run, row, "same", reading().manner)


def test_only_what_is_very_likely_is_answered_as_proposed() -> None:
    organisation(name="Teranga")
    organisation(name="Umoja Kwanza")
    rows = [{"name": "Teranga ODV"}, {"name": "Umoja Kwanza Network Torino"}, {"name": "Hermandad"}]
    run = checked(table(rows))
    note_likeness(run)
    assert run.summary["alike"] == 2
    assert answer_as_proposed(run, reading().manner) == 1
    assert StagedRow.objects.get(answer="same").own_values["name"] == "Teranga ODV"


def test_two_rows_cannot_be_the_same_record() -> None:
    organisation(name="Teranga")
    run = checked(table([{"name": "Teranga ODV"}, {"name": "Teranga onlus"}]))
    note_likeness(run)
    assert answer_as_proposed(run, reading().manner) == 1


def test_answers_come_by_the_page(run: ImportRun, client: Client) -> None:
    client.force_login(cast.chiara())
    address = f"/en/imports/{run.pk}/alike/"
    page = client.post(address, {"row": doubtful(run).pk, "answer": "same"}, follow=True)
    assert "The same: that record is updated" in page.content.decode()
    client.post(address, {"row": doubtful(run).pk, "answer": "another"})
    assert doubtful(run).answer == "another"
    client.force_login(cast.farid())
    assert client.get(address).status_code == 404


@pytest.mark.guards("map/import_alike.html")
def test_the_page_takes_the_same_statements_for_any_number(client: Client, count_queries: Callable) -> None:
    client.force_login(cast.chiara())
    counts = []
    for size in (1, 30):
        for place in range(size):
            organisation(name=f"Teranga {size} {'abcdefghijklmnopqrstuvwxyzäöüßæø'[place]}{place}")
        known = Organisation.objects.values_list("name", flat=True)
        run = checked(table([{"name": f"{name} ODV"} for name in known]))
        note_likeness(run)
        client.get(f"/en/imports/{run.pk}/alike/")
        counts.append(count_queries(lambda run=run: client.get(f"/en/imports/{run.pk}/alike/")))
    assert counts[0] == counts[1]


def test_a_list_is_checked_only_once_its_rows_were_compared(client: Client) -> None:
    organisation(name="Associazione Le Réseau")
    client.force_login(cast.chiara())
    seen = []

    def look(run: ImportRun) -> None:
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.CHECKING)
        seen.append(client.get(f"/en/imports/{run.pk}/").content.decode())
        note_likeness(run)

    run = checked(table(LIST), then=look)
    assert "This takes a moment" in seen[0]
    assert "New organisations compared with the register" in seen[0]
    assert "Bring it in" not in seen[0]
    run.refresh_from_db()
    assert (run.state, run.done, run.total, run.summary["alike"]) == ("checked", 2, 2, 1)


def test_whoever_compares_stops_when_somebody_checks_the_list_again(run: ImportRun) -> None:
    begin(ImportRun.objects.get(pk=run.pk), total=2)
    with pytest.raises(Overtaken):
        note_likeness(run)


def test_a_very_long_list_says_that_its_rows_were_not_compared(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_likeness, "MOST_COMPARED", 1)
    organisation(name="Associazione Le Réseau")
    run = checked(table(LIST), then=note_likeness)
    client.force_login(cast.chiara())
    page = client.get(f"/en/imports/{run.pk}/").content.decode()
    assert "The 2 new organisations of this list were not compared with the register" in page
    assert "Bring it in" in page
    apply_list.call(run.pk, cast.chiara().pk)
    assert "See what was found so far" in client.get(f"/en/imports/{run.pk}/").content.decode()
    assert look_for_duplicates(run=run) == 1
