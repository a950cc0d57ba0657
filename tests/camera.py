"""The pictures of docs/tour.md, taken by the journeys when PONTE_SCREENSHOTS=1 (`make tour`)."""

import io
import os
from pathlib import Path
from typing import Protocol

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.running import ROOT

FOLDER = ROOT / "docs" / "img"
COLOURS = 128
LIGHT = 80_000


class Camera(Protocol):
    """`camera(page, "list")` keeps the page as it is now as docs/img/list.png, if pictures are wanted."""

    def __call__(self, opened: Page, name: str, *, dark: bool = False, height: int = 0) -> None: ...


@pytest.fixture
def camera() -> Camera:
    """Takes pictures of the tour, or does nothing in an ordinary run of the suite."""
    return take if os.environ.get("PONTE_SCREENSHOTS") == "1" else look


def look(opened: Page, name: str, *, dark: bool = False, height: int = 0) -> None:
    """No picture today."""


def take(opened: Page, name: str, *, dark: bool = False, height: int = 0) -> None:
    """One window of the page, as high as the screen or `height` pixels, in few colours and so in few bytes.

    The strip of the demonstration is left out: the office of a reader has none.
    """
    opened.emulate_media(color_scheme="dark" if dark else "light")
    size = opened.viewport_size
    assert size is not None
    top = opened.evaluate("document.querySelector('.header').offsetTop")
    window = {"x": 0, "y": top, "width": size["width"], "height": height or size["height"]}
    shot = opened.screenshot(full_page=True, clip=window)  # type: ignore[arg-type]
    opened.emulate_media(color_scheme="light")
    keep(Image.open(io.BytesIO(shot)), FOLDER / f"{name}.png")


def keep(picture: Image.Image, path: Path) -> None:
    """Write it small; a picture that stays heavy is refused."""
    few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path.parent.mkdir(exist_ok=True)
    few.save(path, optimize=True)
    assert path.stat().st_size < LIGHT, f"{path.name} has {path.stat().st_size} bytes, at most {LIGHT}"
