"""A colleague is invited, opens the account from the mail, and comes back another day with the password."""

import email
import re
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import enter_as

pytestmark = pytest.mark.browser
ADDRESS = "giulia@example.org"
PASSWORD = "a long walk over the bridge"


def letter_to(folder: Path, address: str, seconds: float = 20) -> str:
    """The text of the mail once the worker has sent it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for path in (folder / "mail").glob(f"*-{address}.eml"):
            message = email.message_from_bytes(path.read_bytes(), policy=default)
            assert isinstance(message, EmailMessage)
            body = message.get_body(("plain",))
            assert body is not None
            return str(body.get_content())
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address} after {seconds} s")


def invite(page: Page) -> None:
    enter_as(page, "Bruno Ferri")
    page.goto("/en/people/invitations/")
    page.get_by_label("E-mail").fill(ADDRESS)
    page.get_by_label("Facilitator").check()
    page.get_by_label("Language of the mail").select_option(label="Italiano")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status")).to_contain_text("is on its way")


def test_an_invited_person_opens_an_account_from_the_mail(
    page: Page, other_page: Page, site_folder: Path, axe: Callable[[Page], None]
) -> None:
    invite(page)
    address = re.search(r"https?://\S+/invitation/\S+", letter_to(site_folder, ADDRESS))
    assert address is not None
    assert "/it/" in address.group()
    for language in ("/ar/", "/en/"):
        other_page.goto(address.group().replace("/it/", language))
        axe(other_page)
    other_page.get_by_label("Your name").fill("Giulia Rossi")
    other_page.get_by_label("Password", exact=True).fill("short")
    other_page.get_by_role("button", name="Open my account").click()
    expect(other_page.get_by_role("alert")).to_be_visible()
    other_page.get_by_label("Password", exact=True).fill(PASSWORD)
    other_page.get_by_role("button", name="Open my account").click()
    other_page.wait_for_url("**/desk/")
    come_back_with_the_password(other_page)
    other_page.goto(address.group())
    expect(other_page.locator("h1")).to_be_visible()
    expect(other_page.get_by_label("Password")).to_have_count(0)
    page.goto("/en/people/")
    expect(page.get_by_role("row", name="Giulia Rossi")).to_contain_text("Facilitator")


def come_back_with_the_password(page: Page) -> None:
    page.goto("/en/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/en/")
    page.goto("/en/account/login/")
    page.get_by_label("E-mail").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")
