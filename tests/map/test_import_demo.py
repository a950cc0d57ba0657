"""The real list: 54 initiatives of a report of 2020, 43 organisations."""

import csv
from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser

from ponte.core.models import Change, ImportRun
from ponte.map.models import Organisation, OrganisationContact, OrganisationNote, OrganisationPlace
from ponte.map.models.vocabulary import PlaceRole
from ponte.map.queries.organisations import Search, find
from ponte.map.queries.record import record_of, whole
from tests.map.importing import DEMO, bring_in_demo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def list_is_in(db: None) -> None:
    """Bring the list in once."""
    bring_in_demo()


def entries() -> list[dict[str, str]]:
    """The rows of the file."""
    with DEMO.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_file_still_has_the_totals_of_its_source() -> None:
    rows = entries()
    origins = Counter(code for row in rows for code in row["origin_countries"].split(";"))
    there = Counter(code for row in rows for code in row["destination_countries"].split(";"))
    assert len(rows) == 54
    assert [origins[code] for code in ("VEN", "CHN", "SEN", "ECU")] == [9, 4, 3, 3]
    assert [there[code] for code in ("ESP", "ITA", "USA")] == [12, 8, 6]
    assert sum(bool(row["url"]) for row in rows) == 52


def test_every_entry_becomes_a_note_of_one_of_43_organisations() -> None:
    run = ImportRun.objects.get()
    assert run.summary["rows"] == OrganisationNote.objects.count() == 54
    assert run.summary["new"] == Organisation.objects.count() == 43
    assert OrganisationNote.objects.exclude(source_url="").count() == 52
    assert sum("amount" in note.details for note in OrganisationNote.objects.all()) == 5
    assert find(Search(), AnonymousUser()).total == 43


def test_money_is_kept_word_for_word() -> None:
    kept = {
        (note.details["currency"], note.details["amount"])
        for note in OrganisationNote.objects.all()
        if "amount" in note.details
    }
    told = {(row["currency"], row["amount"]) for row in entries() if row["amount"]}
    assert kept == told
    assert {currency for currency, _amount in kept} == {"USD", "GBP", "EUR", "CNY"}


@pytest.mark.parametrize("role", [PlaceRole.ORIGIN, PlaceRole.ACTIVITY])
def test_places_of_each_organisation_are_those_of_its_entries(role: str) -> None:
    column = "origin" if role == PlaceRole.ORIGIN else "destination"
    told: dict[str, set[str]] = {}
    for row in entries():
        told.setdefault(row["organisation"], set()).update(
            filter(None, row[f"{column}_countries"].split(";"))
        )
    for organisation in whole(Organisation.objects.all()):
        kept = [place.area for place in organisation.places.all() if place.role == role]
        assert len(kept) == len(set(kept)), organisation
        assert told[organisation.name] <= set(kept), organisation


def test_where_they_helped_is_not_taken_for_where_they_live() -> None:
    assert not OrganisationPlace.objects.filter(role=PlaceRole.RESIDENCE).exists()
    assert find(Search(), AnonymousUser()).counts["country_of_residence"] == {}


def test_an_entry_without_origin_countries_keeps_its_region() -> None:
    african = Organisation.objects.get(name="Africa Press Express Agency")
    assert [place.area for place in african.places.filter(role="origin")] == ["002"]
    found = find(Search(chosen={"country_of_origin": ("002",)}), AnonymousUser())
    assert african.pk in found.rows


def test_the_same_list_again_changes_nothing() -> None:
    before = [record_of(row) for row in whole(Organisation.objects.order_by("pk"))]
    logged = Change.objects.count()
    bring_in_demo()
    run = ImportRun.objects.first()
    assert [run.summary[name] for name in ("new", "changed", "same")] == [0, 0, 43]
    assert [record_of(row) for row in whole(Organisation.objects.order_by("pk"))] == before
    assert Change.objects.count() == logged


def test_nobody_says_they_agreed_and_the_source_is_named() -> None:
    assert set(Organisation.objects.values_list("consent", flat=True)) == {"public_source"}
    assert not Organisation.objects.filter(source="").exists()
    assert not OrganisationContact.objects.exists()


def test_each_organisation_has_one_entry_in_the_log() -> None:
    kept = Change.objects.filter(run_id=ImportRun.objects.get().pk)
    assert kept.count() == kept.values("subject_id").distinct().count() == 43
    assert set(kept.values_list("verb", "via")) == {("create", "import")}
