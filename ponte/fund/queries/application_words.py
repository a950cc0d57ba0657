"""How the history of an application reads what is no plain column."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import places
from ponte.core.languages import own_name
from ponte.core.money import Money, format_money
from ponte.fund.models.vocabulary import Telling
from ponte.map.models.vocabulary import Sector


def amount(value: Any) -> str:
    """An amount with its currency."""
    return format_money(Money(**value), get_language() or "en") if isinstance(value, dict) else str(value)


def country(code: Any) -> str:
    """By its name."""
    return places.name(str(code), get_language() or "en")


def sector(code: Any) -> str:
    """In words."""
    return str(dict(Sector.choices).get(code, code))


def way_of_telling(code: Any) -> str:
    """In words."""
    return str(dict(Telling.choices).get(code, code))


def day(value: Any) -> str:
    """As people write it."""
    return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")


# Who did it and when stands in every entry; the receipt has a place of its own.
NOT_IN_THE_HISTORY = ("submitted_by", "screened_by", "receipt", "sent", "begun_sending_at", "edition")
IN_THE_LOG: dict[str, tuple[str | Promise, Callable[[Any], str]]] = {
    "country": (_("Where the work happens"), country),
    "sector": (_("Main sector"), sector),
    "language": (_("Language"), own_name),
    "total": (_("All costs"), amount),
    "own": (_("Own contribution"), amount),
    "asked": (_("Asked for"), amount),
    "partner": (_("Partner"), str),
    "told_how": (_("How they were told"), way_of_telling),
    "told_on": (_("Told on"), day),
}
