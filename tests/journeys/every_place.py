"""One of everything the office works on, made through the pages: where the walk through every page goes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import fresh_visitor
from tests.journeys import convening, funding
from tests.journeys.meeting_steps import met_in_public
from tests.journeys.steps import add_organisation, enter_as, upload_list
from tests.journeys.test_invitation import letter_to


@pytest.fixture(scope="session")
def places(
    browser: Browser, site: str, site_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Addresses, without their language, of things the office has worked on."""
    folder = tmp_path_factory.mktemp("lists")
    with fresh_visitor(browser, site) as opened:
        enter_as(opened, "Bruno Ferri")
        made = {"organisation": add_organisation(opened, "Every page of it")}
        made["pair"] = paired(opened, made["organisation"])
        made["change"] = edited(opened, made["organisation"])
        made["checked"] = uploaded(opened, folder / "wrong.csv", "Name,Country\nOne,Nowhere at all\n")
        made["applied"] = uploaded(opened, folder / "good.csv", "Name,Country\nEvery page of two,Italy\n")
        opened.get_by_role("button", name="Bring it in").click()
        opened.get_by_role("status").wait_for()
        made["stakeholder"] = met(opened)
        made["line"] = took_part(opened, made["organisation"])
        made["paper"] = gave_a_paper(opened, made["organisation"], folder / "statute.pdf")
        made["letter"] = invited(opened)
        made["asked"] = asked(opened)
        made["correction"] = corrected(opened, made["organisation"])
        made["listed"] = told(opened, made["organisation"], site_folder)
        made |= met_in_public(opened)
        made["questionnaire"] = rewritten(opened)
        made |= convening.places(opened)
        made |= funding.places(opened)
        made["claim"] = claimed(opened, made["organisation"])
        enter_as(opened, "Amina Saleh")
        opened.get_by_role("main").get_by_role("link", name="Go on answering").first.click()
        made["answers"] = opened.url
    return {name: address.partition("/en/")[2] for name, address in made.items()}


def paired(opened: Page, organisation: str) -> str:
    add_organisation(opened, "Quite another body")
    opened.goto(f"{organisation}same/?q=quite")
    opened.get_by_role("button", name="Put them side by side").first.click()
    return opened.url


def edited(opened: Page, organisation: str) -> str:
    opened.goto(f"{organisation}edit/identity/")
    opened.locator("[name=founded_year]").fill("1999")
    opened.get_by_role("button", name="Save").click()
    opened.goto(f"{organisation}history/")
    undo = opened.get_by_role("link", name="Undo…").first.get_attribute("href")
    return str(undo).removesuffix("undo/")


def took_part(opened: Page, organisation: str) -> str:
    opened.goto(f"{organisation}track-record/new/")
    opened.get_by_label("Title").fill("A course")
    opened.get_by_role("button", name="Save").click()
    return str(opened.get_by_role("link", name="Correct").get_attribute("href"))


def gave_a_paper(opened: Page, organisation: str, path: Path) -> str:
    path.write_bytes(b"%PDF-1.7 a statute")
    opened.goto(f"{organisation}papers/")
    opened.get_by_label("File").set_input_files(path)
    opened.get_by_role("button", name="Upload").click()
    return str(opened.get_by_role("link", name="Take away…").get_attribute("href")).removesuffix("remove/")


def met(opened: Page) -> str:
    opened.goto("/en/stakeholders/new/")
    opened.get_by_label("Name").fill("City of Turin")
    opened.get_by_label("Kind").select_option("local_authority")
    opened.get_by_role("button", name="Save").click()
    opened.get_by_label("What was said").fill("They offer a room.")
    opened.get_by_label("Next step (optional)").fill("Visit the room")
    opened.get_by_role("button", name="Write it down").click()
    opened.get_by_role("status").wait_for()
    return opened.url


def uploaded(opened: Page, path: Path, text: str) -> str:
    path.write_text(text)
    upload_list(opened, path)
    return opened.url


def invited(opened: Page) -> str:
    opened.goto("/en/people/invitations/")
    opened.get_by_label("E-mail").fill("somebody@example.org")
    opened.get_by_label("Finance").check()
    opened.get_by_role("button", name="Send the invitation").click()
    opened.goto("/en/letters/")
    return str(opened.locator("tbody th a").first.get_attribute("href"))


def asked(opened: Page) -> str:
    opened.goto("/en/people/requests/new/")
    opened.get_by_label("Have it deleted").check()
    opened.get_by_label("Your name").fill("Giulia Rossi")
    opened.get_by_label("Your e-mail").fill("somebody@example.org")
    opened.get_by_role("button", name="Save").click()
    address = opened.url
    opened.get_by_label("What you say").fill("A passport was seen.")
    opened.get_by_role("button", name="Confirm who they are").click()
    return address


def corrected(opened: Page, organisation: str) -> str:
    opened.goto(f"{organisation}mistake/")
    opened.get_by_label("What is wrong").fill("They moved.")
    opened.get_by_role("button", name="Send it to the office").click()
    opened.goto("/en/corrections/")
    return str(opened.locator(".row-title a").first.get_attribute("href"))


def told(opened: Page, organisation: str, folder: Path) -> str:
    opened.goto(f"{organisation}edit/contacts/")
    opened.locator("[name=contacts-0-kind]").select_option("email")
    opened.locator("[name=contacts-0-value]").fill("every-page@example.org")
    opened.get_by_role("button", name="Save").click()
    opened.get_by_role("button", name="Tell them").click()
    address = re.search(r"https?://\S+/listed/\S+/", letter_to(folder, "every-page@example.org"))
    assert address is not None
    return address.group()


def rewritten(opened: Page) -> str:
    opened.goto("/en/questionnaires/")
    opened.get_by_role("link", name="Rapid assessment").first.click()
    address = opened.url
    opened.get_by_role("button", name="Begin a new version").click()
    opened.wait_for_url("**/write/")
    return address


def claimed(opened: Page, organisation: str) -> str:
    enter_as(opened, "Farid Haddad")
    opened.goto(f"{organisation}claim/")
    opened.get_by_label("What you do there").fill("Secretary")
    opened.get_by_label("How the office can see that it is true").fill("Ask anybody in our street.")
    opened.get_by_role("button", name="Send to the office").click()
    opened.get_by_role("status").wait_for()
    return str(opened.url)
