"""The directory for machines."""

import csv
import io
import json
import tempfile

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from ponte.map.actions import change_organisation
from ponte.map.exports import dictionary
from ponte.map.exports.columns import COLUMNS
from ponte.map.exports.formats import FORMATS
from ponte.map.models import Organisation
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import full_organisation, organisation, other_name

pytestmark = pytest.mark.django_db
FORMULAS = ("=HYPERLINK(A1)", "+39", "-1", "@SUM(A1)", "{=1+1}")


def body(client: Client, form: str, query: str = "") -> bytes:
    """The whole answer."""
    answer = client.get(f"/en/organisations.{form}{query}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def left(answer):
    """The answer of somebody who went away before the file was there."""
    answer.close()
    return answer


def csv_rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV answer."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_every_column_and_letters_of_every_script(client: Client) -> None:
    full_organisation(name="جمعية, «نور»", services="two\nlines")
    row = csv_rows(body(client, "csv"))[0]
    assert list(row) == list(COLUMNS)
    assert (row["name"], row["services"], row["town"]) == ("جمعية, «نور»", "two\nlines", "Torino")
    assert row["country_of_origin"] == "SEN; MLI"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_taken_for_a_formula(client: Client, text: str) -> None:
    full_organisation(name=text, communities=text, names=[other_name(text)], source=text)
    row = csv_rows(body(client, "csv"))[0]
    assert not [name for name in row if row[name].startswith(("=", "+", "-", "@"))]
    assert text in row["name"]
    cells = CalamineWorkbook.from_filelike(io.BytesIO(body(client, "xlsx"))).get_sheet_by_index(0)
    assert text in cells.to_python()[1][1]  # a formula would read as its value, not as its text


def test_a_workbook_opens_again_with_numbers_as_numbers(client: Client) -> None:
    full_organisation(name="Donne", founded_year=1999)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body(client, "xlsx"))).get_sheet_by_index(0)
    head, row = sheet.to_python()
    assert head == list(COLUMNS)
    assert dict(zip(head, row, strict=True))["founded_year"] == 1999


def test_json_says_what_it_is(client: Client) -> None:
    office(name="Ufficio di Milano")
    assert json.loads(body(client, "json"))["results"] == []
    full_organisation(name="Donne")
    found = json.loads(body(client, "json"))
    assert (found["publisher"], found["count"], len(found["results"])) == ("Ufficio di Milano", 1, 1)
    assert found["license"].startswith("https://")
    assert found["results"][0]["sectors"] == ["health_services", "culture"]


def test_geojson_points_where_they_are_and_says_how_precisely(client: Client) -> None:
    assert json.loads(body(client, "geojson"))["features"] == []
    full_organisation()
    found = json.loads(body(client, "geojson"))
    assert found["type"] == "FeatureCollection"
    towns = {feature["properties"]["area"]: feature for feature in found["features"]}
    assert set(towns) == {"ITA", "011"}  # roots are not where they are
    longitude, latitude = towns["ITA"]["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (8, 45)
    assert towns["ITA"]["properties"]["precision"] == "city"
    assert towns["011"]["properties"]["precision"] == "region"


@pytest.mark.parametrize("form", FORMATS)
def test_the_open_list_is_the_same_whoever_asks_because_it_gets_passed_on(client: Client, form: str) -> None:
    for visibility in ("public", "members", "office"):
        full_organisation(name=f"For {visibility}", visibility=visibility)
    change_organisation(
        Organisation.objects.get(name="For public"), values={"shown_to": {"notes": "office"}}, by=None
    )
    for reader in (None, cast.farid(), cast.dawit()):
        if reader:
            client.force_login(reader)
        data = body(client, form)
        if form == "xlsx":
            text = str(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())
        else:
            text = data.decode()
        shown = [name for name in ("For public", "For members", "For office") if name in text]
        assert shown == ["For public"]
        assert "Cooked for neighbours" not in text
        assert "0101" not in text
        assert "Awa" not in text


def test_the_rows_are_those_of_the_search_in_its_order(client: Client) -> None:
    organisation(name="B", kind="media")
    organisation(name="A", kind="media")
    organisation(name="C", kind="faith")
    assert [row["name"] for row in csv_rows(body(client, "csv", "?kind=media"))] == ["A", "B"]
    assert [row["name"] for row in csv_rows(body(client, "csv", "?sort=changed"))] == ["C", "A", "B"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_who_has_it_already_is_told_so_until_something_changes(
    client: Client, form: str, encoding: str
) -> None:
    row = organisation()
    address = f"/en/organisations.{form}"
    first = left(client.get(address, headers={"accept-encoding": encoding}))
    asked = {"accept-encoding": encoding, "if-none-match": first["ETag"]}
    again = client.get(address, headers=asked)
    assert again.status_code == 304
    assert again.content == b""
    change_organisation(row, values={"kind": "media"}, by=None)
    assert left(client.get(address, headers=asked)).status_code == 200
    client.force_login(cast.chiara())
    fresh = left(client.get(address))
    assert fresh["ETag"] != first["ETag"]
    assert fresh["Cache-Control"] == "private, no-store"


def test_a_304_reads_no_rows(client: Client, count_queries) -> None:
    organisation()
    tag = client.get("/en/organisations.csv")["ETag"]
    ask = {"if-none-match": tag}
    assert count_queries(lambda: client.get("/en/organisations.csv", headers=ask)) <= 2


def test_the_name_of_the_publisher_is_part_of_the_answer(client: Client) -> None:
    office(name="Before")
    tag = client.get("/en/organisations.json")["ETag"]
    office(name="After")
    assert client.get("/en/organisations.json", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("form", FORMATS)
def test_asking_for_the_head_gives_the_headers_alone(client: Client, form: str) -> None:
    organisation()
    got, head = left(client.get(f"/en/organisations.{form}")), client.head(f"/en/organisations.{form}")
    assert head.status_code == 200
    for name in ("ETag", "Content-Type", "Content-Disposition", "Cache-Control", "Last-Modified"):
        assert head[name] == got[name]
    assert b"".join(head) == b""
    assert got["Cache-Control"] == "no-cache"


def test_there_is_no_other_format(client: Client) -> None:
    assert client.get("/en/organisations.pdf").status_code == 404


def test_every_column_is_explained_where_the_list_is_offered(client: Client) -> None:
    assert [column.name for column in dictionary.columns()] == list(COLUMNS)
    organisation()
    page = client.get("/en/data/").content.decode()
    for column in dictionary.columns():
        assert column.says
        assert f"<code>{column.name}</code>" in page
        assert (
            not column.vocabulary
            or client.get(f"/api/v1/vocabularies/{column.vocabulary}").status_code == 200
        )
    for word in ("creativecommons.org", "/en/organisations.atom", "/api/v1/docs", "ago", "How to cite"):
        assert word in page


def test_whole_lists_are_not_taken_without_end(client: Client, monkeypatch) -> None:
    monkeypatch.setattr("ponte.map.views.organisation_export.FILES_A_MINUTE", 2)
    answers = [client.get("/en/organisations.csv") for _again in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) <= 60
    known = {"if-none-match": answers[0]["ETag"]}
    assert client.get("/en/organisations.csv", headers=known).status_code == 304


def test_what_no_workbook_holds_is_said_and_not_a_file_that_breaks_off(
    client: Client, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr("ponte.map.exports.formats.LONGEST_CELL", 3)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    organisation(name="Longer than that")
    answer = client.get("/en/organisations.xlsx")
    assert answer.status_code == 422
    assert "CSV" in answer.content.decode()
    assert not list(tmp_path.iterdir())
    assert client.get("/en/organisations.csv").status_code == 200
