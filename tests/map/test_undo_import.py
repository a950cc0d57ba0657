"""An import taken back: all of it, unless somebody's work would be lost."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ponte.core.models import Change, ImportRun, Wording
from ponte.map.actions import change_organisation, describe, undo_change
from ponte.map.actions.affiliations import affiliate
from ponte.map.actions.undo_import import foresee, undo_import
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation
from ponte.map.queries.organisations import Search, find
from ponte.map.queries.record import record_of, whole
from tests.factories import cast
from tests.factories.map import full_organisation, organisation
from tests.map.importing import bring_in, table
from tests.map.joining import fresh, joined

pytestmark = pytest.mark.django_db
LIST = [{"name": "Donne del Sahel", "origin": "GMB"}, {"name": "Nuovi", "origin": "PER"}]


def named(name: str) -> Organisation:
    """The organisation of this name."""
    return whole(Organisation.objects.all()).get(name=name)


def test_what_came_goes_and_what_changed_returns() -> None:
    full_organisation(name="Donne del Sahel")
    before = record_of(named("Donne del Sahel"))
    run = undo_import(bring_in(table(LIST)), by=cast.chiara())
    assert run.state == ImportRun.State.UNDONE
    assert record_of(Organisation.objects.get()) == before
    found = find(Search(), AnonymousUser())
    assert found.total == 1
    assert "GMB" not in found.counts["country_of_origin"]
    assert Change.objects.filter(verb="delete", by=cast.chiara()).count() == 1
    assert undo_import(run, by=cast.chiara()).state == ImportRun.State.UNDONE


def undone(run: ImportRun) -> dict:
    """What came of an undoing: (went, returned, kept as name and fields)."""
    told = undo_import(run, by=cast.bruno()).summary["undone"]
    kept = {row["name"]: row["fields"] for row in told["kept"]}
    return {"gone": told["gone"], "back": told["back"], "kept": kept}


def test_what_somebody_changed_since_stays_and_the_rest_returns() -> None:
    """Field by field for a record that was there; as a whole for one that the list made."""
    organisation(name="Donne del Sahel", communities="Wolof", kind="unknown")
    rows = [{**row, "kind": "association", "communities": "Serer"} for row in LIST]
    run = bring_in(table(rows))
    change_organisation(named("Donne del Sahel"), values={"communities": "Fula"}, by=cast.chiara())
    change_organisation(named("Nuovi"), values={"kind": "media"}, by=cast.chiara())
    expected = {"Donne del Sahel": ["communities"], "Nuovi": ["kind"]}
    assert {row["name"]: row["fields"] for row in foresee(run).kept} == expected
    assert undone(run) == {"gone": 0, "back": 1, "kept": expected}
    there = record_of(named("Donne del Sahel"))
    assert (there["communities"], there["kind"], there["places"]) == ("Fula", "unknown", [])
    assert named("Nuovi").kind == "media"
    assert find(Search(chosen={"country_of_origin": ("GMB",)}), AnonymousUser()).total == 0
    assert find(Search(chosen={"kind": ("media",)}), AnonymousUser()).total == 1


def test_an_edit_that_was_undone_is_no_hindrance() -> None:
    run = bring_in(table(LIST))
    change = change_organisation(named("Nuovi"), values={"kind": "media"}, by=cast.chiara())
    undo_change(named("Nuovi"), change=change, by=cast.chiara())
    assert undone(run) == {"gone": 2, "back": 0, "kept": {}}
    assert not Organisation.objects.exists()


def test_other_values_of_a_record_that_was_there_are_nobodys_hindrance() -> None:
    row = organisation(name="Donne del Sahel")
    run = bring_in(table(LIST))
    change_organisation(row, values={"communities": "Wolof"}, by=None)
    undo_import(run, by=None)
    record = record_of(named("Donne del Sahel"))
    assert (record["communities"], record["places"]) == ("Wolof", [])


def test_a_record_that_was_checked_is_somebodys_work() -> None:
    run = bring_in(table(LIST))
    lifecycle.perform("verify", named("Nuovi"), by=cast.chiara(), reason="Visited")
    assert undone(run) == {"gone": 1, "back": 0, "kept": {"Nuovi": []}}
    assert named("Nuovi").state


def test_a_federation_of_others_is_not_taken_away_under_them() -> None:
    run = bring_in(table(LIST))
    affiliate(organisation(name="Member"), named("Nuovi"), by=None)
    assert undone(run) == {"gone": 1, "back": 0, "kept": {"Nuovi": []}}
    assert named("Nuovi").state


@pytest.mark.parametrize("stays", [True, False])
def test_a_record_that_was_joined_with_another_is_somebodys_work(stays: bool) -> None:
    run = bring_in(table(LIST))
    mine, other = named("Nuovi"), organisation(name="Nuovi di Torino")
    joined(mine, other, keep=mine if stays else other)
    told = undo_import(run, by=cast.bruno()).summary["undone"]
    assert (told["gone"], [row["reference"] for row in told["kept"]]) == (1, [mine.reference])
    assert set(Organisation.objects.all()) == {mine, other}


def test_what_a_list_changed_stays_in_a_record_that_was_joined_with_another_since() -> None:
    there = organisation(name="Donne del Sahel")
    run = bring_in(table(LIST))
    other = organisation(name="Femmes du Sahel")
    joined(there, other, keep=other)
    told = undo_import(run, by=cast.bruno()).summary["undone"]
    assert (told["gone"], told["back"]) == (1, 0)
    assert [(row["reference"], row["fields"]) for row in told["kept"]] == [(there.reference, ["places"])]
    assert [place["area"] for place in record_of(fresh(other))["places"]] == ["GMB"]


def test_the_list_can_come_in_again() -> None:
    undo_import(bring_in(table(LIST)), by=None)
    assert bring_in(table(LIST)).summary["new"] == 2
    assert find(Search(), AnonymousUser()).total == 2


def test_texts_somebody_wrote_keep_the_record_and_texts_of_what_goes_go_too() -> None:
    run = bring_in(table(LIST))
    describe(named("Nuovi"), texts={"en": "We meet on Sundays."}, by=cast.chiara())
    assert undone(run) == {"gone": 1, "back": 0, "kept": {"Nuovi": []}}
    assert Wording.objects.count() == 1


def test_foreseeing_changes_nothing_and_says_what_comes() -> None:
    full_organisation(name="Donne del Sahel")
    run = bring_in(table(LIST))
    logged = Change.objects.count()
    outcome = foresee(run)
    assert (outcome.gone, outcome.back, outcome.kept_count) == (1, 1, 0)
    assert Change.objects.count() == logged
    assert Organisation.objects.count() == 2
