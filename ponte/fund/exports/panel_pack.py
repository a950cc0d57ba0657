"""The decision pack of a panel as PDF: ranked applications, scenarios, what is proposed, who voted how."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from ponte.core import languages
from ponte.core import paper as press
from ponte.core.models import Office
from ponte.fund.models import Panel

BDI = re.compile(r"<bdi[^>]*>|</bdi>")
FSI, PDI = "\u2068", "\u2069"


def html_of(panel: Panel, facts: dict[str, Any], language: str, now: datetime) -> str:
    """The page the press gets, in the language of the reader."""
    with override(language):
        office = Office.current()
        context = {
            "panel": panel,
            "call": panel.call,
            "language": language,
            "direction": languages.direction(language),
            "office": office.name if office else "Ponte",
            "address": settings.URL + panel.get_absolute_url(),
            "now": now,
            **facts,
        }
        html = render_to_string("fund/panel_pdf.html", context)
    # The press does not know isolation by CSS, but the letters that mean it.
    return BDI.sub(lambda found: PDI if found[0].startswith("</") else FSI, html)


def pdf_of(panel: Panel, facts: dict[str, Any], language: str, now: datetime) -> bytes:
    """Laid out now: a pack is read in one meeting, and says when it was made. `facts`: rows, sums, columns, hidden."""
    return press.pdf(html_of(panel, facts, language, now))
