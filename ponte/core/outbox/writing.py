"""From a template to the two parts of a mail."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.translation import override

from ponte.core.languages import direction
from ponte.core.models.office import Office
from ponte.core.text import clean

_SUBJECT = re.compile(r"\s*Subject:(?P<subject>[^\n]*)\n(?P<text>.*)", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+")
_SHEET = Path(__file__).with_name("letter.css")


def one_line(text: str) -> str:
    """Fit for a header: a line break there would begin another header."""
    return clean(text)


class Written(NamedTuple):
    """What a letter says."""

    subject: str
    text: str


def write(template: str, language: str, context: Mapping[str, Any]) -> Written:
    """Subject and text of `<template>.txt` in a language, with the office's name and address below."""
    facts = {**context, "office": Office.current(), "site_url": settings.URL}
    with override(language):
        rendered = _render(f"{template}.txt", facts)
        foot = _render("core/letters/foot.txt", facts)
    found = _SUBJECT.fullmatch(rendered)
    if found is None or not found["subject"].strip():
        raise ValueError(f'The first line of {template}.txt is not "Subject: …".')
    return Written(one_line(found["subject"]), f"{found['text'].strip()}\n\n{foot.strip()}\n")


def _render(template: str, facts: Mapping[str, Any]) -> str:
    """Plain text: nothing is escaped."""
    return get_template(template).template.render(Context(facts, autoescape=False))  # type: ignore[attr-defined]


def html_of(subject: str, text: str, language: str) -> str:
    """The same letter for readers of HTML: paragraphs, addresses as links, right to left where it is so."""
    facts = {
        "subject": subject,
        "language": language,
        "direction": direction(language),
        "sheet": mark_safe(f"<style>{_SHEET.read_text()}</style>"),  # noqa: S308 - a file of ours
        "paragraphs": [_paragraph(part) for part in re.split(r"\n{2,}", text.strip())],
    }
    return get_template("core/letters/letter.html").render(facts)


def _paragraph(text: str) -> dict[str, Any]:
    """Kind `link` for an address that stands alone, `foot` below the line of dashes, else `plain`."""
    if _ADDRESS.fullmatch(text.strip()):
        return {"kind": "link", "text": text.strip()}
    return {"kind": "foot" if text.startswith("--") else "plain", "text": text}
