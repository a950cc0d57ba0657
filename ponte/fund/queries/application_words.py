"""How the history of an application reads what is no plain column."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.ask.models import Response
from ponte.core import places
from ponte.core.money import Money, format_money
from ponte.fund.models import Call


def title_of_call(key: Any) -> str:
    """The call it answers."""
    return Call.objects.filter(pk=key).values_list("title", flat=True).first() or ""


def amount(value: Any) -> str:
    """An amount with its currency."""
    return format_money(Money(**value), get_language() or "en") if isinstance(value, dict) else str(value)


def country(code: Any) -> str:
    """By its name."""
    return places.name(str(code), get_language() or "en")


def answers(key: Any) -> str:
    """The reference of a set of answers."""
    return Response.objects.filter(pk=key).values_list("reference", flat=True).first() or ""


IN_THE_LOG: dict[str, tuple[str | Promise, Callable[[Any], str]]] = {
    "call": (_("Call"), title_of_call),
    "country": (_("Where the work happens"), country),
    "total": (_("All costs"), amount),
    "own": (_("Own contribution"), amount),
    "asked": (_("Asked for"), amount),
    "partner": (_("Partner"), str),
    "concept": (_("Answers of the concept"), answers),
    "proposal": (_("Answers of the proposal"), answers),
}
