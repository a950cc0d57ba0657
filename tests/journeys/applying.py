"""Pages of applications, for the journeys that look at every page: one that came on paper, typed in by the office."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page

OWN = """
 {call}apply/ applications/
"""
OFFICE = """
 applications/ applications/?q=nothing-of-the-kind {call}intake/ {application} {application}about/
 {application}questions/ {application}budget/ {budget_line} {application}partners/ {partner} {application}send/
 {submitted} {submitted}return/ {submitted}translate/ {submitted}translate/?to=ar
"""
WRONG = (
    ("{call}intake/", "organisation", "nobody"),
    ("{application}about/", "host", "nobody"),
    ("{application}budget/", "unit_minor", "100 USD"),
    ("{application}partners/", "name", ""),
    ("{submitted}return/", "reason", ""),
    ("{submitted}translate/", "text-title", "x" * 301),
)
SAMPLES = {
    "application": "applications/A/",
    "budget_line": "applications/A/budget/1/",
    "partner": "applications/A/partners/1/",
    "submitted": "applications/A/",
}
NO_PAGE = {
    "fund:application_look",  # both are of a sealed application of somebody else: tests/fund looks at them
    "fund:application_step",
    "fund:applications_export",
    "fund:sealed",
    "fund:submission",
}


def places(opened: Page, call: str) -> dict[str, str]:
    """Half an application, with a line of its budget and a partner; and one that was sent."""
    opened.goto(f"{call}intake/")
    opened.get_by_label("Organisation").fill("Ponte delle Donne (demo)")
    came = timezone.now() - timedelta(days=1)
    opened.get_by_label("When it reached us").fill(came.strftime("%Y-%m-%dT13:00"))
    opened.get_by_role("button", name="Begin").click()
    opened.wait_for_url("**/applications/*/")
    made = {"application": opened.url}
    opened.goto(f"{made['application']}budget/")
    opened.get_by_label("Category").select_option(index=1)
    opened.get_by_label("What it is for").fill("A hall")
    opened.get_by_label("Price of one").fill("100")
    opened.get_by_role("button", name="Add the line").click()
    made["budget_line"] = href_of(opened, "A hall")
    opened.goto(f"{made['application']}partners/")
    opened.get_by_label("Name", exact=True).fill("Mairie de Kayes")
    opened.get_by_label("What it is").select_option("authority")
    opened.get_by_label("Country").select_option("MLI")
    opened.get_by_label("What it does in the project").fill("Gives a house")
    opened.get_by_role("button", name="Add the partner").click()
    made["partner"] = href_of(opened, "Mairie de Kayes")
    opened.goto("/en/applications/?state=submitted")
    made["submitted"] = str(opened.locator("tbody a").first.get_attribute("href"))
    return {name: re.sub(r"^.*?/en/", "/en/", address) for name, address in made.items()}


def href_of(opened: Page, name: str) -> str:
    """Where a link leads."""
    return str(opened.get_by_role("link", name=name).first.get_attribute("href"))
