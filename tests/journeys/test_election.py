"""An engagement begins from the template, organisations take their seats, and elect a spokesperson in secret."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import fresh_visitor
from tests.journeys.steps import add_organisation, enter_as
from tests.journeys.test_invitation import letter_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PEOPLE = ("ada", "bea", "cleo")


def begin(page: Page) -> str:
    """A new engagement; the path of its national table."""
    page.goto("/en/engagements/new/")
    expect(page.locator("main")).to_contain_text("A local table for each town")
    page.get_by_label("Name", exact=True).fill("Flood")
    page.get_by_label(re.compile("Countries of origin")).fill("Sudan")
    page.get_by_label(re.compile("Countries of residence")).fill("Italy")
    page.get_by_label(re.compile("Towns with a table")).fill("Torino")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("h1")).to_have_text("Flood")
    expect(page.locator("main")).to_contain_text("Local table: Torino")
    page.get_by_text("Open the engagement").first.click()
    page.get_by_role("button", name="Open the engagement").click()
    page.get_by_role("link", name="National table", exact=True).click()
    return page.url


def seat(page: Page, table: str, name: str, who: str) -> None:
    """Invite an organisation by a mail to somebody of it."""
    page.goto(f"{table}members/")
    page.get_by_label("Organisation", exact=True).fill(name)
    page.get_by_label(re.compile("Write to")).fill(who.title())
    page.get_by_label(re.compile("E-mail")).fill(f"{who}-votes@example.org")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status")).to_contain_text("is on its way")


def follow(visitor: Page, folder: Path, who: str, part: str) -> None:
    """Open the link of the newest mail that has such a link."""
    for _try in range(100):
        for path in (folder / "mail").glob(f"*-{who}-votes@example.org.eml"):
            if found := re.search(rf"https?://\S+/{part}/\S+/", path.read_text().replace("=\n", "")):
                visitor.goto(found.group())
                return
        visitor.wait_for_timeout(200)
    raise AssertionError(f"no mail to {who} about {part}")


def test_a_spokesperson_is_elected_without_any_account(
    page: Page, browser: Browser, site: str, site_folder: Path, axe: Callable[[Page], None]
) -> None:
    enter_as(page, "Chiara Conti")
    for who in PEOPLE:
        add_organisation(page, f"Flood club {who}")
    table = begin(page)
    for who in PEOPLE:
        seat(page, table, f"Flood club {who}", who)
    with fresh_visitor(browser, site) as visitor:
        assert letter_to(site_folder, "ada-votes@example.org")
        for who in PEOPLE:
            follow(visitor, site_folder, who, "seats")
            axe(visitor)
            visitor.get_by_role("button", name="Take the seat").click()
            expect(visitor.locator("h1")).to_contain_text("Thank you")
        prepare(page, table)
        follow(visitor, site_folder, "ada", "candidates")
        axe(visitor)
        visitor.get_by_role("button", name="I stand for election").click()
        page.reload()
        page.get_by_text("Open the vote").first.click()
        page.get_by_role("button", name="Open the vote").click()
        for who in PEOPLE:
            follow(visitor, site_folder, who, "vote")
            vote_for_ada(visitor, axe)
    count(page)
    expect(page.locator("main")).to_contain_text("Elected: Ada")
    page.goto(f"{table}mandates/")
    expect(page.locator("main")).to_contain_text("Spokesperson")


def vote_for_ada(visitor: Page, axe: Callable[[Page], None]) -> None:
    """In the booth, by the link of a mail."""
    axe(visitor)
    visitor.get_by_label(re.compile("Ada")).check()
    visitor.get_by_role("button", name="Put it into the box").click()
    expect(visitor.locator("main")).to_contain_text("Your vote is in the box")


def prepare(page: Page, table: str) -> None:
    """An election with one candidate, who is asked by mail."""
    page.goto(f"{table}elections/new/")
    page.get_by_label(re.compile("Elected as")).select_option("spokesperson")
    until = (datetime.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")  # noqa: DTZ005 - as a person types it
    page.get_by_label(re.compile("Voting ends")).fill(until)
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Who", exact=True).select_option(index=1)
    page.get_by_role("button", name="Ask them to stand").click()
    expect(page.get_by_role("status")).to_contain_text("asked by mail")


def count(page: Page) -> None:
    """End the vote, count, and have it confirmed by somebody else."""
    election = page.url
    page.reload()
    page.get_by_text("End the vote").first.click()
    page.get_by_role("button", name="End the vote").click()
    for who in ("Chiara Conti", "Bruno Ferri"):
        enter_as(page, who)
        page.goto(election)
        if not page.get_by_role("button", name="Count the votes").is_visible():
            page.get_by_text("Count the votes").first.click()
        page.get_by_role("button", name="Count the votes").click()
