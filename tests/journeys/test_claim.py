"""An association without e-mail is written down by the office, and later claimed by its president."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.camera import Camera
from tests.journeys.steps import add_organisation, enter_as

pytestmark = pytest.mark.browser
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def written_down(page: Page, name: str) -> tuple[str, str, str]:
    """Chiara writes it down and prints the slip: the path of the record, its reference and the code."""
    enter_as(page, "Chiara Conti")
    page.goto("/en/organisations/new/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("How they told us").select_option(label="At the office or on a visit")
    page.get_by_label("Who told us").fill("Mama Ndeye")
    page.get_by_label("Consent to be listed").select_option(label="Agreed by word of mouth")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name="Make a slip").click()
    code = page.locator("[data-code]").inner_text()
    reference = page.locator("[data-reference]").inner_text()
    return f"/en/organisations/{reference}/", reference, code


@pytest.mark.parametrize(("language", "name"), [("en", "Sahel senza rete"), ("ar", "Nilo senza carta")])
def test_the_president_claims_with_the_printed_code(
    page: Page, other_page: Page, axe: Callable[[Page], None], camera: Camera, language: str, name: str
) -> None:
    path, reference, code = written_down(page, name)
    axe(page)
    if language == "en":
        camera(page, "slip")
    enter_as(other_page, "Elena Kovalenko")
    answer = other_page.goto(path)
    assert answer is not None
    assert answer.status == 404
    other_page.goto(f"/{language}/organisations/claim/")
    axe(other_page)
    other_page.locator("[name=reference]").fill(reference)
    other_page.locator("[name=code]").fill(code.lower())
    other_page.locator("main form button.primary").click()
    other_page.wait_for_url(f"**/{language}/organisations/{reference}/")
    expect(other_page.locator("h1")).to_have_text(name)
    if language == "en":
        camera(other_page, "own-record")
    other_page.goto(f"/{language}/organisations/{reference}/people/")
    axe(other_page)
    expect(other_page.locator(".rows")).to_contain_text("Elena Kovalenko")


@pytest.mark.parametrize(("language", "name"), [("en", "Banda del molo"), ("ar", "Scuola del molo")])
def test_the_president_claims_with_papers_and_the_office_decides(
    page: Page, other_page: Page, axe: Callable[[Page], None], tmp_path: Path, language: str, name: str
) -> None:
    enter_as(page, "Chiara Conti")
    path = add_organisation(page, name)
    enter_as(other_page, "Amina Saleh")
    here = path.replace("/en/", f"/{language}/")
    other_page.goto(f"{here}claim/")
    axe(other_page)
    other_page.locator("[name=position]").fill("President")
    minutes = tmp_path / "minutes.pdf"
    minutes.write_bytes(PDF)
    other_page.locator("[name=evidence]").set_input_files(minutes)
    other_page.locator("main form button.primary").click()
    other_page.wait_for_url(f"**/{language}/claims/*/")
    axe(other_page)
    claim = other_page.url
    assert other_page.request.get(f"{here}edit/identity/").status == 404
    page.goto(claim.replace(f"/{language}/", "/en/"))
    expect(page.get_by_role("link", name="minutes.pdf")).to_be_visible()
    step = page.locator("details.step", has_text="Accept the claim")
    step.locator("summary").click()
    step.get_by_label("Reason").fill("The minutes name her.")
    step.get_by_role("button", name="Accept the claim").click()
    expect(page.get_by_role("status")).to_contain_text("Done.")
    assert other_page.request.get(f"{here}edit/identity/").status == 200
