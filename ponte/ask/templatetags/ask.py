"""Texts and kinds of questions in templates."""

from django.template import Library
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ponte.ask.document.kinds import Kind
from ponte.ask.document.parts import Item, Texts, said
from ponte.core.ui.words import named

register = Library()


@register.simple_tag
def spoken(texts: Texts, default: str, otherwise: str = "") -> SafeString:
    """A text in the reader's language, or the one that stands in."""
    text, language = said(texts, get_language() or default, default)
    return named(text, language) if text else named(otherwise)


@register.simple_tag
def kind_of(item: Item) -> str:
    """What sort of question it is."""
    return str(Kind(item.kind).label)
