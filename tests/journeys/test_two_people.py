"""Taking an organisation off the register: one proposes, somebody else confirms, the history names both."""

import pytest
from playwright.sync_api import Page, expect

from tests.camera import Camera
from tests.journeys.steps import add_organisation, enter_as, found

pytestmark = pytest.mark.browser
NAME = "Banda di prova"


def take_off(page: Page, reason: str) -> None:
    step = page.locator("details.step", has_text="Take off the register")
    step.locator("summary").click()
    step.get_by_label("Reason").fill(reason)
    step.get_by_role("button", name="Take off the register").click()


def names(page: Page) -> list[str]:
    page.goto("/en/organisations/?q=banda+prova")
    return found(page)


def test_two_people_take_an_organisation_off_the_register(
    page: Page, other_page: Page, phone: Page, camera: Camera
) -> None:
    enter_as(page, "Bruno Ferri")
    path = add_organisation(page, NAME)
    take_off(page, "They closed in May.")
    expect(page.get_by_role("status")).to_contain_text("A second person now has to confirm it")
    expect(page.locator("details.step[open]")).to_contain_text("Somebody else must confirm it")
    expect(page.locator("details.step[open] button")).to_have_text("Withdraw my proposal")
    assert NAME in names(phone)
    enter_as(other_page, "Chiara Conti")
    task = other_page.get_by_role("main").get_by_role("link", name=NAME)
    expect(task).to_have_count(1)
    camera(other_page, "desk", dark=True, height=430)
    task.click()
    expect(other_page.locator("details.step[open]")).to_contain_text("Somebody else proposed this")
    camera(other_page, "two-people", height=640)
    other_page.locator("details.step[open]").get_by_label("Reason").fill("I rang them.")
    other_page.locator("details.step[open] button").click()
    expect(other_page.get_by_role("status")).to_contain_text("Done.")
    assert NAME not in names(phone)
    answer = phone.goto(path)
    assert answer is not None
    assert answer.status == 404
    page.goto(f"{path}history/")
    expect(page.locator(".history")).to_contain_text("Bruno Ferri")
    expect(page.locator(".history")).to_contain_text("Chiara Conti")
