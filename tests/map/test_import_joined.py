"""A list that names a record which was joined with another since: its rows are about the record that stands."""

import pytest

from ponte.map.actions.import_organisations import apply_import
from ponte.map.forms.reading import reading
from ponte.map.models import Organisation
from tests.factories.map import organisation
from tests.map.importing import bring_in, checked, table
from tests.map.joining import fresh, joined_as_suggested

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Organisation, Organisation]:
    """The record that went, and the one that stands."""
    one, other = (
        organisation(name="Donne del Sahel", external_id="A-1"),
        organisation(name="Femmes", external_id="B-1"),
    )
    return joined_as_suggested(one, other)


def founded(kept: Organisation) -> tuple[str, str, int | None]:
    row = fresh(kept)
    return row.name, row.external_id, row.founded_year


@pytest.mark.parametrize("by", ["reference", "external_id", "name"])
def test_the_record_that_stands_is_changed_and_keeps_its_name_and_number(by: str, two: tuple) -> None:
    gone, kept = two
    if by == "name":
        Organisation.objects.update(external_id="")
    before = founded(kept)
    row = {"name": gone.name, "founded_year": 1999} | {by: getattr(gone, by)}
    run = bring_in(table([row]))
    assert (run.summary["new"], run.summary["changed"]) == (0, 1)
    assert founded(kept) == (*before[:2], 1999)
    assert fresh(gone).founded_year is None
    assert bring_in(table([row])).summary["same"] == 1


def test_a_row_of_each_becomes_one(two: tuple) -> None:
    gone, kept = two
    rows = [
        {"name": gone.name, "external_id": gone.external_id, "founded_year": 1999, "communities": ""},
        {"name": kept.name, "external_id": kept.external_id, "founded_year": "", "communities": "Wolof"},
    ]
    run = bring_in(table(rows))
    assert run.summary["changed"] == 1
    assert founded(kept) == (kept.name, kept.external_id, 1999)
    assert fresh(kept).communities == "Wolof"


def test_joined_between_the_check_and_the_application() -> None:
    one, other = (
        organisation(name="Donne del Sahel", external_id="A-1"),
        organisation(name="Femmes", external_id="B-1"),
    )
    rows = [{"name": row.name, "external_id": row.external_id, "founded_year": 1999} for row in (one, other)]
    runs = [checked(table([row])) for row in rows]
    gone, kept = joined_as_suggested(one, other)
    for run in runs:
        apply_import(run, reading(), by=None)
    assert founded(kept) == (kept.name, kept.external_id, 1999)
    assert fresh(gone).founded_year is None


def test_by_its_name_a_record_that_two_became_is_found_though_both_had_that_name() -> None:
    one, other = organisation(name="Donne"), organisation(name="Donne")
    _gone, kept = joined_as_suggested(one, other)
    run = bring_in(table([{"name": "Donne", "founded_year": 1999}]))
    assert run.summary["new"] == 0
    assert fresh(kept).founded_year == 1999
