"""Answers as they are stored (JSON) and as expressions and people know them."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ponte.ask.document.form import Form
from ponte.ask.document.kinds import Kind
from ponte.ask.document.parts import Item, said
from ponte.ask.language import Value, to_text
from ponte.ask.language.values import EXACT
from ponte.core.languages import locale_of
from ponte.core.money import Money, format_money

Stored = Any  # text, whole number, list of names, {"minor", "currency"}; None for nothing
NOTHING: tuple[Any, ...] = (None, "", [], {})
TICKED = "OK"


def value_of(item: Item, stored: Stored) -> Value:
    """What an expression sees; a damaged value is nothing."""
    if stored in NOTHING:
        return ""
    try:
        match item.kind:
            case Kind.INTEGER | Kind.DECIMAL:
                return EXACT.create_decimal(str(stored))
            case Kind.MONEY:
                return Money(**stored).amount
            case Kind.DATE:
                return date.fromisoformat(stored)
            case Kind.MANY:
                return " ".join(stored)
    except (TypeError, ValueError, ArithmeticError):
        return ""
    return str(stored)


def told(form: Form, item: Item, stored: Stored, language: str) -> str:
    """What a person reads."""
    if stored in NOTHING:
        return ""
    match item.kind:
        case Kind.INTEGER | Kind.DECIMAL:
            return str(
                format_decimal(Decimal(str(stored)), locale=locale_of(language), decimal_quantization=False)
            )
        case Kind.MONEY:
            return format_money(Money(**stored), language)
        case Kind.DATE:
            return date_format(date.fromisoformat(stored), "DATE_FORMAT")
        case Kind.ONE:
            return chosen(form, item, stored, language)
        case Kind.MANY:
            between = pgettext("between the items of a list", ", ")
            return between.join(chosen(form, item, name, language) for name in stored)
        case Kind.TICK:
            return _("Yes")
    return str(stored)


def chosen(form: Form, item: Item, name: str, language: str) -> str:
    """The words of a choice."""
    choice = form.choice(item, name)
    return (said(choice.label, language, form.document.language)[0] if choice else "") or name


def calculated(value: Value) -> str:
    """The result of a calculation as people read it: no more digits than make sense."""
    if isinstance(value, Decimal) and value.is_finite():
        value = value.quantize(Decimal("0.000001")) if -(value.as_tuple().exponent or 0) > 6 else value  # type: ignore[operator]
    text = to_text(value)
    return "" if text == "NaN" else text


_PLACE = re.compile(
    r"\s*(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)(?:[\s,;]+(-?\d+(?:\.\d+)?))?(?:[\s,;]+(\d+(?:\.\d+)?))?\s*\Z"
)


def place_text(text: str) -> str | None:
    """Latitude and longitude, as XLSForm keeps them: "45.07 7.69 0 0"; None when it is no place."""
    found = _PLACE.match(text)
    if not found or abs(Decimal(found[1])) > 90 or abs(Decimal(found[2])) > 180:
        return None
    return " ".join([found[1], found[2], found[3] or "0", found[4] or "0"])
