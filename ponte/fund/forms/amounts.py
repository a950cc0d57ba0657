"""Amounts as people of the reader's language write them, in the one currency of a call."""

import re
from typing import Any

from babel.numbers import format_decimal
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import money
from ponte.core.forms import CleanCharField
from ponte.core.languages import locale_of
from ponte.core.money import Money

SIGNS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₴": "UAH",
    "₽": "RUB",
    "₦": "NGN",
    "₹": "INR",
    "₺": "TRY",
}
CURRENCY = re.compile(r"[A-Za-z]{3}|[€$£¥₴₽₦₹₺]")
LARGEST = 10**15  # minor units: two hundred lines of this size still have a sum the database holds


class AmountField(CleanCharField):
    """Minor units. Another currency is refused in words: nobody adds dollars to euros by mistake."""

    def __init__(self, *, currency: str, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.currency = currency
        self.widget.attrs |= {"inputmode": "decimal", "dir": "ltr"}

    def prepare_value(self, value: Any) -> Any:
        """Minor units as they are typed; what was typed stays as it is."""
        if not isinstance(value, int):
            return value
        amount = Money(value, self.currency).amount
        return format_decimal(amount, locale=locale_of(get_language() or "en"), group_separator=False)

    def clean(self, value: Any) -> int | None:
        """Read it, without the sign of the currency, or say what is wrong."""
        text = super().clean(value)
        if not text:
            return None
        typed = CURRENCY.search(text)
        if typed and SIGNS.get(typed[0], typed[0].upper()) != self.currency:
            raise ValidationError(
                _(
                    "All amounts here are in %(currency)s. Convert “%(typed)s” first, and write the rate in the text."
                ),
                params={"currency": self.currency, "typed": text[:40]},
            )
        minor = money.parse(CURRENCY.sub("", text), self.currency, get_language() or "en").minor
        if minor < 0:
            raise ValidationError(_("An amount cannot be below zero."))
        if minor > LARGEST:
            raise ValidationError(_("This amount is too large."))
        return minor
