"""Who cannot type a name as it is written finds it all the same: on a telephone, with and without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import fresh_visitor
from tests.journeys.steps import enter_as, found, search, upload_list

pytestmark = pytest.mark.browser
LIGHT, TEA = "Casa della Luce (demo)", "Amici del Tè (demo)"
LIST = f"name,other_names,country_of_residence\n{LIGHT},جمعية المصباح للثقافة,Italy\n{TEA},茶友互助会,Italy\n"


@pytest.fixture(scope="module", autouse=True)
def two_groups(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two invented groups with names in other scripts."""
    path: Path = tmp_path_factory.mktemp("list") / "two.csv"
    path.write_text(LIST, encoding="utf-8")
    with fresh_visitor(browser, site) as opened:
        enter_as(opened, "Bruno Ferri")
        upload_list(opened, path)
        opened.get_by_role("button", name="Bring it in").click()
        opened.get_by_role("status").wait_for()


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Page]:
    """An old telephone without JavaScript."""
    old = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
    with fresh_visitor(browser, site, **old) as opened:
        yield opened


def found_by(opened: Page, words: str) -> tuple[str, str]:
    """The first of the list, and what stands under its name."""
    opened.goto("/en/")
    search(opened, words)
    row = opened.locator(".rows .row").first
    return found(opened)[0], row.locator(".found-by").inner_text() if row.locator(".found-by").count() else ""


def test_a_plain_telephone_finds_names_of_other_scripts_slips_and_other_words(plain: Page) -> None:
    name, why = found_by(plain, "misbah thaqafa")
    assert name == LIGHT
    assert "المصباح" in why
    assert "Sounds like “misbah”" in why
    name, why = found_by(plain, "互助")
    assert name == TEA
    assert "茶友互助会" in why
    expect(plain.locator(".found-by mark")).to_have_text(["互助"])
    name, why = found_by(plain, "amcii tè")
    assert (name, why) == (TEA, "Spelled like “amcii”")
    assert plain.evaluate("document.documentElement.scrollWidth") <= 360


def test_suggestions_lead_there_by_keyboard(phone: Page, axe) -> None:
    phone.goto("/en/")
    box = phone.locator("input[name=q]")
    box.click()
    expect(box).to_have_attribute("role", "combobox")
    box.press_sequentially("almisbah")
    option = phone.get_by_role("option")
    expect(option).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    axe(phone)
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(option).to_have_count(0)
    box.press_sequentially(" ")
    box.press("Backspace")
    expect(option).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    phone.wait_for_url("**/organisations/*/")
    expect(phone.locator("h1")).to_have_text(LIGHT)


def test_the_office_builds_the_index_anew_and_changes_words(page: Page) -> None:
    enter_as(page, "Bruno Ferri")
    page.goto("/en/finding/")
    page.get_by_role("button", name="Build it anew").click()
    expect(page.get_by_text("The index is being built anew")).to_be_visible()
    page.goto("/en/finding/words/")
    page.get_by_label("Words that mean the same").fill("lanterna\nluce")
    page.get_by_role("button", name="Save").click()
    page.goto("/en/organisations/")
    search(page, "lanterna della casa")
    assert LIGHT in found(page)
    page.goto("/en/finding/")
    expect(page.get_by_text("Built anew on")).to_be_visible(timeout=60_000)
