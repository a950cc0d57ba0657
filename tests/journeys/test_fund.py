"""From a call with three questions in two languages to an award in the public register."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect

from ponte.fund.exports.threesixty.checking import validate
from tests.journeys.funding import begin_call, publish_call
from tests.journeys.steps import enter_as

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "Small works for villages of origin"
QUESTIONS = (
    ("Long text", "What will you do?", "Che cosa farete?"),
    ("Whole number", "How many people does it reach?", "Quante persone raggiunge?"),
    ("Long text", "Who takes part there?", "Chi partecipa sul posto?"),
)


def ask_in_two_languages(page: Page, call: str) -> None:
    """Three questions of the call, each in English and Italian, published on their own page."""
    page.goto(f"{call}edit/questions/")
    page.get_by_role("button", name="Write the questions").click()
    page.wait_for_url("**/write/")
    page.get_by_role("link", name="Title and languages").click()
    page.get_by_label("Languages").select_option(["en", "it"])
    page.get_by_role("button", name="Save").click()
    for kind, english, italian in QUESTIONS:
        page.get_by_label("What sort").select_option(label=kind)
        page.get_by_role("button", name="Write it").click()
        page.get_by_label("Text (English", exact=False).first.fill(english)
        page.get_by_label("Text (Italiano", exact=False).first.fill(italian)
        page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="To its page").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("main")).to_contain_text("Published")


def set_money_and_rules(page: Page, call: str) -> None:
    """Up to 5,000 euros of 12,000, for organisations based in Italy."""
    page.goto(f"{call}edit/money/")
    page.get_by_label("Money in all").fill("12,000")
    page.get_by_label("Largest amount").fill("5,000")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{call}edit/rules/")
    page.get_by_label("Where it is based").check()
    page.locator("[name=residence_codes]").fill("Italy")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{call}edit/texts/?in=it")
    page.get_by_label("Title").fill("Piccole opere nei villaggi d'origine")
    page.get_by_role("button", name="Save").click()


def reads_the_rules_before_the_form(phone: Page, call: str) -> None:
    """Amina sees, before anything is typed, that her association meets the rules."""
    enter_as(phone, "Amina Saleh")
    phone.goto(call)
    phone.get_by_role("link", name="Apply").click()
    expect(phone.locator("main")).to_contain_text("The organisation is based in: Italy.")


def test_from_a_call_to_an_award(page: Page, phone: Page) -> None:
    enter_as(page, "Chiara Conti")
    call = begin_call(page, TITLE)
    ask_in_two_languages(page, call)
    set_money_and_rules(page, call)
    publish_call(page, call)
    expect(page.locator("main")).to_contain_text("€5,000")
    phone.goto(call.replace("/en/", "/it/"))
    expect(phone.locator("h1")).to_have_text("Piccole opere nei villaggi d'origine")
    reads_the_rules_before_the_form(phone, call)
    assert re.search(r"/apply/$", phone.url)


def everything_is_taken_over(page: Page) -> str:
    """Chiara compares two ways to divide the money and takes over the better one; the page of the panel."""
    enter_as(page, "Chiara Conti")
    page.goto("/en/panels/")
    page.get_by_role("link", name="Emergency panel").click()
    panel = page.url
    page.get_by_role("link", name="Scenarios, side by side").click()
    expect(page.locator("main")).to_contain_text("Proven: no choice has more points.")
    page.locator("summary", has_text="Take it over").last.click()
    page.get_by_role("button", name="Take over").click()
    page.wait_for_url(panel)
    return panel


def votes_in_favour(page: Page, panel: str) -> None:
    """Whoever is signed in votes for everything that is proposed."""
    page.goto(panel)
    page.get_by_role("link", name="Vote on").click()
    for choice in page.get_by_label("In favour").all():
        choice.check()
    page.get_by_role("button", name="Record my votes").click()
    page.wait_for_url(panel)


def test_from_two_scenarios_to_the_register(page: Page, phone: Page) -> None:
    panel = everything_is_taken_over(page)
    votes_in_favour(page, panel)
    enter_as(page, "Bruno Ferri")
    votes_in_favour(page, panel)
    page.locator("summary", has_text="Release the decisions").click()
    page.get_by_role("button", name="Propose").click()
    expect(page.locator(".step").first).to_contain_text("Somebody else must confirm it.")
    enter_as(page, "Chiara Conti")
    page.goto(panel)
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("main")).to_contain_text("Decisions released")
    enter_as(phone, "Amina Saleh")
    phone.goto("/en/awards/")
    phone.get_by_role("link", name="Notizie vere in cinque lingue").first.click()
    expect(phone.locator("main")).to_contain_text("€12,000")
    grants = page.request.get("/en/awards.360giving.json")
    findings = list(validate(BytesIO(grants.body())))
    assert [sentence for level, sentence in findings if level == "error"] == []
    assert "Notizie vere in cinque lingue" in grants.text()
