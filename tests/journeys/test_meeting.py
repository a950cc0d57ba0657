"""A conference in three languages: people without an account register on a telephone, move up, and check in."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.meeting_steps import add_item, plan_meeting, register, take_step
from tests.journeys.steps import enter_as
from tests.journeys.test_invitation import letter_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def soon() -> dict[str, str]:
    """A meeting that begins in twenty minutes: one can check in already."""
    begins = datetime.now(UTC) + timedelta(minutes=20)
    ends = begins + timedelta(hours=2)
    fields = {
        "day": f"{begins:%Y-%m-%d}",
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "zone": "UTC",
    }
    return fields | ({"last_day": f"{ends:%Y-%m-%d}"} if ends.date() != begins.date() else {})


def prepare(opened: Page) -> str:
    """The facilitator plans it in English, writes Italian and Arabic, interprets, announces and opens it."""
    enter_as(opened, "Chiara Conti")
    choices = {
        "visibility": "public",
        "registering": "everybody",
        "kind": "conference",
        "seats_in_person": "1",
    }
    path = plan_meeting(
        opened, "Beds for the winter", languages="Italian, English, Arabic", **choices, **soon()
    )
    add_item(opened, path, "Who offers a bed", minutes="40")
    opened.goto(f"{path}texts/")
    opened.locator("[name=title_it]").fill("Letti per l'inverno")
    opened.locator("[name=title_ar]").fill("أسرّة للشتاء")
    opened.get_by_role("button", name="Save").click()
    opened.goto(f"{path}interpretation/")
    opened.get_by_label("Channels").fill(
        "Italian > Arabic; Dawit Tesfay; interprets@example.org; https://meet.example.org/ar"
    )
    opened.get_by_role("button", name="Save").click()
    opened.goto(path)
    take_step(opened, "Announce it")
    take_step(opened, "Open the registration")
    return path


def test_a_conference_from_the_plan_to_the_list_of_who_was_there(
    page: Page, phone: Page, site_folder: Path
) -> None:
    path = prepare(page)
    confirmed_by_link(phone, site_folder)
    page.goto(path)
    expect(page.get_by_role("table")).to_contain_text("Confirmed")
    first = register(phone, path, "Giulia Rossi", "giulia@example.org")
    expect(phone.get_by_text("You are registered")).to_be_visible()
    second = register(phone, path, "محمد الأمين", "mohammed@example.org")
    expect(phone.get_by_text("You are on the waiting list")).to_be_visible()
    phone.goto(first)
    phone.get_by_text("Take my registration back").click()
    phone.get_by_role("button", name="I do not come").click()
    expect(phone.get_by_text("You do not come").first).to_be_visible()
    phone.goto(second)
    expect(phone.get_by_text("You are registered")).to_be_visible()
    phone.get_by_role("button", name="I am here").click()
    expect(phone.get_by_text("You are checked in")).to_be_visible()
    assert re.search(r"/guest/\S+/", letter_to(site_folder, "giulia@example.org"))
    in_arabic(phone, second)
    page.goto(f"{path}attendance/")
    expect(page.get_by_label("محمد الأمين")).to_have_value("present")
    page.goto(f"{path}message/")
    expect(page.get_by_label("العربية")).to_have_value(re.compile("أسرّة للشتاء"))


def confirmed_by_link(phone: Page, folder: Path) -> None:
    """The interpreter has no account, and says yes by the link in the letter."""
    address = re.search(r"https?://\S+/interpreters/\S+/", letter_to(folder, "interprets@example.org"))
    assert address is not None
    phone.goto(address.group())
    phone.get_by_role("main").get_by_role("button").first.click()
    phone.get_by_role("status").wait_for()


def in_arabic(phone: Page, address: str) -> None:
    """The same page from right to left, with the title in Arabic and the channel one hears."""
    phone.goto(address.replace("/en/", "/ar/"))
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    expect(phone.locator("h1")).to_have_text("أسرّة للشتاء")
    expect(phone.locator("a[href='https://meet.example.org/ar']")).to_be_visible()
    width = phone.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]
