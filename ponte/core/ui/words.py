"""Small things inside a line: states, names, routes, money. Written in Python because lists show hundreds."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from ponte.core import languages
from ponte.core.money import Money, format_money
from ponte.core.ui.icons import icon as draw
from ponte.core.ui.library import escaped, one_of, register

STATES = {"good": "check", "warn": "clock", "bad": "cross", "info": "dots", "plain": "", "informal": "people"}
NO_CENTS = re.compile(r"[.,]0+(?=\D*$)")


def direction(lang: str) -> str:
    """The direction of a language; a text whose language nobody knows decides by its first letter."""
    return languages.direction(lang) if lang else "auto"


@register.simple_tag
def state(kind: str, label: str, *, icon: str = "") -> SafeString:
    """How sure a fact is, or where a thing stands: always a word, with a sign beside it."""
    one_of("kind", kind, tuple(STATES))
    sign = icon or STATES[kind]
    return SafeString(f'<span class="state {kind}">{draw(sign) if sign else ""}{escaped(label)}</span>')


@register.simple_tag
def named(text: str, lang: str = "") -> SafeString:
    """A name in its own language and direction, isolated from the sentence around it."""
    if not lang:
        return SafeString(f'<bdi dir="auto">{escaped(text)}</bdi>')
    return SafeString(f'<bdi lang="{escaped(lang)}" dir="{direction(lang)}">{escaped(text)}</bdi>')


@register.simple_tag
def marked(pieces: Iterable[tuple[str, bool]], lang: str = "") -> SafeString:
    """A text in which some pieces are marked: what a search found."""
    text = "".join(f"<mark>{escaped(part)}</mark>" if mark else escaped(part) for part, mark in pieces)
    return named(SafeString(text), lang)


@register.simple_tag
def arch(letter: str, *, informal: bool = False) -> SafeString:
    """The initial of a thing in a doorway; dashed for an informal group. Decoration: the name follows."""
    initial = escaped(letter.strip()[:1].upper())
    kind = " informal" if informal else ""
    return SafeString(f'<span class="arch{kind}" aria-hidden="true"><bdi>{initial}</bdi></span>')


@register.simple_tag
def route(origins: Iterable[str], places: Iterable[str]) -> SafeString:
    """From the places people come from, over an arc, to the places where they are."""
    start = listed(origins) or escaped(_("Origin not known"))
    end = listed(places) or escaped(_("Place not known"))
    return SafeString(
        f'<span class="route"><span>{start}</span><span class="arc"><span class="visually-hidden">'
        f"{escaped(_('to'))}</span></span><span>{end}</span></span>"
    )


def listed(names: Iterable[str]) -> SafeString:
    """Names one after the other with the separator of the reader's language."""
    separator = escaped(pgettext("between the items of a list", ", "))
    return SafeString(separator.join(f"<bdi>{escaped(name)}</bdi>" for name in names))


@register.simple_tag
def person(name: str, role: str = "", own_name: str = "", lang: str = "") -> SafeString:
    """Somebody: the name in their own script first, then the local one, then what they do."""
    return format_html(
        '<span class="person">{}<span><b>{}{}{}</b>{}</span></span>',
        arch(own_name or name),
        named(own_name, lang) if own_name else "",
        " " if own_name else "",
        named(name),
        format_html("<small>{}</small>", role) if role else "",
    )


@register.simple_tag
def money(value: Money | None) -> SafeString:
    """An amount in the way the reader's language writes it; cents only when there are some."""
    if value is None:
        return SafeString("")
    shown = format_money(value, get_language() or settings.LANGUAGE_CODE)
    if value.amount == value.amount.to_integral_value():
        shown = NO_CENTS.sub("", shown)
    return format_html('<bdi class="money">{}</bdi>', shown)
