"""An import taken back: all of it, unless somebody's work would be lost."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ponte.core.models import Change, ImportRun
from ponte.core.refusal import Refused
from ponte.map.actions import change_organisation, undo_change
from ponte.map.actions.affiliations import affiliate
from ponte.map.actions.undo_import import undo_import
from ponte.map.lifecycles.organisation import lifecycle
from ponte.map.models import Organisation
from ponte.map.queries.organisations import Search, find
from ponte.map.queries.record import record_of, whole
from tests.factories import cast
from tests.factories.map import full_organisation, organisation
from tests.map.importing import bring_in, table

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


def test_it_is_refused_while_somebody_worked_on_it_and_works_afterwards() -> None:
    organisation(name="Donne del Sahel")
    run = bring_in(table(LIST))
    change = change_organisation(named("Nuovi"), values={"kind": "media"}, by=cast.chiara())
    with pytest.raises(Refused, match="1 organisation of this list was changed since: Nuovi"):
        undo_import(run, by=cast.bruno())
    assert Organisation.objects.count() == 2
    undo_change(named("Nuovi"), change=change, by=cast.chiara())
    undo_import(run, by=cast.bruno())
    assert [row.name for row in Organisation.objects.all()] == ["Donne del Sahel"]


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
    with pytest.raises(Refused, match="Nuovi"):
        undo_import(run, by=cast.chiara())


def test_a_federation_of_others_is_not_taken_away_under_them() -> None:
    run = bring_in(table(LIST))
    affiliate(organisation(name="Member"), named("Nuovi"), by=None)
    with pytest.raises(Refused, match="Nuovi"):
        undo_import(run, by=cast.chiara())


def test_the_list_can_come_in_again() -> None:
    undo_import(bring_in(table(LIST)), by=None)
    assert bring_in(table(LIST)).summary["new"] == 2
    assert find(Search(), AnonymousUser()).total == 2
