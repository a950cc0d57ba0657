"""Pages of engagements and tables, as the demo office has them, for the journeys that look at every page."""

from playwright.sync_api import Page

OPEN = """
 engagements/ {engagement} tables/ {table} {table}members/ {table}mandates/ {table}terms/ {terms} {mandate}
 seats/forged/ candidates/forged/ interpreters/forged/ elections/A/vote/forged/
"""
OWN = """
 {table} {table}members/ {election} {election}vote/ {ask} {matter}
"""
OFFICE = """
 engagements/ {engagement} engagements/new/ {engagement}edit/ {engagement}environment/
 {engagement}environment/ITA/tax/ {engagement}stakeholders/ {engagement}effects/ {effect}
 {engagement}leaving/ {criterion} {engagement}roles/ {role} {draft}
 tables/ tables/new/ {table} {table}edit/ {table}texts/ {table}members/ {seat}people/ {table}mandates/
 {table}mandates/new/
 {table}terms/ {table}terms/new/ {terms} {terms}texts/ {table}elections/new/
 {election} {prepared} {prepared}edit/ {mandate}
 {local}series/new/ {series} {series}edit/ {series}texts/
 {local}matters/new/ {matter} asks/ asks/new/ {ask} {ask}edit/
"""
MISSING = ("interpreters/forged/", "seats/forged/", "candidates/forged/", "elections/A/vote/forged/")
WRONG = (
    ("engagements/new/", "name", ""),
    ("{engagement}environment/ITA/tax/", "text", ""),
    ("tables/new/", "name", ""),
    ("{table}members/", "organisation", "nobody"),
    ("{table}elections/new/", "quorum", "200"),
    ("asks/new/", "title", ""),
)
SAMPLES = {
    "engagement": "engagements/A/",
    "criterion": "engagements/A/leaving/1/",
    "role": "engagements/A/roles/1/",
    "effect": "engagements/A/effects/1/",
    "draft": "engagements/A/messages/1/",
    "table": "tables/A/",
    "local": "tables/A/",
    "seat": "tables/A/members/1/",
    "terms": "tables/A/terms/1/",
    "mandate": "mandates/A/",
    "election": "elections/A/",
    "prepared": "elections/A/",
    "matter": "matters/A/",
    "ask": "asks/A/",
    "series": "series/A/",
}
# Addresses that answer a button; and the booth, the offer of a seat and a candidacy, which follow a mail.
NO_PAGE = {
    "plan:engagement_step",
    "plan:remove",
    "convene:table_step",
    "convene:seat_step",
    "convene:delegate_end",
    "convene:mandate_step",
    "convene:election_step",
    "convene:election_withdraw",
    "convene:election_recount",
    "convene:election_again",
    "convene:candidate_new",
    "convene:candidate_step",
    "convene:terms_adopt",
    "convene:matter_step",
    "convene:ask_step",
    "convene:series_step",
    "convene:interpretation_step",
}


def places(opened: Page) -> dict[str, str]:
    """Addresses of things the demo office begins with."""

    def link(address: str, selector: str) -> str:
        opened.goto(address)
        return str(opened.locator(selector).first.get_attribute("href"))

    engagement = link("/en/engagements/", ".row-title a:has-text('Across the sea')")
    table = link("/en/tables/", ".depth-0 .row-title a")
    noticed(opened, engagement)
    people = link(f"{table}members/", "main a[href$='/people/']")
    return {
        "engagement": engagement,
        "criterion": link(f"{engagement}leaving/", ".row-title a"),
        "effect": link(f"{engagement}effects/", "main a[href*='/effects/']"),
        "role": link(f"{engagement}roles/", ".row-title a[href*='/roles/']"),
        "draft": link(f"{engagement}roles/", ".row-title a[href*='/messages/']"),
        "table": table,
        "local": link("/en/tables/", ".depth-1 .row-title a"),
        "seat": people.removesuffix("people/"),
        "terms": f"{table}terms/1/",
        "mandate": link(f"{table}mandates/", ".row-title a[href*='/mandates/']"),
        "election": link(f"{table}mandates/", "li:has-text('Counted') a"),
        "prepared": link(f"{table}mandates/", "li:has-text('Being prepared') a"),
        "matter": link(table, "a[href*='/matters/']"),
        "series": link(table, "a[href*='/series/']:not([href*='/new/'])"),
        "ask": link("/en/asks/", ".row-title a"),
    }


def noticed(opened: Page, engagement: str) -> None:
    """Something nobody had planned is written down."""
    opened.goto(f"{engagement}effects/")
    opened.locator("main [name=kind]").select_option("network")
    opened.locator("main [name=text]").fill("Members of two tables founded a choir.")
    opened.get_by_role("button", name="Save").click()
    opened.get_by_role("status").wait_for()
