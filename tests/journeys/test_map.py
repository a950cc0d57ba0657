"""On a telephone, from a filter to a record by the map; the same without JavaScript, and with keys alone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import fresh_visitor
from tests.journeys.steps import enter_as, upload_list

pytestmark = pytest.mark.browser
LIST = """Name,Country,Town,Kind,Origin
Mappa Donne,Italy,Torino,association,Senegal
Mappa Giovani,Italy,Torino,association,Mali
نساء الخريطة,Italy,Palermo,informal group,Morocco
Mappa senza città,Italy,,association,Senegal
"""
ONLY = "?q=mappa"
FIRST_VIEW = 150_000


@pytest.fixture(scope="module", autouse=True)
def towns(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A list with towns, brought in by the office."""
    path: Path = tmp_path_factory.mktemp("map") / "towns.csv"
    path.write_text(LIST)
    with fresh_visitor(browser, site) as opened:
        opened.set_default_timeout(60_000)  # the first list with towns makes the gazetteer
        enter_as(opened, "Bruno Ferri")
        upload_list(opened, path)
        opened.get_by_role("button", name="Bring it in").click()
        opened.get_by_role("status").wait_for()


def marks(opened: Page) -> list[str]:
    """The names of the marks, once there are some."""
    expect(opened.locator(".map-mark").first).to_be_visible()
    return [str(one.get_attribute("title")) for one in opened.locator(".map-mark").all()]


def test_on_a_telephone_from_a_filter_to_the_record(
    browser: Browser, site: str, axe: Callable[[Page], None]
) -> None:
    small = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with fresh_visitor(browser, site, **small) as phone:
        phone.goto("/en/organisations/")
        phone.locator(".filters > summary").click()
        phone.locator("[name=kind][value=informal_group]").check()
        phone.get_by_role("button", name="Show results").click()
        phone.get_by_role("link", name="Map", exact=True).click()
        assert "kind=informal_group" in phone.url
        mark = phone.get_by_role("button", name="نساء الخريطة, Palermo")
        mark.tap()
        popup = phone.get_by_role("dialog", name="نساء الخريطة, Palermo")
        expect(popup.get_by_text("Not verified yet")).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        axe(phone)
        popup.get_by_role("link", name="نساء الخريطة").tap()
        expect(phone.locator("h1")).to_have_text("نساء الخريطة")


def test_with_keys_alone(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto(f"/en/organisations/map/{ONLY}")
    expect(page.locator(".map-words")).to_have_text(re.compile("Marks on this part of the map: 1"))
    mark = page.get_by_role("button", name="Torino: 2 organisations or groups")
    mark.focus()
    page.keyboard.press("Enter")
    popup = page.get_by_role("dialog", name="Torino: 2")
    expect(popup).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(mark).to_be_focused()
    page.keyboard.press("Space")
    expect(popup.locator(".here-title")).to_be_focused()
    page.keyboard.press("Tab")
    expect(popup.get_by_role("link", name="Mappa Donne")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Mappa Donne")


def test_a_cluster_comes_nearer_and_keeps_the_focus(page: Page) -> None:
    page.goto("/en/organisations/map/?q=&near=45.07,7.69&radius=500")
    for _zoomed in range(6):
        if not (several := [name for name in marks(page) if ":" in name]):
            break
        mark = page.get_by_role("button", name=several[0]).first
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(600)
        if page.get_by_role("dialog").count():
            break
        expect(page.locator(".map-mark:focus")).to_have_count(1)
    else:
        pytest.fail("no cluster ever opened")


def test_without_javascript_it_is_the_list_by_area(browser: Browser, site: str) -> None:
    with fresh_visitor(
        browser, site, java_script_enabled=False, viewport={"width": 360, "height": 740}
    ) as plain:
        plain.goto(f"/en/organisations/map/{ONLY}")
        expect(plain.locator("[data-map]")).to_be_hidden()
        expect(plain.get_by_text("1 in Italy, no town known")).to_be_visible()
        plain.locator(".filters > summary").click()
        plain.get_by_label("Near (town)").fill("Turin")
        plain.get_by_role("button", name="Show results").click()
        expect(plain.get_by_text("Within 25 km of Turin, Italy")).to_be_visible()
        plain.get_by_role("link", name="Torino", exact=True).click()
        assert plain.locator(".rows .row-title a").all_inner_texts() == ["Mappa Donne", "Mappa Giovani"]


def test_near_me_asks_only_when_pressed_and_no_more_exactly_than_needed(browser: Browser, site: str) -> None:
    where = {"geolocation": {"latitude": 45.0703393, "longitude": 7.686864}, "permissions": ["geolocation"]}
    with fresh_visitor(browser, site, **where) as opened:
        opened.goto("/en/organisations/")
        opened.get_by_role("button", name="Near me").click()
        opened.wait_for_url("**near=45.07*")
        assert "near=45.07%2C7.69" in opened.url
        assert "Mappa Donne" in opened.locator(".rows").inner_text()


def test_the_map_in_arabic_is_light_enough_for_an_old_telephone(
    browser: Browser, site: str, axe: Callable[[Page], None]
) -> None:
    with fresh_visitor(browser, site, viewport={"width": 390, "height": 844}, color_scheme="dark") as phone:
        wire = phone.context.new_cdp_session(phone)
        wire.send("Network.enable")
        weighed: list[float] = []
        wire.on("Network.loadingFinished", lambda event: weighed.append(event["encodedDataLength"]))
        phone.goto("/ar/organisations/map/")
        marks(phone)
        expect(phone.locator(".map-land")).to_have_count(1)
        phone.wait_for_load_state("networkidle")
        assert 60_000 < sum(weighed) < FIRST_VIEW
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert phone.locator(".map-canvas").evaluate("(one) => getComputedStyle(one).direction") == "ltr"
        axe(phone)
