"""Which of the bundled fonts a text needs; a text that none of them can write is not drawn at all.

The fonts are subsets of Noto (fonts/README.md), so that a card looks the same on a machine without any font.
"""

import json
from bisect import bisect_right
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FIRST = "latin"
# Marks that join or separate and have no shape of their own.
SHAPELESS = frozenset("\u200c\u200d\u202b\u202c")


@cache
def coverage() -> dict[str, list[int]]:
    """{font: edges}: the letters it has lie between an even edge and the next one; Latin comes first."""
    known: dict[str, list[int]] = json.loads((FONTS / "coverage.json").read_text())
    return known


def fonts_for(text: str) -> list[str] | None:
    """The files that hold every letter of a text; None when a letter is in none."""
    parts = runs(text)
    return None if parts is None else sorted({str(FONTS / f"{font}.ttf") for font, _part in parts})


def runs(text: str) -> list[tuple[str, str]] | None:
    """A text in parts, each with the font that writes it; None when a letter is in none.

    Spaces and signs stay with the letters before them where that font has them: fewer cuts, better shapes.
    """
    parts: list[tuple[str, str]] = []
    for letter in text:
        before = parts[-1][0] if parts else FIRST
        font = before if letter in SHAPELESS or has(before, letter) else font_of(letter)
        if font is None:
            return None
        if parts and parts[-1][0] == font:
            parts[-1] = (font, parts[-1][1] + letter)
        else:
            parts.append((font, letter))
    return parts


def has(font: str, letter: str) -> bool:
    """Whether a font has a letter."""
    return bisect_right(coverage()[font], ord(letter)) % 2 == 1


def font_of(letter: str) -> str | None:
    """The first font that has a letter."""
    return next((font for font in coverage() if has(font, letter)), FIRST if letter.isspace() else None)


def family(font: str) -> str:
    """As the file calls itself."""
    return f"Noto Sans {font}"
