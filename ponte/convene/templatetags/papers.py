"""`{% load papers %}`: the words of minutes."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ponte.convene.exports.minutes_words import bdi, how_of, not_sure
from ponte.core.languages import direction

register = template.Library()


@register.simple_tag
def own(text: str, language: str = "") -> SafeString:
    """A name isolated where that is needed."""
    return bdi(text, language)


@register.simple_tag
def decided_how(decided: Any) -> str:
    """How a decision was reached."""
    return how_of(decided)


@register.simple_tag
def in_words(text: Any, language: str, kind: str = "p") -> SafeString:
    """Paragraphs of a text, each in the direction of its own letters, and what a reader has to know of it."""
    told = not_sure(text, language)
    note = format_html('<p class="small">{}</p>', told) if told else ""
    if text.language == language:
        lines = format_html_join("\n", '<p dir="auto">{}</p>', ((line,) for line in text.paragraphs))
    else:
        given = text.language, direction(text.language)
        rows = ((*given, line) for line in text.paragraphs)
        lines = format_html_join("\n", '<p lang="{}" dir="{}">{}</p>', rows)
    return format_html("{}{}", note, lines)
