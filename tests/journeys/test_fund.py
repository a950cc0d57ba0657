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


def applies_on_a_phone(phone: Page) -> None:
    """Amina writes it on a telephone, piece by piece, and keeps the receipt."""
    phone.get_by_role("button", name="Begin the application").click()
    phone.wait_for_url("**/applications/**")
    application = phone.url
    phone.goto(f"{application}about/")
    phone.get_by_label("Title of the project").fill("A well for Koubri")
    phone.get_by_label("In short").fill("Water for two hundred people, dug with them.")
    phone.get_by_label("Main sector").select_option(label="Health")
    phone.get_by_label("Where the work happens").select_option("BFA")
    phone.get_by_label("From", exact=False).first.fill("2027-03-01")
    phone.get_by_label("Until", exact=False).first.fill("2027-08-31")
    phone.get_by_role("button", name="Save").click()
    phone.goto(f"{application}questions/")
    for answer, (_kind, question, _italian) in zip(
        ("Dig a well.", "200", "The village council."), QUESTIONS, strict=True
    ):
        phone.get_by_label(question).fill(answer)
    phone.get_by_role("button", name="Save and go on").first.click()
    phone.wait_for_url(application)
    sends_it_with_a_budget(phone, application)


def sends_it_with_a_budget(phone: Page, application: str) -> None:
    """One line, and everything is complete."""
    phone.goto(f"{application}budget/")
    phone.get_by_label("Category").select_option(label="Contractual services")
    phone.get_by_label("What it is for").fill("Drilling")
    phone.get_by_label("How many", exact=True).fill("1")
    phone.get_by_label("Price of one").fill("4,500")
    phone.get_by_role("button", name="Add the line").click()
    phone.goto(application)
    phone.get_by_role("button", name="Look through it and send").click()
    phone.get_by_label("I may speak for").check()
    phone.get_by_role("button", name="Send now").click()
    expect(phone.locator("main")).to_contain_text("This code belongs to exactly what was sent.")


def is_told_what_is_missing(phone: Page, call: str) -> None:
    """A group that is not based in Italy reads that before any form, and what to do."""
    enter_as(phone, "Farid Haddad")
    phone.goto("/en/organisations/register/")
    phone.get_by_label("Name", exact=True).fill("Friends of Ziguinchor")
    phone.get_by_label("Only the office").check()
    phone.get_by_label("I speak for this organisation").check()
    phone.get_by_role("button", name="Register your organisation").click()
    phone.wait_for_url(re.compile(r"/organisations/[A-Z0-9]{8}/"))
    phone.goto(f"{call}apply/")
    expect(phone.locator("main")).to_contain_text("You cannot apply yet.")
    expect(phone.locator("main")).to_contain_text("based in: Italy")


def test_from_a_call_to_a_receipt(page: Page, phone: Page) -> None:
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
    applies_on_a_phone(phone)
    is_told_what_is_missing(phone, call)


def everything_is_taken_over(page: Page) -> str:
    """Chiara compares ways to divide the money, calculates one more and takes it over; the page of the panel."""
    enter_as(page, "Chiara Conti")
    page.goto("/en/panels/")
    page.get_by_role("link", name="Emergency panel").click()
    panel = page.url
    page.get_by_role("link", name="Scenarios, side by side").click()
    expect(page.locator("main")).to_contain_text("Proven: no choice has more points.")
    page.get_by_role("link", name="Calculate another one").click()
    page.locator("main [name=name]").fill("Best total, once more")
    page.get_by_label("Best total of points for the money").check()
    page.locator("main [name=least_share]").fill("70")
    page.get_by_role("button", name="Calculate").click()
    expect(page.locator("main")).to_contain_text("Best total, once more")
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
    expect(page.locator("#untold")).to_contain_text("No letter could go to")
    enter_as(phone, "Amina Saleh")
    phone.goto("/en/awards/")
    phone.get_by_role("link", name="Notizie vere in cinque lingue").first.click()
    expect(phone.locator("main")).to_contain_text("€12,000")
    grants = page.request.get("/en/awards.360giving.json")
    findings = list(validate(BytesIO(grants.body())))
    assert [sentence for level, sentence in findings if level == "error"] == []
    assert "Notizie vere in cinque lingue" in grants.text()


def test_a_conflict_of_interest_shuts_a_reviewer_out(page: Page) -> None:
    enter_as(page, "Dawit Tesfay")
    page.goto("/en/reviews/")
    page.get_by_role("link", name="Guanti per Afgoye").click()
    review = page.url
    expect(page.locator("main")).to_contain_text("Hidden in this phase")
    expect(page.locator("main")).not_to_contain_text("Somali Salute")
    page.locator("summary", has_text="I stand too near to judge").click()
    page.get_by_role("link", name="Go through the list").click()
    page.get_by_label("Somali Salute").check()
    page.get_by_label("What kind of conflict").select_option(label="Family or close friends are there")
    page.get_by_label("In your own words").fill("My cousin is the treasurer.")
    page.get_by_label("I have read the list").check()
    page.get_by_role("button", name="This is my answer").click()
    page.wait_for_url("**/reviews/")
    answer = page.goto(review)
    assert answer is not None
    assert answer.status == 404
