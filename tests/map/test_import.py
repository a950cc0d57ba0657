"""Lists brought in: matched, merged, refused whole."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ponte.core.models import Change, ImportRun, Posting
from ponte.core.refusal import Refused
from ponte.map.actions.import_organisations import apply_import
from ponte.map.forms.reading import reading
from ponte.map.models import Organisation, OrganisationContact, Representative
from ponte.map.queries.organisations import Search, find
from ponte.map.queries.record import record_of, whole
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import full_organisation, organisation
from tests.map.importing import bring_in, checked, problems, table

pytestmark = pytest.mark.django_db


def test_one_name_is_enough_and_the_index_knows_it() -> None:
    run = bring_in("Nome\nDonne del Sahel\n", by=cast.chiara())
    row = Organisation.objects.get()
    assert (row.name, row.visibility, row.source) == ("Donne del Sahel", "public", "A list of the city")
    assert row.contributed_by == cast.chiara()
    assert run.state == ImportRun.State.APPLIED
    assert find(Search(text="sahel"), AnonymousUser()).total == 1


def test_cells_are_read_in_peoples_own_words() -> None:
    row = {
        "name": "Donne del Sahel",
        "type": "Association",
        "origin": "Senegal; ML | Burkina Faso",
        "country": "it",
        "city": "Torino",
        "sectors": "Health; culture",
        "languages": "italiano; wo",
        "has bank account": "sí",
        "works remotely": "No",
        "consent on": "2011-03-04",
        "active in": "Western Africa",
        "acronym": "DST",
    }
    bring_in(table([row]))
    record = record_of(Organisation.objects.get())
    places = [(place["role"], place["area"], place["locality"]) for place in record["places"]]
    assert [place[1] for place in places] == ["SEN", "MLI", "BFA", "ITA", "011"]
    assert ("residence", "ITA", "Torino") in places
    assert (record["kind"], record["consent_on"]) == ("association", "2011-03-04")
    assert (record["has_bank_account"], record["works_remotely"]) == (True, False)
    assert record["names"] == [{"text": "DST", "language": "", "kind": "acronym"}]
    assert record["languages"] == ["it", "wo"]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ({"name": "", "note": "x"}, "name", "is missing"),
        ({"name": "x" * 301}, "name", "301"),
        ({"origin": "Atlantis"}, "origin", "Atlantis"),
        ({"kind": "club"}, "kind", "association"),
        ({"sectors": "health; flying"}, "sectors", "flying"),
        ({"founded_year": "99999"}, "founded_year", "four digits"),
        ({"founded_year": "about 1999"}, "founded_year", "whole number"),
        ({"diaspora led percent": "101"}, "diaspora led percent", "100"),
        ({"members_count": "9" * 30}, "members_count", ""),
        ({"consent on": "9999-99-99"}, "consent on", "2020-01-31"),
        ({"consent on": "2/3/2020"}, "consent on", "2020-01-31"),
        ({"has bank account": "perhaps"}, "has bank account", "yes nor no"),
        ({"email": "awa"}, "email", "name@example.org"),
        ({"phone": "5"}, "phone", "+"),
        ({"website": "javascript:alert(1)"}, "website", "https://"),
        ({"website": "a.org/" + "x" * 400}, "website", "300"),
        ({"city": "x" * 151}, "city", "151"),
        ({"note": "x" * 4001}, "note", "4001"),
        ({"other names": "x" * 301}, "other names", "301"),
        ({"name_language": "klingon!"}, "name_language", "language code"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_written(
    row: dict[str, str], column: str, said: str
) -> None:
    wrong = table([{"name": "Good", **dict.fromkeys(row, "")} | {"name": "Good"}, {"name": "Bad"} | row])
    found = problems(wrong)
    assert [(number, where) for number, where, _message in found] == [(3, column)]
    assert said in found[0][2]
    run = checked(wrong)
    with pytest.raises(Refused, match="still has problems"):
        apply_import(run, reading(), by=None)
    assert not Organisation.objects.exists()
    assert not Change.objects.exists()
    assert not Posting.objects.exists()


def test_a_row_with_too_many_cells_is_told_and_not_cut() -> None:
    assert problems("name,communities\nDonne, uomini e altri,Wolof\n")[0][:2] == (2, "")


def test_rows_of_one_organisation_are_put_together_and_must_agree() -> None:
    rows = [
        {"name": "Donne del Sahel", "origin": "SEN", "legal form": "ODV", "note": "First"},
        {"name": "donne  del sahel", "origin": "MLI;SEN", "legal form": "", "note": "Second"},
        {"name": "Altri", "origin": "", "legal form": "", "note": ""},
    ]
    run = bring_in(table(rows))
    assert (run.summary["rows"], run.summary["new"]) == (3, 2)
    record = record_of(Organisation.objects.get(name="Donne del Sahel"))
    assert [place["area"] for place in record["places"]] == ["SEN", "MLI"]
    assert [note["text"] for note in record["notes"]] == ["First", "Second"]
    rows[1]["legal form"] = "APS"
    assert problems(table(rows))[0][:2] == (3, "legal form")


def test_an_import_adds_and_corrects_and_never_empties() -> None:
    row = full_organisation(
        name="Donne del Sahel", legal_form="ODV", communities="Wolof", has_bank_account=True
    )
    before = record_of(whole(Organisation.objects.all()).get())
    cells = {
        "name": "Donne del Sahel",
        "legal form": "APS",
        "communities": "",
        "has bank account": "",
        "sectors": "food_and_relief_items",
        "origin": "SEN;GMB",
    }
    run = bring_in(table([cells]))
    assert [run.summary[name] for name in ("new", "changed", "same")] == [0, 1, 0]
    after = record_of(whole(Organisation.objects.all()).get())
    assert (after["legal_form"], after["communities"], after["has_bank_account"]) == ("APS", "Wolof", True)
    assert set(after["sectors"]) == {*before["sectors"], "food_and_relief_items"}
    assert after["contacts"] == before["contacts"]
    assert len(after["places"]) == len(before["places"]) + 1
    assert row.pk in find(Search(chosen={"country_of_origin": ("GMB",)}), AnonymousUser()).rows


def test_codes_are_kept_in_the_order_of_the_vocabulary() -> None:
    bring_in(table([{"name": "A", "sectors": "culture;health_services"}]))
    assert Organisation.objects.get().sectors == ["health_services", "culture"]


def test_the_number_of_another_list_identifies_even_under_a_new_name() -> None:
    bring_in(table([{"id": "7", "name": "Old name"}, {"id": "8", "name": "Old name"}]))
    run = bring_in(table([{"id": "7", "name": "New name"}]))
    assert [run.summary[name] for name in ("new", "changed")] == [0, 1]
    names = dict(Organisation.objects.values_list("external_id", "name"))
    assert names == {"7": "New name", "8": "Old name"}


@pytest.mark.parametrize("name", ["#MeToo Roma", "ß" * 200, "!!!", "ـــ", "华人互助会"])
def test_the_same_list_again_changes_nothing_whatever_the_name(name: str) -> None:
    bring_in(table([{"name": name}, {"name": "Another"}]))
    run = bring_in(table([{"name": name}, {"name": "Another"}]))
    assert [run.summary[key] for key in ("new", "changed", "same")] == [0, 0, 2]


def test_a_name_two_have_is_nobodys_and_one_with_a_number_is_left_alone() -> None:
    organisation(name="Donne"), organisation(name="Donne")
    organisation(name="Uomini", external_id="9")
    run = bring_in(table([{"name": "donne"}, {"name": "Uomini"}]))
    assert run.summary["new"] == 2


def test_a_person_who_answers_is_kept_apart_and_numbers_are_never_public() -> None:
    cells = {
        "name": "Donne",
        "website": "example.org",
        "email": "awa@example.org",
        "phone": "+39 011 555 0101",
        "facebook": "https://facebook.com/donne",
        "contact person": "Awa Diop",
    }
    bring_in(table([cells]))
    kept = {row.kind: row for row in OrganisationContact.objects.all()}
    assert {kind for kind, row in kept.items() if row.is_public} == {"website", "facebook"}
    person = Representative.objects.get()
    assert (person.name, person.position) == ("Awa Diop", "contact")


def test_what_holds_for_the_list_is_for_new_records_only() -> None:
    organisation(name="Donne", visibility="office", source="Ours")
    bring_in(table([{"name": "Donne", "communities": "Wolof"}]), visibility="public")
    row = Organisation.objects.get()
    assert (row.visibility, row.source, row.communities) == ("office", "Ours", "Wolof")


def test_a_list_is_brought_in_once() -> None:
    run = checked(table([{"name": "Donne"}]))
    apply_import(run, reading(), by=None)
    with pytest.raises(Refused, match="already"):
        apply_import(run, reading(), by=None)
    assert Organisation.objects.count() == 1


def test_checking_writes_nothing() -> None:
    checked(table([{"name": "Donne"}]))
    assert not Organisation.objects.exists()


def test_a_town_of_many_countries_is_the_offices_own_and_a_first_word_is_enough() -> None:
    office(countries=["ITA"])
    bring_in(table([{"name": "Donne", "city": "Roma", "sectors": "Cultura"}]))
    row = Organisation.objects.get()
    assert row.sectors == ["culture"]
    assert [(place.area, place.locality) for place in row.places.all()] == [("ITA", "Roma")]


def test_a_town_of_many_countries_elsewhere_is_asked_about() -> None:
    assert "several countries" in problems(table([{"name": "Donne", "city": "Roma"}]))[0][2]
