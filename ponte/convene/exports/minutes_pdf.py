"""Minutes as PDF. The same text gives the same PDF, so it is laid out once and kept."""

import hashlib
import re
from pathlib import Path
from typing import Any

import qrcode
import qrcode.image.svg
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from ponte.convene.exports.minutes_words import (
    FSI,
    PDI,
    facts_of,
    names_as_html,
    presence_of,
    signatures_of,
    state_of,
)
from ponte.convene.models.minutes import Minutes
from ponte.convene.queries.paper import Paper
from ponte.core import languages
from ponte.core import paper as press

BDI = re.compile(r"<bdi([^>]*)>|</bdi>")
MANY = 25  # actions; then lines instead of a table, which takes four times as long to lay out
KEPT = 200  # PDFs on the shelf


def context_of(paper: Paper, minutes: Minutes) -> dict[str, Any]:
    """What page, print and PDF show; call it in the language of the paper."""
    state, proof, is_final = state_of(minutes)
    return {
        "paper": paper,
        "direction": languages.direction(paper.language),
        "facts": facts_of(paper),
        "present": [(label, names_as_html(rows)) for label, rows in presence_of(paper)],
        "signatures": signatures_of(paper),
        "state_told": state,
        "proof": proof,
        "is_final": is_final,
        "address": settings.URL + minutes.get_absolute_url(),
        "is_dense": len(paper.actions) > MANY,
    }


def html_of(paper: Paper, minutes: Minutes) -> str:
    """The page the press gets: our template, in which whatever people wrote is text."""
    with override(paper.language):
        context = context_of(paper, minutes)
        picture = qrcode.make(context["address"], image_factory=qrcode.image.svg.SvgPathFillImage, border=0)
        code = picture.to_string(encoding="unicode")
        html = render_to_string("convene/minutes_pdf.html", context | {"code": SafeString(code)})
    # The press does not know isolation by CSS, but the letters that mean it.
    return BDI.sub(lambda found: PDI if found[1] is None else FSI, html)


def pdf_of(paper: Paper, minutes: Minutes) -> bytes:
    """Laid out now, or as it was when this very text was laid out before."""
    html = html_of(paper, minutes)
    name = hashlib.sha256(html.encode()).hexdigest()
    shelf = Path(settings.VAR_DIR) / "papers"
    path = shelf / f"{name}.pdf"
    if path.exists():
        return path.read_bytes()
    written = press.pdf(html)
    shelf.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(".half")
    half.write_bytes(written)
    half.replace(path)
    return written


def tidy() -> int:
    """Take old PDFs off the shelf; how many."""
    shelf = Path(settings.VAR_DIR) / "papers"
    found = (
        sorted(shelf.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
        if shelf.exists()
        else []
    )
    for path in found[KEPT:]:
        path.unlink(missing_ok=True)
    return len(found[KEPT:])
