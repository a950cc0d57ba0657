"""Dates as people write them, and which of two ways a column of them is written in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from babel.dates import get_month_names
from django.conf import settings

from ponte.core.languages import locale_of
from ponte.core.text import fold

_NUMBERS = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_SERIAL = re.compile(r"\d{5}")
_DAY_ZERO = date(1899, 12, 30)  # of spreadsheets
_SERIALS = range(10_000, 80_000)  # 1927 to 2119
_SAID_OF_DAYS = re.compile(r"(?<=\d)(?:er|º|°|o|st|nd|rd|th)\b", re.I)


class Order(StrEnum):
    """What comes first in 02/03/2020."""

    DAY = "day"
    MONTH = "month"


class Ambiguous(ValueError):
    """A date that can be read in two ways, and nobody said which."""


@dataclass(frozen=True)
class OrderOf:
    """What a column says of its order: `proof` is the value (row, text) that decides, none when nothing does.

    `is_asked` means that a person has to choose: numbers that can be read both ways, or values that contradict.
    """

    order: Order | None
    proof: tuple[int, str] | None
    is_asked: bool


class OrderWatch:
    """Looks at the values of a column one by one."""

    def __init__(self) -> None:
        self.proofs: dict[Order, tuple[int, str]] = {}
        self.either = False

    def see(self, row: int, text: str) -> None:
        """One more value."""
        if found := _NUMBERS.fullmatch(text):
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                self.proofs.setdefault(Order.DAY, (row, text))
            elif second > 12 >= first:
                self.proofs.setdefault(Order.MONTH, (row, text))
            elif first != second:
                self.either = True

    def result(self) -> OrderOf:
        """What the whole column says."""
        if len(self.proofs) == 1:
            order, proof = next(iter(self.proofs.items()))
            return OrderOf(order, proof, False)
        return OrderOf(None, None, bool(self.proofs) or self.either)


def order_of(values: Iterable[tuple[int, str]]) -> OrderOf:
    """What numbered values say together."""
    watch = OrderWatch()
    for row, text in values:
        watch.see(row, text)
    return watch.result()


def read_date(text: str, order: Order | None = None) -> date:
    """The day. Raises Ambiguous when day and month cannot be told apart, ValueError when it is no day at all."""
    if found := _NUMBERS.fullmatch(text):
        return _from_numbers(int(found[1]), int(found[2]), int(found[3]), order)
    if _SERIAL.fullmatch(text) and int(text) in _SERIALS:
        return _DAY_ZERO + timedelta(days=int(text))
    try:
        return date.fromisoformat(text.replace("/", "-").replace(".", "-"))
    except ValueError:
        return _from_words(text)


def _from_numbers(first: int, second: int, year: int, order: Order | None) -> date:
    if order is None and first <= 12 and second <= 12 and first != second:
        raise Ambiguous
    is_month_first = order == Order.MONTH or (order is None and second > 12)
    return date(year, first, second) if is_month_first else date(year, second, first)


def _from_words(text: str) -> date:
    """ "31 gennaio 2020", "January 31st, 2020", "٣١ يناير ٢٠٢٠"."""
    parts = _WORDS.findall(_SAID_OF_DAYS.sub("", fold(text)))
    numbers = [int(part) for part in parts if part.isdigit()]
    months = {month for part in parts if (month := month_names().get(part))}
    strange = [part for part in parts if not part.isdigit() and part not in month_names() and len(part) > 2]
    years = [number for number in numbers if number > 999]
    days = [number for number in numbers if number <= 31]
    if len(numbers) != 2 or len(months) != 1 or strange or len(years) != 1 or len(days) != 1:
        raise ValueError(text)
    return date(years[0], months.pop(), days[0])


@cache
def month_names() -> dict[str, int]:
    """{folded name or short name: month}, in every language of the interface."""
    known: dict[str, int] = {}
    for language, _own in settings.LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context=context, locale=locale_of(language))
                for month, name in names.items():
                    known.setdefault(fold(name).rstrip("."), month)
    return known


def read_year(text: str) -> int:
    """A year alone, or that of a date. Raises ValueError."""
    return int(text) if re.fullmatch(r"[12]\d{3}", text) else read_date(text, Order.DAY).year
