"""Colours keep their contrast in every theme, and the style sheets their rules."""

import gzip
import re
from pathlib import Path

import pytest

CSS = Path("ponte/core/static/core/css")
JS = Path("ponte/core/static/core/js")
TEXT, CONTROL = 4.5, 3.0
SURFACES = ("paper", "sheet", "wash")
Tokens = dict[str, str]


def blocks() -> dict[str, Tokens]:
    """The colours of each rule of the tokens, by its media query and selector."""
    css = re.sub(r"/\*.*?\*/", "", (CSS / "tokens.css").read_text(), flags=re.DOTALL)
    found: dict[str, Tokens] = {}
    media = ""
    for query, selector, body in re.findall(r"(@media [^{]+)\{|([^{}@;]+)\{([^{}]*)\}", css):
        media = query.strip() or media
        name = selector.strip()
        outside = name in (':root[data-theme="dark"]',) or not media
        colours = re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", body)
        if name:
            found.setdefault(name if outside else f"{media} {name}", {}).update(dict(colours))
    return found


def themes() -> dict[str, Tokens]:
    """What a reader gets in each theme."""
    parts = blocks()
    light = parts[":root"]
    dark = light | parts['@media (prefers-color-scheme: dark) :root:not([data-theme="light"])']
    chosen = light | parts[':root[data-theme="dark"]']
    more = parts["@media (prefers-contrast: more) :root"]
    more_dark = parts[
        '@media (prefers-contrast: more) and (prefers-color-scheme: dark) :root:not([data-theme="light"])'
    ]
    return {
        "light": light,
        "dark": dark,
        "chosen dark": chosen,
        "light, more contrast": light | more,
        "dark, more contrast": dark | more | more_dark,
    }


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT_PAIRS = [
    *((ink, surface) for ink in ("ink", "soft", "accent", "accent-deep") for surface in SURFACES),
    *((tone, surface) for tone in ("good", "warn", "bad") for surface in ("paper", "sheet", f"{tone}-wash")),
    *((ink, f"{tone}-wash") for ink in ("ink", "soft") for tone in ("good", "warn", "bad", "sun", "accent")),
    ("accent", "accent-wash"),
    ("accent-deep", "accent-wash"),
    ("accent", "sun-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
]
CONTROL_PAIRS = [("edge", surface) for surface in SURFACES] + [("accent", surface) for surface in SURFACES]


@pytest.mark.parametrize(
    "theme", ["light", "dark", "chosen dark", "light, more contrast", "dark, more contrast"]
)
def test_contrast_is_enough(theme: str) -> None:
    colours = themes()[theme]
    weak = [
        f"{front} on {back}: {contrast(colours[front], colours[back]):.2f}"
        for pairs, least in ((TEXT_PAIRS, TEXT), (CONTROL_PAIRS, CONTROL))
        for front, back in pairs
        if contrast(colours[front], colours[back]) < least
    ]
    assert not weak


def test_the_chosen_dark_theme_is_the_dark_theme() -> None:
    assert themes()["dark"] == themes()["chosen dark"]


def test_style_sheets_know_no_left_and_right() -> None:
    physical = re.compile(
        r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height"
        r"|(?:min|max)-(?:width|height))\s*:|text-align\s*:\s*(?:left|right)|float\s*:(?!\s*inline-(?:start|end)\b)"
    )
    found = []
    for path in sorted(CSS.glob("*.css")):
        css = re.sub(r"@media[^{]*\{", "", path.read_text())
        found += [f"{path.name}: {hit.group()}" for hit in physical.finditer(css)]
    assert not found


def test_the_one_style_sheet_imports_all_others() -> None:
    imported = set(re.findall(r'@import "([\w.-]+)"', (CSS / "ponte.css").read_text()))
    assert imported == {path.name for path in CSS.glob("*.css")} - {"ponte.css"}


def test_styles_and_scripts_stay_small() -> None:
    styles = b"".join(path.read_bytes() for path in CSS.glob("*.css"))
    scripts = b"".join(path.read_bytes() for path in JS.glob("*.js"))
    assert len(gzip.compress(styles)) < 14_000
    assert len(gzip.compress(scripts)) < 8_000
    assert len(gzip.compress(Path("ponte/core/static/core/img/world.svg").read_bytes())) < 9_200
