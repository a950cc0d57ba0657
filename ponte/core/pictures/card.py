"""The card that stands for a page where its address is shared: 1200 by 630, an arch, a name in its own script."""

import unicodedata
from collections.abc import Sequence
from html import escape

from ponte.core.languages import direction
from ponte.core.pictures.writing import SHAPELESS, family, fonts_for, runs

WIDTH, HEIGHT = 1200, 630
PAPER, INK, SOFT, ACCENT, WASH, SUN = "#fbfaf7", "#1b1d30", "#50526a", "#2b3986", "#e7eaf7", "#f0a92c"
EDGE = 80
EMBEDDED, ENDED = "\u202b", "\u202c"  # around a line from right to left
BESIDE_THE_ARCH = 760  # pixels for a line of the name
SIZES = ((68, 2), (54, 3), (42, 4))  # of letters, and in how many lines
LETTER = 0.56  # the width of a letter in parts of its size
WIDE = 1.0  # of a Chinese or an Ethiopic one
ARCH = "M{left} 470V270a130 130 0 0 1 260 0v200z"


def card(*, name: str, language: str, letter: str, lines: Sequence[str], office: str) -> bytes:
    """A PNG in the direction of `language`. Lines that no bundled font can write are left out; a name, too."""
    import resvg_py  # slow to load, and few processes draw

    mirrored = direction(language) == "rtl"
    shown = [line for line in lines if fonts_for(line) is not None]
    title = name if fonts_for(name) is not None else ""
    initial = letter if fonts_for(letter) is not None else ""
    office = office if fonts_for(office) is not None else "Ponte"
    fonts = sorted({font for text in (title, initial, office, *shown) for font in fonts_for(text) or ()})
    svg = drawn(title, initial, shown, office, mirrored=mirrored)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=fonts, skip_system_fonts=True))


def drawn(title: str, initial: str, lines: Sequence[str], office: str, *, mirrored: bool) -> str:
    """The card as SVG."""
    left = WIDTH - EDGE - 260 if mirrored else EDGE
    start = WIDTH - EDGE - 330 if mirrored else EDGE + 330
    size, rows = laid_out(title)
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        f'<path d="{ARCH.format(left=left)}" fill="{WASH}" stroke="{ACCENT}" stroke-width="4"/>',
        text((left + 130, 375), 110, initial, colour=ACCENT, anchor="middle"),
        f'<path d="M{EDGE} 560h{WIDTH - 2 * EDGE}" stroke="{ACCENT}" stroke-width="3"/>',
        f'<path d="M{left + 88} 470a42 40 0 0 1 84 0" fill="none" stroke="{SUN}" stroke-width="9"/>',
    ]
    anchor = "end" if mirrored else "start"
    top = 190 if rows else 250
    for number, row in enumerate(rows):
        parts.append(text((start, top + int(number * size * 1.3)), size, row, colour=INK, anchor=anchor))
    below = top + int(len(rows) * size * 1.3) + 10
    for number, line in enumerate(lines[:2]):
        parts.append(text((start, below + number * 46), 32, clipped(line, 46), anchor=anchor))
    parts.append(text((WIDTH - EDGE if mirrored else EDGE, 605), 28, clipped(office, 60), anchor=anchor))
    size_of_it = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size_of_it}>{"".join(parts)}</svg>'


def text(at: tuple[int, int], size: int, words: str, *, colour: str = SOFT, anchor: str) -> str:
    """A line of text; right and left are those of the picture, whatever the script."""
    kept = "".join(letter for letter in words if letter.isprintable() or letter in SHAPELESS)
    if is_from_the_right(kept):
        kept = f"{EMBEDDED}{kept}{ENDED}"
    parts = "".join(
        f'<tspan font-family="{family(font)}">{escape(part)}</tspan>' for font, part in runs(kept) or ()
    )
    how = f'font-weight="500" font-size="{size}" fill="{colour}" text-anchor="{anchor}"'
    return f'<text x="{at[0]}" y="{at[1]}" xml:space="preserve" {how}>{parts}</text>'


def is_from_the_right(words: str) -> bool:
    """Whether a line runs from right to left: its first letter that has a direction says so."""
    sides = (unicodedata.bidirectional(letter) for letter in words)
    return next((side for side in sides if side in ("L", "R", "AL")), "L") != "L"


def laid_out(title: str) -> tuple[int, list[str]]:
    """The size of the letters and the lines of a name; what does not fit ends with dots."""
    for size, most in SIZES:
        rows = broken(title, size)
        if len(rows) <= most:
            return size, rows
    kept = rows[:most]
    return size, [*kept[:-1], kept[-1][:-1].rstrip() + "…"]


def broken(title: str, size: int) -> list[str]:
    """Lines that fit: between words, or anywhere in a script without spaces."""
    rows, row = [], ""
    for piece in pieces(title):
        if row and width(row + piece, size) > BESIDE_THE_ARCH:
            rows.append(row.strip())
            row = ""
        row += piece
        while width(row, size) > BESIDE_THE_ARCH:
            at = next(n for n in range(len(row), 0, -1) if width(row[:n], size) <= BESIDE_THE_ARCH or n == 1)
            rows.append(row[:at])
            row = row[at:]
    return [one for one in (*rows, row.strip()) if one]


def pieces(title: str) -> list[str]:
    """Words with the space after them; each Chinese letter is a piece of its own."""
    found = [""]
    for letter in title:
        alone = is_wide(letter) and not is_ethiopic(letter)
        if alone and found[-1]:
            found.append("")
        found[-1] += letter
        if letter.isspace() or alone:
            found.append("")
    return [piece for piece in found if piece]


def width(row: str, size: int) -> float:
    """About how wide a line is."""
    return sum(WIDE if is_wide(letter) else LETTER for letter in row) * size


def is_wide(letter: str) -> bool:
    """Whether a letter fills a square."""
    return (
        is_ethiopic(letter)
        or "\u2e80" <= letter <= "\u9fff"
        or "\uac00" <= letter <= "\ud7a3"
        or "\uff00" <= letter <= "\uff60"
    )


def is_ethiopic(letter: str) -> bool:
    """Amharic, Tigrinya: wide letters in words with spaces."""
    return "\u1200" <= letter <= "\u139f"


def clipped(line: str, most: int) -> str:
    """A line that ends with dots when it is too long."""
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
