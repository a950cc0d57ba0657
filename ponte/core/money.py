"""Money: whole minor units and a currency. Never a float, never two currencies in one sum."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import cache
from typing import Any

from babel.core import get_global
from babel.numbers import format_currency, format_decimal, get_currency_precision
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ponte.core.languages import locale_of

LARGEST = 2**63 - 1  # what a BigIntegerField holds


class Qualifier(models.TextChoices):
    """How far an amount (or any figure) is to be trusted; kept with it and shown."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")


@cache
def is_currency(code: str) -> bool:
    """True for an ISO 4217 code CLDR knows, in capitals."""
    return len(code) == 3 and code in get_global("all_currencies")


@cache
def digits_of(currency: str) -> int:
    """Decimal places of a currency as ISO 4217 has them: JPY 0, EUR 2, TND 3."""
    return get_currency_precision(currency)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents, millimes) of one currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError("Money counts whole minor units.")
        if not is_currency(self.currency):
            raise ValueError(f"{self.currency!r} is not a currency.")

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> "Money":
        """From an amount in units: Money.of("12.30", "EUR"). ValueError when the places are too many."""
        if isinstance(amount, float):
            raise TypeError("Money is never a float.")
        if not is_currency(currency):
            raise ValueError(f"{currency!r} is not a currency.")
        try:
            scaled = Decimal(amount).scaleb(digits_of(currency))
            minor = int(scaled)
        except (InvalidOperation, ValueError, OverflowError) as error:
            raise ValueError(f"{amount!r} is not an amount.") from error
        if minor != scaled:
            raise ValueError(f"{amount!r} has more decimal places than {currency}.")
        return cls(minor, currency)

    @property
    def amount(self) -> Decimal:
        """In units of the currency, with its decimal places."""
        return Decimal(self.minor).scaleb(-digits_of(self.currency))

    def _minor_of(self, other: "Money") -> int:
        if not isinstance(other, Money):
            raise TypeError("Only money can be added to money or compared with it.")
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} have no sum.")
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._minor_of(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._minor_of(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, factor: int | Decimal) -> "Money":
        if not isinstance(factor, int | Decimal):
            raise TypeError("Money is multiplied by an int or a Decimal.")
        minor = (Decimal(self.minor) * factor).to_integral_value(ROUND_HALF_EVEN)
        return Money(int(minor), self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._minor_of(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._minor_of(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._minor_of(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._minor_of(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def split(self, parts: int) -> list["Money"]:
        """Equal shares that add up again; the first ones carry the remainder."""
        share, rest = divmod(self.minor, parts)
        return [Money(share + (index < rest), self.currency) for index in range(parts)]


# CLDR wants a space between a code and the number; Babel writes none.
_CODE_MEETS_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


def format_money(money: Money, language: str) -> str:
    """As people write it in a language: "1.234,56 €"."""
    written = format_currency(money.amount, money.currency, locale=locale_of(language))
    return _CODE_MEETS_DIGIT.sub("\u00a0", written)


def typed(money: Money, language: str) -> str:
    """As one types it into a form, without the currency: "1234,56". What `parse` reads back."""
    is_whole = money.amount == money.amount.to_integral_value()
    shape = "0" if is_whole else "0." + "0" * digits_of(money.currency)  # 1234,50 and not 1234,5
    number = format_decimal(money.amount, shape, locale=locale_of(language))
    return number.translate(_MARKS_OF_DIRECTION)


def _example(language: str, currency: str) -> str:
    written = "1234.56" if digits_of(currency) else "1234"
    return format_decimal(Decimal(written), locale=locale_of(language))


_DIGIT = re.compile(r"\d")
_MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
_GROUPING = " \u00a0\u202f\u2009'’"  # separates thousands in any language


def parse(text: str, currency: str, language: str) -> Money:
    """Read an amount as a language writes it, strictly: "1.234,56" in Italian, "1,234.56" in English.

    Digits of any script are read. ValidationError when it is no amount or has too many decimal places.
    """
    if not is_currency(currency):
        raise ValidationError(
            _("%(code)s is not a currency code."), code="currency", params={"code": currency}
        )
    symbols = locale_of(language).number_symbols["latn"]
    point, group = str(symbols["decimal"]), str(symbols["group"])
    plain = (
        text.strip().translate(_MARKS_OF_DIRECTION).replace("−", "-").replace("٬", "'").replace("٫", point)
    )
    plain = _DIGIT.sub(lambda digit: str(int(digit[0])), plain)
    whole = rf"\d{{1,3}}(?:(?P<group>[{re.escape(_GROUPING + group)}])\d{{3}})(?:(?P=group)\d{{3}})*|\d+"
    match = re.fullmatch(rf"(?P<sign>-?)(?P<whole>{whole})(?:{re.escape(point)}(?P<places>\d+))?", plain)
    if match is None:
        raise ValidationError(
            _("“%(text)s” is not an amount. Write it like this: %(example)s"),
            code="amount",
            params={"text": text.strip()[:40], "example": _example(language, currency)},
        )
    units = re.sub(r"\D", "", match["whole"])
    return _checked(f"{match['sign']}{units}.{(match['places'] or '').rstrip('0')}", currency)


def _checked(number: str, currency: str) -> Money:
    if len(number) > 20:
        raise ValidationError(_("This amount is too large."), code="large")
    try:
        money = Money.of(number, currency)
    except ValueError:
        places = digits_of(currency)
        message = ngettext_lazy(
            "Amounts in %(currency)s have at most %(places)d decimal place.",
            "Amounts in %(currency)s have at most %(places)d decimal places.",
            "places",
        )
        raise ValidationError(message, "places", {"currency": currency, "places": places}) from None
    if abs(money.minor) > LARGEST:
        raise ValidationError(_("This amount is too large."), code="large")
    return money


class MoneyField:
    """Two columns read and written as one: `budget` is kept in `budget_minor` and `budget_currency`."""

    def __init__(self, label: Any, *, null: bool = False) -> None:
        self.label, self.null = label, null

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Called by Django for an attribute of a model."""
        minor, currency = f"{name}_minor", f"{name}_currency"
        model.add_to_class(minor, models.BigIntegerField(self.label, null=self.null, blank=self.null))
        model.add_to_class(currency, models.CharField(_("Currency"), max_length=3, blank=self.null))

        def read(row: models.Model) -> Money | None:
            value = getattr(row, minor)
            return None if value is None else Money(value, getattr(row, currency))

        def write(row: models.Model, money: Money | None) -> None:
            setattr(row, minor, None if money is None else money.minor)
            setattr(row, currency, "" if money is None else money.currency)

        setattr(model, name, property(read, write))
