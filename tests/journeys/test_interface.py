"""The interface in a real browser: keyboard, themes, without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_a_keyboard_opens_and_closes_the_languages(page: Page) -> None:
    page.goto("/en/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    summary = page.locator(".languages > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".languages a[lang=ar]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".languages a[lang=ar]")).to_be_hidden()
    expect(summary).to_be_focused()


def test_another_language_shows_the_same_page(page: Page) -> None:
    page.goto("/en/accessibility/")
    page.locator(".languages > summary").click()
    page.locator(".languages a[lang=ar]").click()
    page.wait_for_url("**/ar/accessibility/")
    assert page.evaluate("document.documentElement.dir") == "rtl"


def test_a_chosen_theme_is_remembered(page: Page) -> None:
    page.goto("/en/")
    page.get_by_role("button", name="Dark", exact=True).click()
    page.goto("/en/accessibility/")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(19, 20, 31)"
    page.get_by_role("button", name="As on this device").click()
    assert page.evaluate("localStorage.length") == 0


def test_a_dialog_keeps_the_focus_and_gives_it_back(page: Page) -> None:
    page.goto("/en/gallery/")
    page.get_by_role("link", name="Open the question").click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("link", name="Open the question")).to_be_focused()


def test_filters_answer_without_losing_the_focus(page: Page) -> None:
    page.goto("/en/organisations/")
    box = page.locator("#filters input[type=checkbox]").first
    box.focus()
    name, value = box.get_attribute("name"), box.get_attribute("value")
    page.keyboard.press("Space")
    page.wait_for_url(f"**{name}={value}*")
    again = page.locator(f"#filters input[name={name}][value={value}]")
    expect(again).to_be_checked()
    expect(again).to_be_focused()


def test_somebody_signs_in_and_out_of_the_demo(page: Page) -> None:
    page.goto("/en/")
    page.locator(".demo-bar").get_by_role("link", name="Chiara Conti").click()
    page.wait_for_url("**/en/desk/")
    page.locator(".person-menu > summary").click()
    page.locator(".person-menu").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_a_phone_without_javascript_finds_its_way(browser: Browser, site: str) -> None:
    context = browser.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto("/en/")
    page.locator(".phone-menu > summary").click()
    page.locator(".phone-menu").get_by_role("link", name="Organisations").click()
    page.locator(".filters > summary").click()
    page.locator("#filters input[type=checkbox]").first.check()
    page.get_by_role("button", name="Show results").click()
    assert "?" in page.url
    expect(page.locator("h1")).to_be_visible()
    context.close()
