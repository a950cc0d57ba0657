"""Every page can be used by everybody: no axe violation, no sideways scroll, nothing refused by the browser.

The walk is made once in each language, in files of their own, so that two processes share it.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys import convening, funding
from tests.journeys.steps import enter_as

Axe = Callable[[Page], None]
WIDTHS = (1280, 360)
EVERY_LOOK = "gallery/"  # all components, seen light and dark, wide and narrow, in each language
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


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """What is wrong on the pages of a walk, told together at its end."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(found)


class EveryPage:
    """The walk in one language, which is looked at in one scheme and one width; every page fits in both widths.

    Pages that differ by their question only are all seen where `has_variants`.
    """

    language: str
    look: tuple[str, int]
    has_variants = True

    def inspect(self, opened: Page, axe: Axe) -> list[str]:
        """What is wrong with the page as it is open now."""
        found = [self.too_wide(opened, width) for width in WIDTHS if width != self.look[1]]
        looks = {self.look}
        if opened.url.endswith(EVERY_LOOK):
            looks = {(scheme, width) for scheme in ("light", "dark") for width in WIDTHS}
        for scheme, width in sorted(looks):
            opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found.append(self.too_wide(opened, width))
            try:
                axe(opened)
            except AssertionError as violations:
                found.append(f"{scheme}, {width} px: {violations}")
        return [problem for problem in found if problem]

    def too_wide(self, opened: Page, width: int) -> str:
        """What is wrong with the page in a window so wide."""
        opened.set_viewport_size({"width": width, "height": 800})
        wide = opened.evaluate("document.documentElement.scrollWidth")
        return f"{opened.url} is {wide} px wide in a window of {width} px" if wide > width else ""

    def walk(self, opened: Page, paths: str, axe: Axe) -> list[str]:
        """Go to the first page and to all of these; what is wrong there."""
        found = []
        for path in ["", *paths.split()]:
            if "?" in path and not self.has_variants and path.partition("?")[0] in paths.split():
                continue
            answer = opened.goto(f"/{self.language}/{path}")
            assert answer is not None
            missing = path in MISSING
            if answer.ok is missing:
                found.append(f"{opened.url} answered {answer.status}")
            found += self.inspect(opened, axe)
        return found

    def test_pages_for_everybody(
        self, page: Page, axe: Axe, places: dict[str, str], problems: list[str]
    ) -> None:
        problems += self.walk(page, OPEN.format(**places), axe)

    def test_pages_of_somebody_with_an_account(
        self, page: Page, axe: Axe, places: dict[str, str], problems: list[str]
    ) -> None:
        enter_as(page, "Elena Kovalenko")
        problems += self.walk(page, OWN.format(**places), axe)

    def test_pages_of_somebody_who_answers(
        self, page: Page, axe: Axe, places: dict[str, str], problems: list[str]
    ) -> None:
        enter_as(page, "Amina Saleh")
        problems += self.walk(page, ANSWERING.format(**places), axe)

    def test_pages_of_the_office(
        self, page: Page, axe: Axe, places: dict[str, str], problems: list[str]
    ) -> None:
        enter_as(page, "Bruno Ferri")
        problems += self.walk(page, OFFICE.format(**places), axe)

    def test_pages_that_refuse(
        self, page: Page, axe: Axe, places: dict[str, str], problems: list[str]
    ) -> None:
        enter_as(page, "Bruno Ferri")
        for path, name, value in WRONG:
            page.goto(f"/{self.language}/{path.format(**places)}")
            if name:
                page.locator(f"main [name={name}]").fill(value)
            page.locator("main form button.primary").first.click()
            page.get_by_role("alert").first.wait_for()
            problems += self.inspect(page, axe)

    def test_the_question_about_a_record_that_is_there_already(
        self, page: Page, axe: Axe, places: dict[str, str], problems: list[str]
    ) -> None:
        enter_as(page, "Bruno Ferri")
        page.goto(f"/{self.language}/organisations/new/")
        page.locator("main [name=name]").fill("Every page of it!")
        page.locator("main form button.primary").first.click()
        page.locator(f"main .notice a[href$='{places['organisation']}']").wait_for()
        problems += self.inspect(page, axe)
