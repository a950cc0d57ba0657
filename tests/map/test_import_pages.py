"""Bringing a list in through the pages: upload, columns, preview, apply, undo."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from ponte.core.models import ImportRun, SavedMapping, StoredFile
from ponte.map.forms.import_columns import targets
from ponte.map.models import Organisation
from tests.factories import cast
from tests.factories.accounts import office
from tests.map.importing import table, workbook

pytestmark = pytest.mark.django_db
LIST = [{"Group": "Donne del Sahel", "Roots": "SEN"}, {"Group": "Nuovi", "Roots": "PER"}]
CHOSEN = {
    "visibility": "public",
    "source": "A list",
    "consent": "oral",
    "column_0": "name",
    "column_1": "country_of_origin",
}


@pytest.fixture
def chiara(client: Client, settings, tmp_path) -> Client:
    """Chiara, with a folder for files."""
    settings.MEDIA_ROOT = tmp_path
    office()
    client.force_login(cast.chiara())
    return client


def upload(client: Client, data: bytes | str, name: str = "list.csv") -> HttpResponse:
    """The first step."""
    raw = data.encode() if isinstance(data, str) else data
    return client.post("/en/imports/new/", {"file": SimpleUploadedFile(name, raw)})


def checked(client: Client, data: bytes | str, **chosen: str) -> str:
    """The address of a list whose columns were said."""
    answer = upload(client, data)
    assert answer.status_code == 302, answer.context["form"].errors
    return client.post(answer["Location"], CHOSEN | chosen)["Location"]


def text(answer: HttpResponse) -> str:
    """What a page says, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("data", [table(LIST), workbook(LIST)])
def test_a_list_comes_in_step_by_step_and_goes_again(chiara: Client, data: bytes | str) -> None:
    address = checked(chiara, data)
    assert not Organisation.objects.exists()
    preview = text(chiara.get(address))
    assert "Donne del Sahel" in preview
    assert "Senegal" in preview
    done = chiara.post(f"{address}apply/", follow=True)
    assert "The list is in." in text(done)
    assert set(Organisation.objects.values_list("consent", flat=True)) == {"oral"}
    assert "organisations that go away 2" in text(chiara.get(f"{address}undo/"))
    assert "The import is undone." in text(chiara.post(f"{address}undo/", follow=True))
    assert not Organisation.objects.exists()


def test_problems_are_shown_by_row_and_column_and_nothing_can_be_applied(chiara: Client) -> None:
    address = checked(chiara, table([LIST[0], LIST[1] | {"Roots": "Atlantis"}]))
    page = chiara.get(address)
    assert "Atlantis" in text(page)
    assert not page.context["may_apply"]
    assert "still has problems" in text(chiara.post(f"{address}apply/", follow=True))
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"column_0": ""}, "which column has the name"),
        ({"column_1": "name"}, "Two columns are set to this"),
        ({"source": ""}, "required"),
        ({"visibility": "nonsense"}, "nonsense"),
    ],
)
def test_columns_that_make_no_sense_are_refused(chiara: Client, chosen: dict, said: str) -> None:
    address = upload(chiara, table(LIST))["Location"]
    answer = chiara.post(address, CHOSEN | chosen)
    assert answer.status_code == 422
    assert said in text(answer)


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"<html></html>", b"name,name\nA,B\n", b"PK\x03\x04xx"]
)
def test_a_file_that_is_no_list_is_refused_and_not_kept(chiara: Client, data: bytes) -> None:
    answer = upload(chiara, data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not StoredFile.objects.exists()


def test_choices_are_kept_under_a_name_and_offered_again(chiara: Client) -> None:
    checked(chiara, table(LIST), keep_as="City lists")
    saved = SavedMapping.objects.get()
    address = upload(chiara, table(LIST))["Location"]
    form = chiara.get(f"{address}?mapping={saved.pk}").context["form"]
    assert [form[f"column_{place}"].value() for place in (0, 1)] == ["name", "country_of_origin"]
    assert form["consent"].value() == "oral"
    assert chiara.get(f"{address}?mapping=-1").context["form"]["consent"].value() == "not_asked"


def test_a_check_that_was_cut_off_can_be_started_again(chiara: Client) -> None:
    address = checked(chiara, table(LIST))
    ImportRun.objects.update(state=ImportRun.State.CHECKING)  # the worker was killed
    assert "columns/" in chiara.get(address).content.decode()
    assert chiara.post(f"{address}columns/", CHOSEN).status_code == 302
    assert ImportRun.objects.get().state == "checked"


def test_only_those_who_lead_the_map_find_these_pages(chiara: Client) -> None:
    address = checked(chiara, table(LIST))
    for person in (cast.dawit(), cast.farid()):
        chiara.force_login(person)
        for part in ("", "columns/", "undo/"):
            assert chiara.get(f"{address}{part}").status_code == 404
        assert chiara.post(f"{address}apply/").status_code == 404


def test_a_list_is_discarded_with_its_file(chiara: Client) -> None:
    address = checked(chiara, table(LIST))
    assert "Discard this list" in text(chiara.get(address))
    assert "Nothing was brought in." in text(chiara.post(f"{address}discard/", follow=True))
    assert not ImportRun.objects.exists()
    assert not StoredFile.objects.exists()
    assert chiara.post(f"{address}discard/").status_code == 404


def test_a_list_on_its_way_says_how_far_it_is(chiara: Client) -> None:
    address = checked(chiara, table(LIST))
    ImportRun.objects.update(state=ImportRun.State.APPLYING, done=1_200, total=5_000)
    assert "1200 of 5000" in text(chiara.get(address))


def test_what_stayed_is_listed_after_an_undoing(chiara: Client) -> None:
    address = checked(chiara, table(LIST))
    chiara.post(f"{address}apply/")
    Organisation.objects.filter(name="Nuovi").update(communities="Quechua", kind="media")
    preview = text(chiara.get(f"{address}undo/"))
    done = text(chiara.post(f"{address}undo/", follow=True))
    for page in (preview, done):
        assert "Nuovi Kind" in page
    assert [row.name for row in Organisation.objects.all()] == ["Nuovi"]


@pytest.mark.guards("map/_import_rows.html")
def test_the_preview_costs_the_same_for_one_row_and_for_many(chiara: Client, count_queries) -> None:
    one = checked(chiara, table(LIST[:1]))
    many = checked(chiara, table([{"Group": f"Group {number}", "Roots": "SEN"} for number in range(60)]))
    chiara.get(one)
    assert count_queries(lambda: chiara.get(one)) == count_queries(lambda: chiara.get(many)) <= 15
    second = text(chiara.get(f"{many}?page=2"))
    assert "Group 55" in second
    assert "Group 3 " not in second


def test_the_preview_tells_what_was_read_otherwise_than_written(chiara: Client) -> None:
    rows = [{"Group": "Donne", "Roots": "SN", "Colour": "red", "Since": "31/01/2020"}]
    address = upload(chiara, table(rows))["Location"]
    assert "the day comes first" in text(chiara.get(address))
    chosen = CHOSEN | {"column_2": "note_detail", "column_3": "consent_on"}
    preview = text(chiara.get(chiara.post(address, chosen)["Location"]))
    for said in ("SN Senegal 1", "Kept as notes: Colour", "day first", "31/01/2020 31 January 2020"):
        assert said in preview, said


def test_dates_that_can_be_read_in_two_ways_are_asked_about(chiara: Client) -> None:
    address = upload(chiara, table([{"Group": "Donne", "Since": "02/03/2020"}]))["Location"]
    chosen = CHOSEN | {"column_1": "consent_on"}
    refused = chiara.post(address, chosen)
    assert (refused.status_code, "two ways" in text(refused)) == (422, True)
    chiara.post(f"{chiara.post(address, chosen | {'order_1': 'month'})['Location']}apply/")
    assert Organisation.objects.get().consent_on.isoformat() == "2020-02-03"


def test_people_choose_the_row_of_the_headings_and_what_holds_for_all(chiara: Client) -> None:
    address = upload(chiara, "Our list\nGroup,Roots\nDonne,\n")["Location"]
    assert "Row 1 stands above" in text(chiara.get(address))
    first = chiara.get(f"{address}?at=1")
    assert first.context["table"].header[0] == "Our list"
    chosen = CHOSEN | {"sheet": "0", "at": "2", "fill_country_of_origin": "Senegal"}
    wrong = chiara.post(address, chosen | {"fill_country_of_origin": "Atlantis"})
    assert wrong.status_code == 422
    chiara.post(f"{chiara.post(address, chosen)['Location']}apply/")
    assert [place.area for place in Organisation.objects.get().places.all()] == ["SEN"]


def test_a_list_that_is_too_large_is_for_the_shell(chiara: Client, monkeypatch) -> None:
    monkeypatch.setattr("ponte.core.files.LARGEST_LIST", 10)
    answer = upload(chiara, table(LIST), "città.csv")
    assert answer.status_code == 422
    assert "make import FILE=città.csv" in text(answer)


def test_pressing_twice_leads_to_the_list_and_does_nothing_more(chiara: Client) -> None:
    address = checked(chiara, table(LIST))
    for step, there in (("apply", 2), ("apply", 2), ("undo", 0), ("undo", 0)):
        assert chiara.post(f"{address}{step}/")["Location"] == address
        assert Organisation.objects.count() == there
    assert "Undone" in text(chiara.get(address))


def test_a_list_without_rows_says_so(chiara: Client) -> None:
    page = text(chiara.get(checked(chiara, "Name,Roots\n")))
    assert "No row stands below the names of the columns." in page
    assert "Bring it in" not in page


def test_what_is_kept_as_a_note_is_read_in_the_preview(chiara: Client) -> None:
    rows = "Name,Roots,Colour\nNuovi,PER,Blue\n"
    assert "Colour: Blue" in text(chiara.get(checked(chiara, rows, column_2="note_detail")))


def test_the_usual_fields_are_offered_first(chiara: Client) -> None:
    form = chiara.get(upload(chiara, table(LIST))["Location"]).context["form"]
    offered = [name for name, _label in form.fields["column_0"].choices]
    assert offered[:3] == ["", "name", "other_names"]
    assert sorted(offered) == sorted(set(offered)) == sorted(["", *targets()])
