"""`{% load fund_reviews %}`: points in words, how far reviewers are apart, the language of an answer."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from babel.numbers import format_decimal
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ponte.core.languages import direction, locale_of

register = template.Library()
WIDTH, EDGE = 120, 6


@register.simple_tag
def points(hundredths: int | None) -> str:
    """7450 as “74.5”; a dash where there are none."""
    if hundredths is None:
        return "–"
    value = Decimal(hundredths) / 100
    return str(format_decimal(value, "#,##0.##", locale=locale_of(get_language() or "en")))


@register.simple_tag
def language_of(code: str) -> SafeString:
    """The attributes of a text somebody wrote: its language where it is known, the direction in any case."""
    if not code:
        return SafeString('dir="auto"')
    return SafeString(f'lang="{escape(code)}" dir="{direction(code)}"')


@register.simple_tag
def spread(given: Sequence[int], most: int, mean: int | None) -> SafeString:
    """The points on a line from nothing to the most, with their mean in hundredths; the figures stand beside it."""

    def at(value: float) -> str:
        return f"{EDGE + (WIDTH - 2 * EDGE) * value / max(1, most):.1f}"

    dots = format_html_join("", '<circle cx="{}" cy="10" r="5"/>', ((at(value),) for value in given))
    line = (
        SafeString("")
        if mean is None
        else format_html('<line class="mean" x1="{0}" x2="{0}" y1="2" y2="18"/>', at(mean / 100))
    )
    return format_html(
        '<svg class="spread" viewBox="0 0 {} 20" aria-hidden="true"><line x1="{}" x2="{}" y1="10" y2="10"/>{}{}</svg>',
        WIDTH,
        EDGE,
        WIDTH - EDGE,
        line,
        dots,
    )
