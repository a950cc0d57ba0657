"""A facilitator writes three questions in two languages; somebody answers on a phone whose connection breaks off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.camera import Camera
from tests.journeys.steps import enter_as

pytestmark = pytest.mark.browser
TITLE = "What you need this winter"


def write(page: Page, kind: str, **texts: str) -> None:
    page.get_by_label("What sort").select_option(label=kind)
    page.get_by_role("button", name="Write it").click()
    for label, text in texts.items():
        page.get_by_label(label.replace("__", " ("), exact=False).first.fill(text)


def begin(page: Page) -> None:
    page.goto("/en/questionnaires/")
    page.get_by_role("link", name="Write a questionnaire").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Italiano").check()
    page.get_by_label("Whom the answers are about").select_option(label="A person, about themself")
    page.get_by_role("button", name="Begin writing").click()


def three_questions(page: Page) -> None:
    write(page, "Whole number", **{"Text (English": "How old are you?", "Text (Italiano": "Quanti anni hai?"})
    page.get_by_label("Yes, whenever the question is asked").check()
    page.get_by_role("button", name="Save").click()
    write(page, "One choice", **{"Text (English": "Do you work?", "Text (Italiano": "Lavori?"})
    for place, (english, italian) in enumerate((("Yes", "Sì"), ("No", "No"))):
        page.locator(f"[name=choice-{place}-en]").fill(english)
        page.locator(f"[name=choice-{place}-it]").fill(italian)
    page.get_by_label("Only if these answers were given").check()
    page.locator("[name=line-0-name]").select_option(label="How old are you?")
    page.locator("[name=line-0-how]").select_option(label="is more than")
    page.locator("[name=line-0-value]").fill("15")
    page.get_by_role("button", name="Save").click()
    write(
        page,
        "Long text",
        **{"Text (English": "What do you need?", "Text (Italiano": "Di che cosa hai bisogno?"},
    )
    page.get_by_role("button", name="Save").click()


def preview(page: Page) -> None:
    page.get_by_role("link", name="See it as on a phone").click()
    page.get_by_role("link", name="Italiano").last.click()
    work = page.get_by_role("group", name="Lavori?")
    expect(work).to_be_hidden()
    page.get_by_label("Quanti anni hai?").fill("30")
    expect(work).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main")).to_contain_text("Published")


def test_a_questionnaire_from_the_first_word_to_the_receipt(page: Page, phone: Page, camera: Camera) -> None:
    enter_as(page, "Chiara Conti")
    begin(page)
    three_questions(page)
    preview(page)
    publish(page)
    enter_as(phone, "Elena Kovalenko")
    phone.get_by_role("link", name=TITLE).click()
    phone.get_by_role("button", name="Begin").click()
    phone.get_by_label("How old are you?").fill("31")
    expect(phone.get_by_role("group", name="Do you work?")).to_be_visible()
    phone.get_by_label("Yes").check()
    state = phone.locator("[data-state]")
    expect(state).to_have_text("Saved")
    phone.context.set_offline(True)
    phone.get_by_label("What do you need?").fill("A warm coat")
    expect(state).to_contain_text("kept on this device")
    phone.get_by_role("button", name="Save and go on").last.click()
    expect(phone).to_have_url(re.compile(r"/screen/1/"))
    phone.context.set_offline(False)
    expect(state).to_have_text("Saved")
    phone.get_by_role("button", name="Save and go on").last.click()
    phone.wait_for_url(re.compile(r"/answers/\w+/$"))
    expect(phone.locator("main")).to_contain_text("A warm coat")
    phone.get_by_role("button", name="Submit").click()
    expect(phone.locator("main")).to_contain_text("Receipt")
    page.reload()
    page.get_by_role("link", name=re.compile(r"^1$")).click()
    expect(page.locator("tbody")).to_contain_text("Submitted")
    newer_version(page, phone)


def newer_version(page: Page, phone: Page) -> None:
    """Somebody in the middle of it finishes what they began, or moves on knowingly."""
    phone.goto("/en/answers/")
    phone.get_by_role("link", name=TITLE).first.click()
    phone.get_by_role("button", name="Begin").click()
    phone.get_by_label("What do you need?").fill("A room")
    expect(phone.locator("[data-state]")).to_have_text("Saved")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Begin a new version").click()
    page.get_by_role("button", name=re.compile(r"^Take out.*what_do_you_need")).click()
    page.get_by_role("link", name="To its page").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main")).to_contain_text("Not used any more")
    phone.goto("/en/answers/")
    phone.locator("tbody a").first.click()
    phone.get_by_role("link", name="See what would change").click()
    expect(phone.get_by_role("main")).to_contain_text("A room")
    phone.get_by_role("link", name="Stay with mine").click()
    expect(phone.get_by_role("main")).to_contain_text("A room")
