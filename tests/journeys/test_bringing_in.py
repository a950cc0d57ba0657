"""A list from a spreadsheet: its errors by row and column, then the good one; undo asks first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.camera import Camera
from tests.journeys.steps import enter_as, found, search, upload_list

pytestmark = pytest.mark.browser
HEADER = "Name,Country of origin,Town,Country,Founded,Website\n"
GOOD = (
    "Mani di Casamance,Senegal,Torino,Italy,2009,https://example.org/mani\n"
    "جمعية الجسر,Tunisia,Torino,Italy,2016,\n"
    "Biblioteca Taras,Ukraine,Torino,Italy,2022,\n"
)
WRONG = GOOD.replace("Senegal", "Senegaal").replace("2022", "last year")


@pytest.fixture
def a_list(tmp_path: Path) -> Callable[[str, str], Path]:
    """`a_list("name.csv", rows)`: a file as a spreadsheet saves it."""

    def write(name: str, rows: str) -> Path:
        path = tmp_path / name
        path.write_text(HEADER + rows, encoding="utf-8")
        return path

    return write


def names_on_the_list(page: Page, words: str) -> list[str]:
    page.goto("/en/organisations/")
    search(page, words)
    return found(page)


def test_every_error_of_a_list_is_named_by_row_and_column(
    page: Page, a_list: Callable[[str, str], Path], camera: Camera
) -> None:
    enter_as(page, "Bruno Ferri")
    upload_list(page, a_list("forum-of-turin.csv", WRONG))
    problems = page.get_by_role("table", name="Problems by row and column").locator("tbody tr")
    expect(problems).to_have_count(2)
    expect(problems.nth(0)).to_contain_text("Country of origin")
    expect(problems.nth(0)).to_contain_text("Senegaal")
    expect(problems.nth(0).locator("th")).to_have_text("2")
    expect(problems.nth(1)).to_contain_text("Founded")
    expect(problems.nth(1).locator("th")).to_have_text("4")
    expect(page.get_by_role("button", name="Bring it in")).to_have_count(0)
    camera(page, "import-errors")
    assert names_on_the_list(page, "casamance") == []


def test_a_good_list_is_seen_first_and_found_afterwards(
    page: Page, a_list: Callable[[str, str], Path], camera: Camera
) -> None:
    enter_as(page, "Bruno Ferri")
    upload_list(page, a_list("forum-of-turin.csv", GOOD))
    expect(page.get_by_text("new organisations")).to_be_visible()
    camera(page, "import-preview")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("status")).to_contain_text("The list is in")
    run = page.url
    assert names_on_the_list(page, "mani casamance") == ["Mani di Casamance"]
    assert names_on_the_list(page, "الجسر")[0] == "جمعية الجسر"  # before what only looks like it
    keep_it_changes_nothing(page, run)
    undo_takes_the_whole_list_back(page, run)


def keep_it_changes_nothing(page: Page, run: str) -> None:
    page.goto(run)
    page.get_by_role("link", name="Undo this import…").click()
    expect(page.locator("h1")).to_have_text("Undo this import?")
    page.get_by_role("link", name="Keep it").click()
    page.wait_for_url(run)
    assert names_on_the_list(page, "mani casamance") == ["Mani di Casamance"]


def undo_takes_the_whole_list_back(page: Page, run: str) -> None:
    page.goto(run)
    page.get_by_role("link", name="Undo this import…").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("status")).to_contain_text("The import is undone.")
    assert "Mani di Casamance" not in names_on_the_list(page, "mani casamance")


def test_a_file_that_is_no_table_is_refused_with_what_to_do(page: Page, tmp_path: Path) -> None:
    enter_as(page, "Bruno Ferri")
    picture = tmp_path / "list.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    page.goto("/en/imports/new/")
    page.get_by_label("Your list").set_input_files(picture)
    page.get_by_role("button", name="Upload and go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.url.endswith("/imports/new/")
