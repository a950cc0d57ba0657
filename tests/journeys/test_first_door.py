"""Somebody who has never seen Ponte finds an organisation, reads it in Arabic, corrects it and sees who did."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.camera import Camera
from tests.journeys.steps import enter_as, found, open_organisation, search

pytestmark = pytest.mark.browser
NAME = "Associazione Le Réseau"


def test_a_part_of_a_name_without_accents_is_enough(page: Page, camera: Camera) -> None:
    page.goto("/en/")
    camera(page, "home")
    search(page, "le reseau")
    assert found(page) == [NAME]
    page.get_by_role("link", name="Show all").or_(
        page.get_by_role("link", name="Organisations")
    ).first.click()
    expect(page.locator(".bar")).to_contain_text("organisations and groups")
    camera(page, "list")


def test_a_list_is_narrowed_down_and_every_filter_goes_again(page: Page) -> None:
    page.goto("/en/organisations/")
    everybody = found(page)
    page.get_by_label("Roots in").select_option(value="SEN")
    page.wait_for_url("**=SEN*")
    some = found(page)
    assert some
    assert len(some) < len(everybody)
    page.locator(".chips a", has_text="Senegal").click()
    expect(page.locator(".chips")).to_have_count(0)
    assert found(page) == everybody


def test_it_is_read_in_arabic_on_a_telephone(phone: Page, camera: Camera) -> None:
    phone.goto("/ar/")
    camera(phone, "home-ar-phone")
    search(phone, "le reseau")
    assert found(phone) == [NAME]
    phone.locator(".row-title a").click()
    title = phone.locator("h1")
    expect(title).to_have_text(NAME)
    assert phone.evaluate("document.documentElement.dir") == "rtl"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    facts = phone.locator("dl.facts").first
    expect(facts).to_contain_text("إيطاليا")
    camera(phone, "organisation-ar-phone", dark=True)


def test_a_wrong_value_is_explained_and_the_right_one_is_in_the_history(page: Page, camera: Camera) -> None:
    enter_as(page, "Bruno Ferri")
    open_organisation(page, "le reseau")
    camera(page, "organisation")
    page.get_by_role("link", name="Who they are").click()
    page.get_by_role("spinbutton", name=re.compile("^Members")).fill("40")
    women = page.get_by_role("spinbutton", name="Of whom women")
    women.fill("400")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("One thing needs your attention")
    camera(page, "edit-error", height=600)
    page.get_by_role("alert").get_by_role("link").click()
    expect(women).to_be_focused()
    expect(women).to_have_value("400")
    expect(page.locator(".field.wrong")).to_contain_text("more than all members together")
    women.fill("22")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.get_by_role("link", name="History").click()
    newest = page.locator(".history > li").first
    expect(newest).to_contain_text("Bruno Ferri")
    expect(newest).to_contain_text("Of whom women")


def test_the_history_says_who_and_undo_asks_first(page: Page, camera: Camera) -> None:
    enter_as(page, "Bruno Ferri")
    open_organisation(page, "casac")
    page.get_by_role("link", name="Who they are").click()
    page.get_by_role("spinbutton", name="Year founded").fill("2012")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="History").click()
    newest = page.locator(".history > li").first
    expect(newest).to_contain_text("Bruno Ferri")
    expect(newest.locator("ins")).to_contain_text("2012")
    camera(page, "history")
    newest.get_by_role("link", name="Undo…").click()
    expect(page.locator("h1")).to_have_text("Undo this change?")
    page.get_by_role("link", name="Keep it").click()
    expect(page.locator(".history > li").first.locator("ins")).to_contain_text("2012")
    page.locator(".history > li").first.get_by_role("link", name="Undo…").click()
    page.get_by_role("button", name="Undo this change").click()
    expect(page.get_by_role("status")).to_contain_text("Undone")
    expect(page.locator(".history > li").first.locator("del")).to_contain_text("2012")
