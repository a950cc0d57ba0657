"""Cards for shared links: every script of the register is written with our own fonts, and nothing breaks them."""

import io
import time

import pytest
from PIL import Image

from ponte.core.pictures.card import card, drawn, laid_out
from ponte.core.pictures.writing import fonts_for

NAMES = {
    "Associazione Le Réseau": "it",
    "جمعية نور للثقافة": "ar",
    "የኢትዮጵያ ማህበር": "am",
    "华人互助会": "zh",
    "সুরমা পাঠশালা": "bn",
    "Українська громада": "uk",
    "Hội người Việt": "vi",
    "Ọmọ Yorùbá di Roma": "yo",
    "भारतीय संघ": "hi",
}


def ink(picture: bytes, box: tuple[int, int, int, int]) -> int:
    """How many dark points there are in a part of a picture."""
    part = Image.open(io.BytesIO(picture)).convert("L").crop(box)
    return sum(part.histogram()[:110])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_written_in_its_script(name: str) -> None:
    assert fonts_for(name)
    picture = card(
        name=name, language="en", letter=name[0], lines=["Senegal – Torino, Italy"], office="Ponte"
    )
    assert Image.open(io.BytesIO(picture)).size == (1200, 630)
    assert ink(picture, (400, 90, 1180, 260)) > 800
    assert len(picture) < 120_000


def test_an_arabic_page_is_mirrored() -> None:
    picture = card(name="جمعية نور", language="ar", letter="ج", lines=[], office="Ponte")
    assert ink(picture, (400, 90, 790, 260)) > 800
    assert ink(picture, (0, 90, 79, 560)) == 0


def test_a_script_without_a_font_leaves_the_arch_and_no_boxes() -> None:
    assert fonts_for("ᏣᎳᎩ") is None
    picture = card(name="ᏣᎳᎩ", language="en", letter="Ꮳ", lines=["ᏣᎳᎩ"], office="ᏣᎳᎩ")
    assert ink(picture, (400, 90, 1180, 540)) == 0


@pytest.mark.parametrize(
    "name", ["x" * 300, "word " * 80, "华" * 200, "a", "", "\u200c", "\u202e\u0000<&\"'>", "]]>&#0;"]
)
def test_any_name_makes_a_card(name: str) -> None:
    _size, rows = laid_out(name)
    assert len(rows) <= 4
    assert "<script" not in drawn("<script>", "", [], "", mirrored=False)
    assert card(name=name, language="en", letter=name[:1], lines=[name], office=name)[:4] == b"\x89PNG"


def test_a_card_is_light_to_draw() -> None:
    def draw() -> None:
        card(name="华人互助会 Le Réseau", language="en", letter="华", lines=["China – Italy"], office="Ponte")

    draw()
    start = time.process_time()
    for _time in range(3):
        draw()
    assert (time.process_time() - start) / 3 < 0.4
