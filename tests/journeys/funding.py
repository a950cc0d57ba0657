"""Pages of calls, applications, reviews, panels and awards, for the journeys that look at every page."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page

from tests.journeys import applying, deciding, reviewing

OPEN = """
 calls/ calls/?time=past&sector=culture {call}
 awards/ awards/?q=nothing-of-the-kind awards/times/ {award}
"""
OWN = """
 {call}ask/
"""
OFFICE = """
 calls/?time=drafts calls/new/ {call} {call}edit/ {call}edit/what/ {call}edit/texts/?in=it {call}edit/dates/
 {call}edit/rules/ {call}edit/criteria/ {call}edit/invited/ {call}edit/files/ {call}clone/ {call}history/
 {call}questions/ {question} {question}texts/
 {award} {award}edit/
"""
OWN += applying.OWN + reviewing.OWN
OFFICE += applying.OFFICE + reviewing.OFFICE + deciding.OFFICE
WRONG = (
    *applying.WRONG,
    *reviewing.WRONG,
    *deciding.WRONG,
    ("calls/new/", "title", ""),
    ("{call}edit/dates/", "time_zone", "nowhere"),
    ("{call}edit/criteria/", "rows-0-weight", "500"),
    ("{call}ask/", "question", ""),
    ("{award}edit/", "reason", ""),
)
SAMPLES = {
    "call": "calls/A/",
    "question": "calls/A/questions/1/",
    "award": "awards/A/",
    **applying.SAMPLES,
    **reviewing.SAMPLES,
    **deciding.SAMPLES,
}
NO_PAGE = {
    *applying.NO_PAGE,
    *reviewing.NO_PAGE,
    *deciding.NO_PAGE,
    "fund:awards_export",
    "fund:call_file",
    "fund:call_part_remove",
    "fund:call_question_remove",
    "fund:call_step",
    "fund:calls_feed",
}


def clock(*, days: int) -> str:
    """A day from now at noon, as the browser's picker takes it."""
    return (timezone.now() + timedelta(days=days)).strftime("%Y-%m-%dT12:00")


def begin_call(opened: Page, title: str) -> str:
    """Write a call that is open until in twenty days, not published yet; its page."""
    opened.goto("/en/calls/new/")
    opened.get_by_label("Title").fill(title)
    opened.get_by_label("What is given").select_option(label="Grant")
    opened.get_by_role("button", name="Begin").click()
    opened.wait_for_url("**/edit/")
    address = re.sub(r"^.*?/en/|edit/$", "", opened.url)
    opened.goto(f"/en/{address}edit/dates/")
    opened.get_by_label("Applications from").fill(clock(days=-1))
    opened.get_by_label("Applications until").fill(clock(days=20))
    opened.get_by_role("button", name="Save").click()
    opened.wait_for_url("**/edit/scope/")
    return f"/en/{address}"


def publish_call(opened: Page, address: str) -> None:
    """From its overview, once nothing is missing."""
    opened.goto(f"{address}edit/")
    opened.get_by_role("button", name="Publish").click()
    opened.wait_for_url(f"**{address}")


def places(opened: Page) -> dict[str, str]:
    """A call that people can apply to, with a question that is answered."""
    call = begin_call(opened, "Every page of a call")
    publish_call(opened, call)
    opened.goto(f"{call}ask/")
    opened.get_by_label("Your question").fill("May a group without papers apply?")
    opened.get_by_role("button", name="Send the question").click()
    opened.goto(f"{call}questions/")
    opened.get_by_role("link", name="Answer it").click()
    question = opened.url
    opened.get_by_label("Answer", exact=True).fill("Yes, with a host.")
    opened.get_by_role("button", name="Publish the answer").click()
    opened.wait_for_url("**/questions/")
    opened.goto("/en/awards/")
    award = str(opened.locator(".rows .row-title a").first.get_attribute("href"))
    return {
        "call": call,
        "question": question,
        "award": award,
        **applying.places(opened, call),
        **reviewing.places(opened),
        **deciding.places(opened),
    }
