"""Pages of reviewers and of the office that hands out what they read, for the journeys that look at every page."""

import re

from playwright.sync_api import Page

from tests.journeys.steps import enter_as

OWN = """
 reviews/ {review} {interests}
"""
OFFICE = """
 reviewers/ reviewers/new/ {reviewer} {desk} {desk}?show=differ {desk}new/ {conflicts} {phase}edit/ {phase}plan/
 {phase}calibration/ {read}
"""
WRONG = (("{desk}new/", "name", ""), ("{reviewer}", "load", "0"), ("{conflicts}", "", ""))
SAMPLES = {
    "review": "reviews/A/",
    "interests": "reviews/interests/1/",
    "reviewer": "reviewers/1/",
    "desk": "calls/A/reviews/",
    "conflicts": "calls/A/conflicts/",
    "phase": "phases/1/",
    "read": "phases/1/applications/A/",
}
NO_PAGE = {
    "fund:conflict_withdraw",
    "fund:hand_out",
    "fund:phase_step",
    "fund:review_file",
    "fund:review_recognise",
    "fund:review_release",
    "fund:review_save",
    "fund:review_step",
}


def places(opened: Page) -> dict[str, str]:
    """The review of the emergency call of the demonstration; Elena takes a review back to change it."""
    opened.goto("/en/reviewers/")
    made = {"reviewer": path_of(opened, "table a")}
    opened.goto("/en/calls/?time=past")
    opened.get_by_role("link", name=re.compile("Emergency call")).first.click()
    call = re.sub(r"^.*?/en/", "/en/", opened.url)
    made |= {"desk": f"{call}reviews/", "conflicts": f"{call}conflicts/"}
    opened.goto(made["desk"])
    made["phase"] = path_of(opened, "a[href$='/edit/'][href*='/phases/']").removesuffix("edit/")
    made["read"] = path_of(opened, "table a")
    made["interests"] = made["phase"].replace("phases/", "reviews/interests/")
    enter_as(opened, "Elena Kovalenko")
    opened.goto("/en/reviews/")
    made["review"] = path_of(opened, ".rows .row-title a")
    opened.goto(made["review"])
    opened.locator("summary", has_text="Take back and change").click()
    opened.get_by_role("button", name="Take back and change").click()
    opened.locator("[data-review]").wait_for()
    enter_as(opened, "Bruno Ferri")
    return made


def path_of(opened: Page, selector: str) -> str:
    """Where the first of these links leads."""
    return opened.locator(selector).first.get_attribute("href") or ""
