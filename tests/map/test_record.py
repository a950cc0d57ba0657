"""A record as plain values: what goes in comes out."""

import json

import pytest

from ponte.map.actions import add_organisation, change_organisation
from ponte.map.models import Organisation
from ponte.map.queries.record import FIELDS, blank_record, record_of, whole
from tests.factories.map import full_organisation, organisation

pytestmark = pytest.mark.django_db


def test_a_record_survives_the_way_through_json_and_back() -> None:
    row = full_organisation(
        name="Donne del Sahel",
        consent_on="2011-03-04",
        founded_year=1999,
        has_bank_account=False,
    )
    record = json.loads(json.dumps(record_of(row)))
    copy = add_organisation(values=record, by=None)
    again = whole(Organisation.objects.all()).get(pk=copy.pk)
    assert record_of(again) == record
    assert copy.reference != row.reference


def test_a_record_names_every_field_once() -> None:
    assert set(blank_record()) == set(FIELDS)
    assert set(record_of(organisation())) == set(FIELDS)


def test_giving_a_record_its_own_values_changes_nothing() -> None:
    row = full_organisation()
    assert change_organisation(row, values=record_of(row), by=None) is None
