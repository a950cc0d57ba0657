"""What a check writes down before anything is done, and what is applied of it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.utils import timezone

from ponte.core import chores
from ponte.core.models import Change, ImportRun, StagedRow
from ponte.core.refusal import Refused
from ponte.map.actions import change_organisation
from ponte.map.actions.import_check import TOGETHER, Overtaken
from ponte.map.actions.import_discard import discard_import
from ponte.map.actions.import_organisations import apply_import
from ponte.map.forms.reading import reading
from ponte.map.models import Organisation
from ponte.map.queries.organisations import Search, find
from ponte.map.queries.record import record_of, whole
from tests.factories.map import organisation
from tests.map.importing import bring_in, checked, table

pytestmark = pytest.mark.django_db
LIST = [
    {"name": "Donne del Sahel", "origin": "SEN", "kind": "association"},
    {"name": "Nuovi", "origin": "PER", "kind": ""},
    {"name": "Amici", "origin": "", "kind": ""},
]


def staged(run: ImportRun) -> list[tuple[int, str, str]]:
    """(row, what would happen, name), in the order of the list."""
    return list(run.staged.order_by("position").values_list("position", "kind", "name"))


def test_a_check_writes_what_each_row_would_do_and_only_what_differs() -> None:
    row = organisation(name="Donne del Sahel", communities="Wolof")
    organisation(name="Amici")
    run = checked(table(LIST))
    assert staged(run) == [(2, "changed", "Donne del Sahel"), (3, "new", "Nuovi"), (4, "same", "Amici")]
    changed, new, same = run.staged.order_by("position")
    assert (changed.subject_kind, changed.subject_id) == ("map.organisation", row.pk)
    assert (changed.before["kind"], changed.after["kind"]) == ("unknown", "association")
    assert set(changed.before) == set(changed.after) == {"kind", "places"}
    assert (new.before, new.subject_id, new.after["source"]) == ({}, None, "A list of the city")
    assert (same.before, same.after) == ({}, {})


def test_rows_far_apart_about_one_organisation_are_put_together() -> None:
    """Also when the first is written already, and when they name the record in different ways."""
    there = organisation(name="Donne del Sahel", external_id="7")
    rows = [{"id": "", "name": f"Group {number}", "note": ""} for number in range(TOGETHER * 2)]
    rows[0] = {"id": "7", "name": "Donne del Sahel", "note": "First"}
    rows[1] = {"id": "", "name": "Nuovi", "note": "Second"}
    rows[-1] = {"id": "", "name": "nuovi", "note": "Third"}
    rows[-2] = {"id": "7", "name": "Donne del Sahel", "note": "Fourth"}
    run = bring_in(table(rows))
    assert (run.summary["rows"], run.summary["new"], run.summary["changed"]) == (800, 797, 1)
    notes = {row.name: [note.text for note in row.notes.all()] for row in Organisation.objects.all()}
    assert notes["Donne del Sahel"] == ["First", "Fourth"]
    assert notes["Nuovi"] == ["Second", "Third"]
    assert Organisation.objects.filter(external_id="7").get() == there


def test_what_somebody_changed_since_the_check_is_planned_anew_and_told() -> None:
    row, other = organisation(name="Donne del Sahel"), organisation(name="Amici")
    run = checked(table(LIST))
    change_organisation(row, values={"communities": "Wolof", "kind": "association"}, by=None)
    organisation(name="Nuovi", communities="Quechua")
    run = apply_import(run, reading(), by=None)
    assert run.summary["anew"] == 2
    assert Organisation.objects.count() == 3
    record = record_of(whole(Organisation.objects.all()).get(pk=row.pk))
    assert (record["communities"], record["kind"], len(record["places"])) == ("Wolof", "association", 1)
    nuovi = record_of(whole(Organisation.objects.all()).get(name="Nuovi"))
    assert (nuovi["communities"], [place["area"] for place in nuovi["places"]]) == ("Quechua", ["PER"])
    assert (run.summary["new"], run.summary["changed"], run.summary["same"]) == (0, 2, 1)
    other.refresh_from_db()
    assert other.communities == ""


def test_a_record_that_is_gone_comes_anew() -> None:
    row = organisation(name="Donne del Sahel")
    run = checked(table(LIST))
    row.delete()
    assert apply_import(run, reading(), by=None).summary["new"] == 3


def test_nothing_of_the_check_is_kept_once_it_is_in() -> None:
    bring_in(table(LIST))
    assert not StagedRow.objects.exists()


def test_a_list_can_be_discarded_until_it_is_in() -> None:
    run = checked(table(LIST))
    discard_import(run)
    assert not ImportRun.objects.exists()
    assert not StagedRow.objects.exists()
    with pytest.raises(Refused, match="Undo the import instead"):
        discard_import(bring_in(table(LIST)))


def test_a_list_nobody_brought_in_for_a_month_goes_by_itself() -> None:
    checked(table(LIST))
    chores.do_all()
    assert ImportRun.objects.count() == 1
    ImportRun.objects.update(started_at=timezone.now() - timedelta(days=31))
    chores.do_all()
    assert not ImportRun.objects.exists()


def test_while_a_list_comes_in_nobody_sees_a_part_of_it() -> None:
    run, seen = checked(table(LIST)), []
    apply_import(run, reading(), by=None, progress=lambda _count: seen.append(what_is_seen()))
    assert seen == [(0, 0, 0)]
    assert what_is_seen() == (3, 3, 3)


def what_is_seen() -> tuple[int, int, int]:
    """Organisations, entries of the log, results of an empty search."""
    everybody = find(Search(), AnonymousUser()).total
    return Organisation.objects.count(), Change.objects.count(), everybody


def test_a_change_in_the_very_moment_is_planned_anew_too() -> None:
    row = organisation(name="Donne del Sahel")
    run = checked(table(LIST))
    waiting = [{"communities": "Wolof"}]

    def meanwhile(_count: int) -> None:
        if waiting:
            change_organisation(row, values=waiting.pop(), by=None)
            organisation(name="Amici", communities="Bambara")

    run = apply_import(run, reading(), by=None, progress=meanwhile)
    assert run.summary["anew"] == 2
    assert sorted(Organisation.objects.values_list("name", flat=True)) == [
        "Amici",
        "Donne del Sahel",
        "Nuovi",
    ]
    row.refresh_from_db()
    assert (row.communities, row.kind) == ("Wolof", "association")
    assert Change.objects.filter(run_id=run.pk).count() == 2


def test_who_is_overtaken_stops_and_leaves_the_other_alone() -> None:
    run = checked(table(LIST))

    def another(_count: int) -> None:
        ImportRun.objects.update(attempt=F("attempt") + 1)

    with pytest.raises(Overtaken):
        apply_import(run, reading(), by=None, progress=another)
    assert not Organisation.objects.exists()
    assert apply_import(run, reading(), by=None).summary["new"] == 3
    assert Organisation._base_manager.count() == 3
