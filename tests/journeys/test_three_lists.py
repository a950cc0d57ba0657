"""Three messy lists, one clean register: brought in, looked through, and two records joined by two people."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.camera import Camera
from tests.journeys.steps import found
from tests.running import ROOT

pytestmark = pytest.mark.browser
LISTS = ROOT / "demo" / "lists"
MOST_ACTIONS = 30
# The lists for the second language speak of other associations, so that each journey begins with none of its own.
OTHERS = {
    "Sahel": "Delta",
    "الساحل": "الدلتا",
    "donnesahel": "donnedelta",
    "Jeunesse": "Lumière",
    "elanjeunesse": "elanlumiere",
    "Nour": "Amal",
    "نور": "أمل",
    "nour.": "amal.",
    "Bengala": "Punjab",
    "555": "557",
}


@dataclass
class Hands:
    """Somebody at a browser; every click, choice and line typed is counted."""

    page: Page
    actions: int = 0

    def open(self, address: str) -> None:
        """Go to an address."""
        self.actions += 1
        self.page.goto(address)

    def press(self, control: str) -> None:
        """Click."""
        self.actions += 1
        self.page.locator(control).first.click()

    def write(self, control: str, text: str) -> None:
        """Fill a field."""
        self.actions += 1
        self.page.locator(control).fill(text)

    def choose(self, control: str, path: Path) -> None:
        """Choose a file."""
        self.actions += 1
        self.page.locator(control).set_input_files(path)

    def enter_as(self, name: str) -> None:
        """Sign in by the bar of the demonstration."""
        self.open("/en/")
        self.press(f".demo-bar a:has-text('{name}')")
        self.page.wait_for_url("**/en/desk/")

    def bring_in(self, language: str, path: Path) -> None:
        """A list from the file to the register."""
        self.open(f"/{language}/imports/new/")
        self.choose("input[type=file]", path)
        self.press("main form .button.primary")
        self.write("[name=source]", path.stem)
        self.press("main form .button.primary")
        self.press("form[action$='/apply/'] .button")
        expect(self.page.get_by_role("status")).to_be_visible()


def respelt(path: Path, words: Mapping[str, str], folder: Path) -> Path:
    """The same list about other associations, whatever the kind of file."""
    made = folder / path.name
    if path.suffix == ".csv":
        made.write_bytes(changed(path.read_bytes().decode("cp1252"), words).encode("cp1252"))
        return made
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed(old.read(name).decode(), words))
    return made


def changed(text: str, words: Mapping[str, str]) -> str:
    """Words replaced where the lists can write them."""
    for word, other in words.items():
        text = text.replace(word, other)
    return text


@pytest.mark.parametrize(("language", "word", "words"), [("en", "Sahel", {}), ("ar", "Delta", OTHERS)])
def test_three_messy_lists_become_one_clean_register(
    page: Page, other_page: Page, camera: Camera, tmp_path: Path, language: str, word: str, words: dict
) -> None:
    chiara, bruno = Hands(page), Hands(other_page)
    chiara.enter_as("Chiara Conti")
    for name in ("citta.csv", "federazione.xlsx", "volontari.ods"):
        chiara.bring_in(language, respelt(LISTS / name, words, tmp_path))
    chiara.open(f"/{language}/duplicates/")
    chiara.press("form[action$='/look/'] .button")
    first = page.get_by_role("link", name=f"Donne del {word} - ODV")
    second = page.get_by_role("link", name=f"Donne del {word}", exact=True)
    pair = page.locator(".rows > li").filter(has=first).filter(has=second)
    reload_until_there(page, pair)
    chiara.actions += 1
    pair.first.locator(".button").click()
    if language == "en":
        camera(page, "two-records", height=900)
    chiara.write("#reason", "One telephone, one town.")
    chiara.press("form[data-once] .button.primary")
    expect(page.locator("aside form[action*='withdraw']")).to_be_visible()
    bruno.enter_as("Bruno Ferri")
    bruno.press(f"main .rows a:has-text('Donne del {word}')")
    bruno.press("form[action*='/confirm/'] .button")
    expect(other_page.get_by_role("status")).to_be_visible()
    assert chiara.actions + bruno.actions <= MOST_ACTIONS, (chiara.actions, bruno.actions)
    page.goto(f"/{language}/organisations/?q=donne+{word}")
    assert [name for name in found(page) if name.startswith("Donne")] == [f"Donne del {word} - ODV"]


def reload_until_there(page: Page, row: Locator) -> None:
    """Looking through a register is done in the background."""
    for _time in range(40):
        if row.count():
            return
        page.wait_for_timeout(500)
        page.goto(page.url)
    raise AssertionError("the pair was not found")
