"""The pictures of the tour exist, are light, and none is forgotten."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "img"
SHOWN = re.compile(r"(?:\]\(|src=\")([^)\"\s]+\.png)")


def pictures_in(page: Path) -> set[Path]:
    """The pictures a page of the documentation shows."""
    return {(page.parent / found).resolve() for found in SHOWN.findall(page.read_text())}


def test_every_picture_of_the_documentation_exists() -> None:
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    missing = {picture.name for page in pages for picture in pictures_in(page) if not picture.is_file()}
    assert not missing, f"make tour takes them: {missing}"


def test_every_picture_is_shown_in_the_tour_and_light() -> None:
    taken = set(IMAGES.glob("*.png"))
    assert taken == pictures_in(ROOT / "docs" / "tour.md")
    heavy = [picture.name for picture in taken if picture.stat().st_size > 80_000]
    assert not heavy, heavy
