"""Every page can be used by everybody: no axe violation, no sideways scroll, nothing refused by the browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import fresh_visitor
from tests.journeys import convening, funding
from tests.journeys.meeting_steps import met_in_public
from tests.journeys.steps import add_organisation, enter_as, upload_list
from tests.journeys.test_invitation import letter_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Axe = Callable[[Page], None]
# A window and a scheme, per language: together both languages are seen light, dark, wide and narrow.
LOOKS = {"en": (("light", 1280), ("dark", 360)), "ar": (("light", 360), ("dark", 1280))}
OPEN = """
 organisations/ organisations/?q=reseau organisations/?country_of_origin=SEN&sort=changed organisations/?page=2
 organisations/?q=donne+nobody-has-this organisations/?near=milano organisations/?near=nowhere-at-all
 organisations/map/ organisations/map/?q=nobody-has-this-name
 organisations/?q=nobody-has-this-name data/ gallery/ privacy/ accessibility/ mistake/ account/login/
 account/signup/ account/password/reset/ account/password/reset/done/ account/login/code/ people/roles/
 account/confirm-email/ account/confirm-email/forged/ account/inactive/ account/password/reset/key/1-forged/
 account/password/reset/key/done/ invitation/forged/ nothing-here/ ../demo/as/elena/ ../demo/as/nobody/
 organisations/register/ organisations/claim/ join/forged/ claims/confirm/forged/ message/forged/
 {organisation} {organisation}history/ {organisation}mistake/ {organisation}sheet/
 {listed} {listed}correct/ listed/forged/
 privacy/ask/ privacy/ask/forged/ ../api/v1/docs ../api/v1/docs?lang=ar
 {organisation}federations/ {organisation}track-record/
 decisions/ decisions/?q=nothing
 meetings/ meetings/?time=past&language=it {meeting} {meeting}register/ {meeting}here/ {meeting}message/
 {guest} {guest}answer/ {guest}others/ {guest}question/ guest/forged/
 newsletter/ newsletter/confirm/forged/ unsubscribe/forged/
"""
OPEN += convening.OPEN + funding.OPEN
OWN = """
 desk/ calendars/ digests/ account/ account/tokens/ account/email/ account/password/set/ account/logout/
 account/second-factor/
 organisations/register/ organisations/claim/ {organisation}claim/
 account/second-factor/totp/activate/ account/second-factor/webauthn/ account/second-factor/webauthn/add/
"""
ANSWERING = """
 answers/ {questionnaire}answer/ {answers} {answers}screen/1/ {answers}screen/2/?missing {answers}screen/3/
 {answers}screen/4/ {answers}upload/
"""
OWN += convening.OWN + funding.OWN
OFFICE = """
 desk/ organisations/ {organisation} {organisation}history/ {change}undo/ organisations/new/
 {organisation}edit/identity/ {organisation}edit/identifiers/
 {organisation}edit/names/ {organisation}edit/places/ {organisation}edit/contacts/
 {organisation}edit/representatives/ {organisation}seen/ {organisation}seen/?as=members
 messages/ {organisation}message/
 {organisation}edit/reach/ {organisation}edit/capacity/ {organisation}edit/engagement/ {organisation}edit/record/
 {organisation}words/ {organisation}federations/ {organisation}track-record/ {organisation}track-record/new/
 {organisation}papers/ {line} {paper}remove/ {organisation}code/ {organisation}people/ {claim}
 imports/ imports/new/ {checked} {checked}columns/ {checked}alike/ {applied} {applied}undo/ {applied}tell/
 corrections/ {correction} people/requests/ people/requests/new/ {asked}
 duplicates/ {pair} {organisation}same/
 finding/ finding/words/ finding/words/permit/
 stakeholders/ stakeholders/new/ {stakeholder} {stakeholder}edit/
 meetings/new/ {meeting} {meeting}edit/ {meeting}texts/ {meeting}interpretation/ {meeting}history/
 {meeting}agenda/ {item} {item}texts/ {meeting}guests/ {meeting}attendance/ {meeting}poster/
 {meeting}exchange/ {take_away}translate/ newsletter/issues/ newsletter/issues/new/ {issue}
 questionnaires/ questionnaires/new/ questionnaires/import/ {questionnaire} {questionnaire}answers/
 {questionnaire}versions/1/preview/ {questionnaire}versions/1/preview/?language=ar {questionnaire}versions/2/changes/
 {questionnaire}write/ {questionnaire}write/head/ {questionnaire}write/add/?kind=one {questionnaire}write/throw-away/
 {questionnaire}write/question/lands/ {questionnaire}write/xlsform/
 office/ office/privacy/ people/ people/2/ people/invitations/ letters/ {letter}
"""
OFFICE += convening.OFFICE + funding.OFFICE
MISSING = (
    *convening.MISSING,
    "nothing-here/",
    "invitation/forged/",
    "join/forged/",
    "message/forged/",
    "claims/confirm/forged/",
    "listed/forged/",
    "privacy/ask/forged/",
    "guest/forged/",
    "newsletter/confirm/forged/",
    "unsubscribe/forged/",
)
# What is typed wrong on purpose: the page, the field, its value, and the button.
WRONG = (
    *convening.WRONG,
    *funding.WRONG,
    ("{organisation}edit/identity/", "founded_year", "99"),
    ("{organisation}edit/contacts/", "contacts-0-value", "nobody answers here"),
    ("{organisation}edit/places/", "places-0-locality", "Dakar"),
    ("organisations/new/", "locality", "Dakar"),
    ("{organisation}edit/identifiers/", "identifiers-0-value", "80078410589"),
    ("{organisation}federations/", "other", "nobody"),
    ("{organisation}papers/", "title", ""),
    ("{organisation}track-record/new/", "title", ""),
    ("organisations/register/", "name", ""),
    ("organisations/claim/", "code", "AAAA"),
    ("{organisation}people/", "email", "nobody"),
    ("imports/new/", "", ""),
    ("{checked}columns/", "source", ""),
    ("stakeholders/new/", "name", ""),
    ("meetings/new/", "title", ""),
    ("{meeting}agenda/", "title", ""),
    ("{meeting}register/", "name", ""),
    ("newsletter/", "email", "nobody"),
    ("finding/words/", "phrases", "one"),
    ("questionnaires/new/", "title", ""),
    ("questionnaires/import/", "", ""),
    ("{questionnaire}write/question/lands/", "label-en", ""),
    ("office/", "name", ""),
    ("people/invitations/", "email", "nobody"),
    ("account/", "name", ""),
    ("account/tokens/", "label", ""),
    ("account/password/set/", "password1", "short"),
)


@pytest.fixture(scope="module")
def places(
    browser: Browser, site: str, site_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Addresses, without their language, of things the office has worked on."""
    folder = tmp_path_factory.mktemp("lists")
    with fresh_visitor(browser, site) as opened:
        enter_as(opened, "Bruno Ferri")
        made = {"organisation": add_organisation(opened, "Every page of it")}
        made["pair"] = paired(opened, made["organisation"])
        made["change"] = edited(opened, made["organisation"])
        made["checked"] = uploaded(opened, folder / "wrong.csv", "Name,Country\nOne,Nowhere at all\n")
        made["applied"] = uploaded(opened, folder / "good.csv", "Name,Country\nEvery page of two,Italy\n")
        opened.get_by_role("button", name="Bring it in").click()
        opened.get_by_role("status").wait_for()
        made["stakeholder"] = met(opened)
        made["line"] = took_part(opened, made["organisation"])
        made["paper"] = gave_a_paper(opened, made["organisation"], folder / "statute.pdf")
        made["letter"] = invited(opened)
        made["asked"] = asked(opened)
        made["correction"] = corrected(opened, made["organisation"])
        made["listed"] = told(opened, made["organisation"], site_folder)
        made |= met_in_public(opened)
        made["questionnaire"] = rewritten(opened)
        made |= convening.places(opened)
        made |= funding.places(opened)
        made["claim"] = claimed(opened, made["organisation"])
        enter_as(opened, "Amina Saleh")
        opened.get_by_role("main").get_by_role("link", name="Go on answering").first.click()
        made["answers"] = opened.url
    return {name: address.partition("/en/")[2] for name, address in made.items()}


def paired(opened: Page, organisation: str) -> str:
    add_organisation(opened, "Quite another body")
    opened.goto(f"{organisation}same/?q=quite")
    opened.get_by_role("button", name="Put them side by side").first.click()
    return opened.url


def edited(opened: Page, organisation: str) -> str:
    opened.goto(f"{organisation}edit/identity/")
    opened.locator("[name=founded_year]").fill("1999")
    opened.get_by_role("button", name="Save").click()
    opened.goto(f"{organisation}history/")
    undo = opened.get_by_role("link", name="Undo…").first.get_attribute("href")
    return str(undo).removesuffix("undo/")


def took_part(opened: Page, organisation: str) -> str:
    opened.goto(f"{organisation}track-record/new/")
    opened.get_by_label("Title").fill("A course")
    opened.get_by_role("button", name="Save").click()
    return str(opened.get_by_role("link", name="Correct").get_attribute("href"))


def gave_a_paper(opened: Page, organisation: str, path: Path) -> str:
    path.write_bytes(b"%PDF-1.7 a statute")
    opened.goto(f"{organisation}papers/")
    opened.get_by_label("File").set_input_files(path)
    opened.get_by_role("button", name="Upload").click()
    return str(opened.get_by_role("link", name="Take away…").get_attribute("href")).removesuffix("remove/")


def met(opened: Page) -> str:
    opened.goto("/en/stakeholders/new/")
    opened.get_by_label("Name").fill("City of Turin")
    opened.get_by_label("Kind").select_option("local_authority")
    opened.get_by_role("button", name="Save").click()
    opened.get_by_label("What was said").fill("They offer a room.")
    opened.get_by_label("Next step (optional)").fill("Visit the room")
    opened.get_by_role("button", name="Write it down").click()
    opened.get_by_role("status").wait_for()
    return opened.url


def uploaded(opened: Page, path: Path, text: str) -> str:
    path.write_text(text)
    upload_list(opened, path)
    return opened.url


def invited(opened: Page) -> str:
    opened.goto("/en/people/invitations/")
    opened.get_by_label("E-mail").fill("somebody@example.org")
    opened.get_by_label("Finance").check()
    opened.get_by_role("button", name="Send the invitation").click()
    opened.goto("/en/letters/")
    return str(opened.locator("tbody th a").first.get_attribute("href"))


def asked(opened: Page) -> str:
    opened.goto("/en/people/requests/new/")
    opened.get_by_label("Have it deleted").check()
    opened.get_by_label("Your name").fill("Giulia Rossi")
    opened.get_by_label("Your e-mail").fill("somebody@example.org")
    opened.get_by_role("button", name="Save").click()
    address = opened.url
    opened.get_by_label("What you say").fill("A passport was seen.")
    opened.get_by_role("button", name="Confirm who they are").click()
    return address


def corrected(opened: Page, organisation: str) -> str:
    opened.goto(f"{organisation}mistake/")
    opened.get_by_label("What is wrong").fill("They moved.")
    opened.get_by_role("button", name="Send it to the office").click()
    opened.goto("/en/corrections/")
    return str(opened.locator(".row-title a").first.get_attribute("href"))


def told(opened: Page, organisation: str, folder: Path) -> str:
    opened.goto(f"{organisation}edit/contacts/")
    opened.locator("[name=contacts-0-kind]").select_option("email")
    opened.locator("[name=contacts-0-value]").fill("every-page@example.org")
    opened.get_by_role("button", name="Save").click()
    opened.get_by_role("button", name="Tell them").click()
    address = re.search(r"https?://\S+/listed/\S+/", letter_to(folder, "every-page@example.org"))
    assert address is not None
    return address.group()


def rewritten(opened: Page) -> str:
    opened.goto("/en/questionnaires/")
    opened.get_by_role("link", name="Rapid assessment").first.click()
    address = opened.url
    opened.get_by_role("button", name="Begin a new version").click()
    opened.wait_for_url("**/write/")
    return address


def claimed(opened: Page, organisation: str) -> str:
    enter_as(opened, "Farid Haddad")
    opened.goto(f"{organisation}claim/")
    opened.get_by_label("What you do there").fill("Secretary")
    opened.get_by_label("How the office can see that it is true").fill("Ask anybody in our street.")
    opened.get_by_role("button", name="Send to the office").click()
    opened.get_by_role("status").wait_for()
    return str(opened.url)


@pytest.fixture(params=["en", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """What is wrong on the pages of a walk, told together at its end."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(found)


def inspect(opened: Page, axe: Axe, language: str) -> list[str]:
    """What is wrong with the page as it is open now."""
    found = []
    for scheme, width in LOOKS[language]:
        opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        opened.set_viewport_size({"width": width, "height": 800})
        try:
            axe(opened)
        except AssertionError as violations:
            found.append(f"{scheme}, {width} px: {violations}")
        if (wide := opened.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"{opened.url} is {wide} px wide in a window of {width} px")
    return found


def walk(opened: Page, paths: str, language: str, axe: Axe) -> list[str]:
    """Go to the first page and to all of these; what is wrong there."""
    found = []
    for path in ["", *paths.split()]:
        answer = opened.goto(f"/{language}/{path}")
        assert answer is not None
        missing = path in MISSING
        if answer.ok is missing:
            found.append(f"{opened.url} answered {answer.status}")
        found += inspect(opened, axe, language)
    return found


def test_pages_for_everybody(
    page: Page, axe: Axe, language: str, places: dict[str, str], problems: list[str]
) -> None:
    problems += walk(page, OPEN.format(**places), language, axe)


def test_pages_of_somebody_with_an_account(
    page: Page, axe: Axe, language: str, places: dict[str, str], problems: list[str]
) -> None:
    enter_as(page, "Elena Kovalenko")
    problems += walk(page, OWN.format(**places), language, axe)


def test_pages_of_somebody_who_answers(
    page: Page, axe: Axe, language: str, places: dict[str, str], problems: list[str]
) -> None:
    enter_as(page, "Amina Saleh")
    problems += walk(page, ANSWERING.format(**places), language, axe)


def test_pages_of_the_office(
    page: Page, axe: Axe, language: str, places: dict[str, str], problems: list[str]
) -> None:
    enter_as(page, "Bruno Ferri")
    problems += walk(page, OFFICE.format(**places), language, axe)


def test_pages_that_refuse(
    page: Page, axe: Axe, language: str, places: dict[str, str], problems: list[str]
) -> None:
    enter_as(page, "Bruno Ferri")
    for path, name, value in WRONG:
        page.goto(f"/{language}/{path.format(**places)}")
        if name:
            page.locator(f"main [name={name}]").fill(value)
        page.locator("main form button.primary").first.click()
        page.get_by_role("alert").first.wait_for()
        problems += inspect(page, axe, language)


def test_the_question_about_a_record_that_is_there_already(
    page: Page, axe: Axe, language: str, places: dict[str, str], problems: list[str]
) -> None:
    enter_as(page, "Bruno Ferri")
    page.goto(f"/{language}/organisations/new/")
    page.locator("main [name=name]").fill("Every page of it!")
    page.locator("main form button.primary").first.click()
    page.locator(f"main .notice a[href$='{places['organisation']}']").wait_for()
    problems += inspect(page, axe, language)
