"""Values of expressions and how XPath turns one sort into another. Numbers are exact decimals, never floats."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Union

from django.utils.translation import gettext as _

from ponte.ask.language.mistakes import Mistake

# Thirty-four digits, as decimal128; nothing grows beyond what a double holds, so no number is a bomb.
EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-308, Emax=308, traps=[])
NOT_A_NUMBER = Decimal("NaN")
ZERO, ONE = Decimal(0), Decimal(1)
EPOCH = date(1970, 1, 1)
DAY = Decimal(86_400)
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")
LONGEST_NUMBER = 400

Value = Union[str, Decimal, bool, date, datetime, "Values"]


class Values(list[Value]):
    """What several repetitions answered, in their order."""


def one(value: Value) -> Value:
    """The single value of several; nothing of none."""
    if not isinstance(value, Values):
        return value
    if len(value) > 1:
        raise Mistake(
            _("There are %(count)d answers here. Use sum(), count(), join() or indexed-repeat().")
            % {"count": len(value)}
        )
    return one(value[0]) if value else ""


def flat(values: Sequence[Value]) -> list[Value]:
    """Single values, those of repetitions one by one."""
    found: list[Value] = []
    for value in values:
        found += flat(value) if isinstance(value, Values) else [value]
    return found


def to_number(value: Value) -> Decimal:
    """A number; what is none becomes NaN. Dates count days since 1970."""
    value = one(value)
    if isinstance(value, bool):
        return ONE if value else ZERO
    if isinstance(value, Decimal):
        return value
    if isinstance(value, datetime):
        return Decimal((value.date() - EPOCH).days)
    if isinstance(value, date):
        return Decimal((value - EPOCH).days)
    text = str(value).replace(",", ".").strip()
    if len(text) > LONGEST_NUMBER or not _NUMBER.match(text):
        return NOT_A_NUMBER
    return EXACT.create_decimal(text)


def days(value: Value) -> Decimal:
    """Days since 1970 with their fraction, in UTC."""
    if isinstance(value, datetime):
        past = value.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
        seconds = Decimal(past // timedelta(microseconds=1)) / 1_000_000
        return EXACT.divide(seconds, DAY)
    return to_number(value)


def to_text(value: Value) -> str:
    """The text of a value: whole numbers without a point, dates as year-month-day."""
    value = one(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def number_text(number: Decimal) -> str:
    """A number without exponent and without zeros at its end."""
    if number.is_nan():
        return "NaN"
    if number.is_infinite():
        return "-Infinity" if number < 0 else "Infinity"
    if number == 0:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_boolean(value: Value) -> bool:
    """Truth: a number that is not 0, a text that is not empty, any date."""
    value = one(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return not value.is_nan() and value != 0
    return True if isinstance(value, date) else value != ""


def to_date(value: Value, *, with_time: bool = False) -> Value:
    """A date out of a text or a number of days; nothing and NaN stay as they are. Mistake for other texts."""
    value = one(value)
    if isinstance(value, bool):
        value = to_number(value)
    if isinstance(value, Decimal):
        return _date_of_days(value, with_time)
    if isinstance(value, str):
        if not value:
            return value
        value = _date_of_text(value)
    if isinstance(value, datetime) and not with_time:
        return value.date()
    return value


def _date_of_days(number: Decimal, with_time: bool) -> Value:
    if number.is_nan():
        return number
    try:
        if with_time:
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(number * DAY))
        return EPOCH + timedelta(days=int(number))
    except (OverflowError, ValueError, InvalidOperation):
        raise Mistake(_("“%(value)s” is no date.") % {"value": number_text(number)[:40]}) from None


def _date_of_text(text: str) -> date:
    try:
        return date.fromisoformat(text) if "T" not in text else datetime.fromisoformat(text)
    except ValueError:
        raise Mistake(
            _("“%(value)s” is no date. Dates are written as 2026-05-31.") % {"value": text[:40]}
        ) from None


def equal(first: Value, second: Value) -> bool:
    """As truth when one side is true or false, as numbers when one is a number, as texts otherwise."""
    first, second = one(first), one(second)
    if isinstance(first, bool) or isinstance(second, bool):
        return to_boolean(first) == to_boolean(second)
    if isinstance(first, Decimal) or isinstance(second, Decimal):
        return to_number(first) == to_number(second)
    return to_text(first) == to_text(second)


def rounded(number: Decimal, places: int = 0) -> Decimal:
    """Half goes up, towards plus infinity, as XPath has it."""
    if not number.is_finite():
        return number
    if abs(places) > 30:
        return NOT_A_NUMBER
    raised = EXACT.add(EXACT.scaleb(number, Decimal(places)), Decimal("0.5"))
    return EXACT.scaleb(raised.to_integral_value(ROUND_FLOOR), Decimal(-places))
