"""Periods that the law counts in calendar months."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it has no such day.

    So ends a period expressed in months (Regulation (EEC) 1182/71, art. 3): a month after 31 January is 28 February.
    """
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
