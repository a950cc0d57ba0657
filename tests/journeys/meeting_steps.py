"""What people do at meetings, as the journeys say it."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect


def plan_meeting(opened: Page, title: str, **more: str) -> str:
    """Plan a meeting in a month, with these fields of the form besides; the path of its page."""
    opened.goto("/en/meetings/new/")
    fields = {"title": title, "day": str(date.today() + timedelta(days=30)), "zone": "Rome"}  # noqa: DTZ011
    fields |= {"begins": "18:00", "ends": "20:00", "place": "Sala Rossa, Torino"} | more
    for name, value in fields.items():
        control = opened.locator(f"main [name={name}]")
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    opened.get_by_role("button", name="Save").click()
    expect(opened.locator("h1")).to_have_text(title)
    return re.sub(r"^.*?/en/", "/en/", opened.url)


def take_step(opened: Page, label: str) -> None:
    """One step of the life of what is open."""
    opened.locator("details.step > summary", has_text=label).first.click()
    opened.locator("details.step[open]").get_by_role("button", name=label).click()
    opened.get_by_role("status").first.wait_for()


def add_item(opened: Page, meeting: str, title: str, **more: str) -> None:
    """One item at the end of the agenda."""
    opened.goto(f"{meeting}agenda/")
    form = opened.locator("main form.form")
    for name, value in {"title": title, **more}.items():
        control = form.locator(f"[name={name}]")
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    opened.get_by_role("button", name="Add it at the end").click()
    opened.get_by_role("status").first.wait_for()


def register(opened: Page, meeting: str, name: str, email: str = "", way: str = "I come") -> str:
    """By the public form; the address of one's own page."""
    opened.goto(f"{meeting}register/")
    opened.get_by_label("Your name").fill(name)
    opened.get_by_label("Your e-mail").fill(email)
    if opened.get_by_label(way).count():
        opened.get_by_label(way).check()
    opened.locator("main").get_by_role("button", name="Register for it").click()
    opened.wait_for_url("**/guest/*/")
    return opened.url


def met_in_public(opened: Page) -> dict[str, str]:
    """A public exchange with an item, a take-away and a guest; and a newsletter."""
    choices = {"kind": "exchange", "visibility": "public", "registering": "everybody"}
    made = {"meeting": plan_meeting(opened, "Exchange for every page", **choices)}
    add_item(opened, made["meeting"], "Winter shelter")
    made["item"] = str(opened.locator(".agenda-edit .row-title a").first.get_attribute("href"))
    opened.goto(f"{made['meeting']}exchange/")
    opened.locator("details.step > summary", has_text="Add one").click()
    opened.locator("form[action$='take_away/'] [name=text]").fill("Share transport.")
    opened.get_by_role("button", name="Add it", exact=True).click()
    translate = opened.locator("a[href*='/take_away/']").first.get_attribute("href")
    made["take_away"] = str(translate).removesuffix("translate/")
    opened.goto(made["meeting"])
    take_step(opened, "Announce it")
    take_step(opened, "Open the registration")
    made["guest"] = register(opened, made["meeting"], "Giulia Rossi", way="I take part online")
    opened.goto("/en/newsletter/issues/new/")
    opened.locator("main [name=title]").fill("News of November")
    opened.locator("main [name=text]").fill("We meet.")
    opened.get_by_role("button", name="Save").click()
    opened.get_by_role("status").first.wait_for()
    return made | {"issue": re.sub(r"^.*?/en/", "/en/", opened.url)}
