"""What people do again and again, as the journeys say it."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect


def enter_as(opened: Page, name: str) -> None:
    """Choose somebody in the bar of the demonstration."""
    opened.goto("/en/")
    opened.locator(".demo-bar").get_by_role("link", name=name).click()
    opened.wait_for_url("**/en/desk/")


def search(opened: Page, words: str) -> None:
    """Type a part of a name into the search of the page that is open."""
    box = opened.locator("input[name=q]")
    box.fill(words)
    box.press("Enter")
    opened.wait_for_url("**/organisations/?*q=*")


def found(opened: Page) -> list[str]:
    """The names on the list as it stands."""
    return [text.strip() for text in opened.locator(".rows .row-title a").all_inner_texts()]


def open_organisation(opened: Page, words: str) -> None:
    """Find one by a part of its name and open its page."""
    opened.goto("/en/organisations/")
    search(opened, words)
    opened.locator(".rows .row-title a").first.click()
    expect(opened.locator(".thing-name h1")).to_be_visible()


def add_organisation(opened: Page, name: str) -> str:
    """Add one that everybody may see; the path of its page."""
    opened.goto("/en/organisations/new/")
    opened.get_by_label("Name", exact=True).fill(name)
    opened.get_by_label("Who may see this record").select_option(label="Everybody")
    opened.get_by_role("button", name="Add it").click()
    expect(opened.locator("h1")).to_have_text(name)
    return re.sub(r"^.*?/en/", "/en/", opened.url)


def upload_list(opened: Page, path: Path) -> None:
    """Choose a file and confirm the columns as they were guessed; the preview is open then."""
    opened.goto("/en/imports/new/")
    opened.get_by_label("Your list").set_input_files(path)
    opened.get_by_role("button", name="Upload and go on").click()
    opened.wait_for_url("**/columns/")
    opened.get_by_label("Who may see these organisations").select_option(label="Everybody")
    opened.get_by_label("Source", exact=True).first.fill("Forum of associations of Turin")
    opened.get_by_role("button", name="Show what would happen").click()
    opened.wait_for_url(re.compile(r"/imports/\d+/$"))
