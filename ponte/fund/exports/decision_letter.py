"""The letter about a decision on paper, for applicants who have no address for mail."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from ponte.core import languages
from ponte.core import paper as press
from ponte.core.models import Office
from ponte.core.outbox import Written
from ponte.fund.models import Verdict
from ponte.fund.queries.decision_words import on_paper


def html_of(verdict: Verdict, written: Written, language: str, now: datetime) -> str:
    """The page the press gets, in the language of the letter."""
    office = Office.current()
    context: dict[str, Any] = {
        "written": written,
        "text": on_paper(written),
        "application": verdict.application,
        "language": language,
        "direction": languages.direction(language),
        "office": office.name if office else "Ponte",
        "now": now,
    }
    with override(language):
        return render_to_string("fund/letter_pdf.html", context)


def pdf_of(verdict: Verdict, written: Written, language: str, now: datetime) -> bytes:
    """One sheet, with the day of today."""
    return press.pdf(html_of(verdict, written, language, now))
