"""Papers: HTML of our own templates as PDF, with fonts of our own, reading nothing but them."""

import atexit
import threading
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from ponte.core.refusal import Refused

FOLDER = Path(__file__).parent
NO_PANGO = _(
    "This server cannot write PDF yet: the system library Pango is missing. Whoever looks after the server installs "
    "it (Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) and starts Ponte again. Word "
    "and printing work without it."
)
FACES = (
    ("Ponte Sans", 400, "NotoSans-Regular.ttf"),
    ("Ponte Sans", 700, "NotoSans-Bold.ttf"),
    ("Ponte Serif", 700, "NotoSerif-Bold.ttf"),
    ("Ponte Naskh", 400, "NotoNaskhArabic-Regular.ttf"),
    ("Ponte Naskh", 700, "NotoNaskhArabic-Bold.ttf"),
    ("Ponte Ethiopic", 400, "NotoSansEthiopic-Regular.ttf"),
    ("Ponte Bengali", 400, "NotoSansBengali-Regular.ttf"),
)
_ready: dict[str, Any] = {}
_one_at_a_time = threading.Lock()  # Pango's font map is shared by all papers of a process


def pdf(html: str) -> bytes:
    """The PDF of a page that our templates wrote, tagged, in its language. Refused where Pango is missing."""
    with _one_at_a_time:
        press = _ready or _set_up()
        page = press["HTML"](string=html, url_fetcher=press["fetcher"])
        written: bytes = page.write_pdf(
            stylesheets=[press["sheet"]], font_config=press["fonts"], pdf_tags=True
        )
    return written


def _set_up() -> dict[str, Any]:
    """Read library, fonts and sheet once a process: that takes a third of a second."""
    try:
        from weasyprint import CSS, HTML  # slow to load, and needs a library of the system
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (OSError, ImportError) as missing:
        raise Refused(NO_PANGO) from missing

    class OwnFontsOnly(URLFetcher):
        """No file, no network: whatever a text asks for is not there."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix("ponte-font:")
            if name not in {file for _family, _weight, file in FACES}:
                raise ValueError("A paper holds nothing from elsewhere.")
            return URLFetcherResponse(url, (FOLDER / "fonts" / name).read_bytes())

    fonts, fetcher = FontConfiguration(), OwnFontsOnly()
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};src:url(ponte-font:{file})}}\n'
        for family, weight, file in FACES
    )
    text = faces + (FOLDER / "paper.css").read_text()
    sheet = CSS(string=text, font_config=fonts, url_fetcher=fetcher)
    atexit.register(_ready.clear)  # the fonts clean up after themselves while there still is a Python
    _ready.update(HTML=HTML, fonts=fonts, fetcher=fetcher, sheet=sheet)
    return _ready
