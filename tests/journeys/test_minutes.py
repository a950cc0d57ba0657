"""Two people write minutes at once, somebody without an account reports by link, a meeting approves: PDF in Arabic."""

import email
import io
import re
import time
from collections.abc import Callable
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.camera import Camera
from tests.journeys.steps import enter_as

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Axe = Callable[[Page], None]
NOTE = "textarea[data-key]"


def task(page: Page, words: str) -> None:
    """Open what the desk asks for."""
    page.goto("/en/desk/")
    page.get_by_role("main").get_by_role("link", name=re.compile(words)).first.click()


def saved(page: Page) -> None:
    expect(page.locator("#writing-status")).to_have_text("Saved")


def written_by_two(page: Page, other_page: Page) -> None:
    """One loses the connection, both change one paragraph, both texts stay until one chooses."""
    address = page.url
    other_page.goto(address)
    mine, theirs = page.locator(NOTE).last, other_page.locator(NOTE).last
    mine.fill("The hall is open until ten.")
    saved(page)
    expect(theirs).to_have_value("The hall is open until ten.")
    other_page.context.set_offline(True)
    theirs.fill("The hall is open until eleven.")
    expect(other_page.locator("#writing-status")).to_contain_text("Offline")
    mine.fill("The hall is open until ten, but not on Mondays.")
    saved(page)
    other_page.context.set_offline(False)
    expect(theirs).to_have_value(re.compile("not on Mondays.\nThe hall is open until eleven."))
    expect(page.get_by_text("Two people changed this paragraph").last).to_be_visible(timeout=30_000)
    mine.locator("xpath=..").get_by_role("button", name="Keep this text").first.click()
    expect(page.locator(NOTE).last).to_have_value("The hall is open until ten, but not on Mondays.")


def kept_after_a_crash(page: Page) -> None:
    """What was typed a moment before the browser died is there when it opens again."""
    tab, address = page.context.new_page(), page.url
    tab.route("**/live/", lambda route: route.abort())
    tab.goto(address)
    tab.locator(NOTE).first.press_sequentially("Typed last. ")
    tab.close()
    page.goto(address)
    expect(page.locator(NOTE).first).to_have_value(re.compile("Typed last."))
    saved(page)


def recorded(page: Page, meeting: str, axe: Axe) -> None:
    """A decision and two actions, one of somebody without an account."""
    page.goto(f"/en/decisions/new/?meeting={meeting}")
    page.get_by_label("In one line").fill("The hall stays open in winter")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("The hall stays open in winter")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"N-\d{4}-\d\d"))
    looked_at(page, axe, in_arabic(page.url) + "edit/", page.url + "translate/ar/")
    for title, owner in (("Write to the owner of the hall", "Farid Haddad"), ("Buy lamps", "Amina Saleh")):
        page.goto(f"/en/actions/new/?meeting={meeting}")
        page.get_by_label("What has to be done").fill(title)
        option = page.get_by_label("Who does it").locator("option", has_text=owner).first
        page.get_by_label("Who does it").select_option(str(option.get_attribute("value")))
        page.get_by_role("button", name="Save").click()
        expect(page.locator("h1")).to_have_text(title)
    looked_at(page, axe, in_arabic(page.url) + "edit/")


def in_arabic(address: str) -> str:
    return address.replace("/en/", "/ar/", 1)


def looked_at(page: Page, axe: Axe, *addresses: str) -> None:
    """Forms that everybody can use."""
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        axe(page)


def comes_back(page: Page) -> None:
    """The next meeting of the series is planned, and what was promised stands on its agenda by itself."""
    page.goto("/en/tables/")
    page.locator(".depth-0 .row-title a").first.click()
    page.locator("main .row-title a[href*='/series/']").first.click()
    page.get_by_role("link", name="Plan the next meeting").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("Write to the owner of the hall")
    expect(page.get_by_role("main")).to_contain_text("Approve the minutes")


def forms_of_minutes(page: Page, other_page: Page, axe: Axe) -> None:
    """What members and writers fill in while minutes wait for approval."""
    task(page, "Answer changes asked for")
    address = page.url.partition("#")[0]
    looked_at(page, axe, in_arabic(address) + "translate/it/", address + "settings/")
    enter_as(other_page, "Amina Saleh")
    looked_at(other_page, axe, in_arabic(address) + "changes/new/")


def reported_by_link(phone: Page, folder: Path) -> str:
    address = link_in_a_letter(folder, "farid@example.org")
    phone.goto(address)
    expect(phone.locator("h1")).to_have_text("Write to the owner of the hall")
    phone.get_by_label("What was done").fill("She said yes on the telephone.")
    phone.get_by_role("button", name="Report as done").click()
    expect(phone.locator("h1")).to_have_text("Thank you")
    return address


def link_in_a_letter(folder: Path, to: str, seconds: float = 60) -> str:
    """The link to an action, once the worker has sent the letter."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for path in sorted((folder / "mail").glob(f"*-{to}.eml"), reverse=True):
            body = email.message_from_bytes(path.read_bytes(), policy=default).get_body(("plain",))
            if body and (found := re.search(r"https?://\S+/actions/link/\S+", body.get_content())):
                return found.group()
        time.sleep(0.3)
    raise AssertionError(f"no mail with a link to {to} after {seconds} s")


def test_minutes_from_two_browsers_to_a_pdf_in_arabic(
    page: Page, other_page: Page, phone: Page, site_folder: Path, axe: Axe, camera: Camera
) -> None:
    enter_as(page, "Chiara Conti")
    enter_as(other_page, "Bruno Ferri")
    task(page, "Finish the minutes")
    axe(page)
    page.get_by_role("link", name="Write", exact=True).click()
    axe(page)
    written_by_two(page, other_page)
    kept_after_a_crash(page)
    page.get_by_role("link", name="Back to the minutes").click()
    meeting = str(page.locator(".page-top a").first.get_attribute("href")).split("/")[-2]
    camera(page, "minutes", height=900)
    recorded(page, meeting, axe)
    phone_link = reported_by_link(phone, site_folder)
    axe(phone)
    comes_back(page)
    task(other_page, "Verify: Write to the owner")
    expect(other_page.get_by_role("main")).to_contain_text("She said yes on the telephone.")
    axe(other_page)
    other_page.locator("details.step", has_text="Verify as done").locator("summary").click()
    other_page.get_by_role("button", name="Verify as done").click()
    expect(other_page.get_by_role("main")).to_contain_text("Done, verified")
    phone.goto(phone_link)
    expect(phone.get_by_role("main")).to_contain_text("Nothing is asked of you")
    forms_of_minutes(page, other_page, axe)
    approved(page, axe)


def approved(page: Page, axe: Axe) -> None:
    """The change is answered, the next meeting approves, and the text is there in two languages."""
    task(page, "Answer changes asked for")
    step = page.locator("#changes details.step", has_text="Take into the minutes")
    step.locator("summary").click()
    step.get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("Taken into the minutes")
    page.locator("details.step", has_text="Record the approval").locator("summary").click()
    page.get_by_role("button", name="Record the approval").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing in these minutes changes any more")
    for language, word in (("en", "and for how long"), ("ar", "محضر|الجمعيات|متى")):
        page.goto(re.sub("/en/", f"/{language}/", page.url, count=1))
        axe(page)
        answer = page.request.get(f"{page.url.partition('#')[0]}as.pdf")
        reader = PdfReader(io.BytesIO(answer.body()))
        text = "\n".join(sheet.extract_text() for sheet in reader.pages)
        assert re.search(word, text), text
        assert reader.trailer["/Root"]["/Lang"] == language
        page.goto(re.sub("/ar/", "/en/", page.url, count=1))
