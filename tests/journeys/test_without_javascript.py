"""A visitor whose telephone runs no JavaScript finds by filters what others find by typing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import fresh_visitor
from tests.journeys.steps import found

pytestmark = pytest.mark.browser
NAME = "Associazione Le Réseau"


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Page]:
    """An old telephone without JavaScript."""
    old = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
    with fresh_visitor(browser, site, **old) as opened:
        yield opened


def test_filters_find_it_without_javascript(plain: Page) -> None:
    plain.goto("/en/organisations/")
    plain.locator(".filters > summary").click()
    plain.get_by_label("Roots in").select_option(value="002")
    plain.get_by_label("Active in").select_option(value="ITA")
    plain.get_by_label("Information and awareness").check()
    plain.get_by_role("button", name="Show results").click()
    assert NAME in found(plain)
    plain.get_by_role("link", name=NAME).click()
    expect(plain.locator("h1")).to_have_text(NAME)
    plain.get_by_role("link", name="History").click()
    expect(plain.locator(".history > li").first).to_be_visible()


def test_the_office_works_without_javascript(plain: Page) -> None:
    plain.goto("/en/")
    plain.locator(".demo-bar").get_by_role("link", name="Bruno Ferri").click()
    plain.get_by_role("button", name="Continue as Bruno Ferri").click()
    plain.wait_for_url("**/en/desk/")
    plain.goto("/en/organisations/new/")
    plain.get_by_role("button", name="Add it").click()
    expect(plain.get_by_role("alert")).to_be_visible()
    plain.get_by_label("Name", exact=True).fill("Coro senza script")
    plain.get_by_role("button", name="Add it").click()
    expect(plain.locator("h1")).to_have_text("Coro senza script")
