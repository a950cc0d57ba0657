"""Adding, changing, undoing: rows, log and index stay in step."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from ponte.core import changes
from ponte.core.models import Change
from ponte.core.refusal import Refused
from ponte.map.actions import add_organisation, change_organisation, undo_change
from ponte.map.models import Organisation, OrganisationContact
from ponte.map.queries.organisations import Search, find
from ponte.map.queries.record import record_of, whole
from tests.factories import cast
from tests.factories.map import contact, full_organisation, organisation, place

pytestmark = pytest.mark.django_db


def now(row: Organisation) -> dict:
    """The record as it is in the database."""
    return record_of(whole(Organisation.objects.all()).get(pk=row.pk))


def test_adding_logs_who_and_what() -> None:
    chiara = cast.chiara()
    row = organisation(name="Donne del Sahel", by=chiara, origin="SEN")
    change = changes.history_of(row).get()
    assert (change.by, change.verb, change.reference) == (chiara, "create", row.reference)
    assert change.values["name"] == {"before": None, "after": "Donne del Sahel"}
    assert row.contributed_by == chiara


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 301},
        {"kind": "nonsense"},
        {"founded_year": 99},
        {"diaspora_led_percent": 101},
        {"sectors": ["nonsense"]},
        {"contacts": [contact("pigeon", "a@example.org")]},
        {"places": [place("nowhere", "SEN")]},
    ],
)
def test_values_that_make_no_sense_add_nothing(wrong: dict) -> None:
    with pytest.raises(ValidationError):
        add_organisation(values={"name": "Somebody"} | wrong, by=None)
    assert not Organisation.objects.exists()
    assert not Change.objects.exists()
    assert find(Search(), cast.chiara()).total == 0


def test_only_what_differs_is_logged_and_the_rest_stays() -> None:
    row = full_organisation()
    before = now(row)
    change = change_organisation(row, values={"kind": "media", "name": row.name}, by=None)
    assert change is not None
    assert set(change.values) == {"kind"}
    assert now(row) == before | {"kind": "media"}


def test_a_change_that_makes_no_sense_leaves_everything() -> None:
    row = full_organisation()
    before = now(row)
    wrong = [contact("pigeon", "a@example.org")]
    with pytest.raises(ValidationError):
        change_organisation(row, values={"name": "Other", "contacts": wrong}, by=None)
    assert now(row) == before
    assert find(Search(text="other"), AnonymousUser()).total == 0


def test_undoing_puts_rows_and_index_back_and_is_logged() -> None:
    row = full_organisation(name="Donne del Sahel")
    before = now(row)
    change = change_organisation(row, values={"name": "Zeta", "places": [], "sectors": []}, by=None)
    undo = undo_change(row, change=change, by=cast.chiara())
    assert now(row) == before
    assert undo.verb == "undo"
    assert find(Search(text="sahel"), AnonymousUser()).total == 1
    assert find(Search(text="zeta"), AnonymousUser()).total == 0


def test_undoing_is_refused_when_the_values_moved_on() -> None:
    row = organisation(kind="unknown")
    first = change_organisation(row, values={"kind": "media"}, by=None)
    second = change_organisation(row, values={"kind": "faith"}, by=None)
    with pytest.raises(Refused, match="changed again"):
        undo_change(row, change=first, by=None)
    undo_change(row, change=second, by=None)
    undo_change(row, change=first, by=None)
    assert now(row)["kind"] == "unknown"


def test_a_change_of_other_values_does_not_stand_in_the_way() -> None:
    row = organisation(kind="unknown")
    first = change_organisation(row, values={"kind": "media"}, by=None)
    change_organisation(row, values={"communities": "Wolof"}, by=None)
    undo_change(row, change=first, by=None)
    assert (now(row)["kind"], now(row)["communities"]) == ("unknown", "Wolof")


def test_an_undo_can_be_undone_and_creation_cannot() -> None:
    row = organisation(kind="unknown")
    change = change_organisation(row, values={"kind": "media"}, by=None)
    undo = undo_change(row, change=change, by=None)
    undo_change(row, change=undo, by=None)
    assert now(row)["kind"] == "media"
    with pytest.raises(Refused):
        undo_change(row, change=changes.history_of(row).last(), by=None)


def test_contacts_are_replaced_and_not_doubled() -> None:
    row = full_organisation()
    kept = now(row)["contacts"][:1]
    change_organisation(row, values={"contacts": kept}, by=None)
    assert OrganisationContact.objects.filter(organisation=row).count() == 1
