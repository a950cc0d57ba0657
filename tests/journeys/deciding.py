"""Pages of panels, decisions and appeals, as the demo office has them, for the journeys that look at every page."""

from playwright.sync_api import Page

OFFICE = """
 panels/ panels/letters/ panels/letters/award/ar/ panels/new/?call={emergency} {panel} {panel}edit/ {panel}members/
 {panel}history/ {panel}interests/ {panel}vote/ {panel}scenarios/ {panel}scenarios/new/ {verdict} {decided}
 {decided}telling/ {untold}
 calls/{emergency}/letters/ calls/{emergency}/letters/decline/it/ appeals/ {judged}decision/
"""
WRONG = (
    ("{panel}edit/", "quorum", "0"),
    ("{panel}members/", "email", "nobody@example.org"),
    ("{panel}scenarios/new/", "least_share", "400"),
    ("panels/letters/award/ar/", "text", "{nobody}"),
    ("{untold}", "on", ""),
)
SAMPLES = {
    "panel": "panels/A/",
    "emergency": "A",
    "verdict": "panels/A/applications/A/",
    "decided": "panels/A/applications/A/",
    "judged": "applications/A/",
    "untold": "panels/A/applications/A/telling/",
}
# Addresses that answer a button, the pack to print, and an appeal: nobody has appealed in the demo.
NO_PAGE = {
    "fund:appeal",
    "fund:appeal_step",
    "fund:award_step",
    "fund:decision_appeal",
    "fund:panel_pack",
    "fund:panel_refresh",
    "fund:panel_step",
    "fund:scenario_remove",
    "fund:scenario_take",
    "fund:verdict_letter",
    "fund:verdict_step",
    "fund:verdict_vote",
}


def places(opened: Page) -> dict[str, str]:
    """The panel that decides, the one that has decided, and an application of each."""
    opened.goto("/en/panels/")
    opened.get_by_role("link", name="Panel of the training award").click()
    decided = str(opened.locator("tbody th a").first.get_attribute("href"))
    untold = str(opened.locator("#untold a").first.get_attribute("href"))
    opened.goto("/en/panels/")
    opened.get_by_role("link", name="Emergency panel").click()
    panel = opened.url
    verdict = str(opened.locator("tbody th a").first.get_attribute("href"))
    call = str(opened.get_by_role("link", name="Emergency call").first.get_attribute("href"))
    reference = decided.rstrip("/").rpartition("/")[2]
    return {
        "panel": panel,
        "verdict": verdict,
        "decided": decided,
        "untold": untold,
        "judged": f"/en/applications/{reference}/",
        "emergency": f"/en/{call.rstrip('/').rpartition('/')[2]}",
    }
