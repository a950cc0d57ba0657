"""Cells with text, dates and numbers."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ponte.core import references
from ponte.core.forms import TooLong
from ponte.core.importing import Order
from ponte.core.importing.dates import Ambiguous, read_date, read_year
from ponte.core.text import clean
from ponte.map.forms.contact import WEB, clean_contact
from ponte.map.forms.profile import comfortable
from ponte.map.models.vocabulary import NameKind
from ponte.map.queries.record import own_field
from ponte.map.queries.sight import ADJUSTABLE, LEVELS

Parse = Callable[..., Any]


def read_text(longest: int, *, multiline: bool = False) -> Parse:
    """A reader of cells with text. What does not fit is refused, never cut."""
    check = TooLong(longest)

    def parse(text: str) -> str:
        cleaned = clean(text, multiline=multiline)
        check(cleaned)
        return cleaned

    return parse


def read_as_form(name: str) -> Parse:
    """A reader of cells for a column of the record; it asks what the form asks."""
    field = own_field(name)
    typed = cast(forms.Field, comfortable(field))

    def parse(text: str) -> Any:
        value = typed.clean(text)
        field.run_validators(value)
        return value

    return parse


def read_day(text: str, order: Order | None = None) -> str:
    """A date in any of the ways people write it, as year-month-day."""
    try:
        return read_date(clean(text), order).isoformat()
    except Ambiguous:
        raise ValidationError(
            _(
                "“%(text)s” can be two days. Say on the screen of the columns whether the day or the month "
                "comes first, or write it like 2020-01-31."
            )
            % {"text": text}
        ) from None
    except (ValueError, OverflowError):
        raise ValidationError(
            _("“%(text)s” is not a date. Write it like 2020-01-31 or 31 January 2020.") % {"text": text}
        ) from None


def read_year_of(name: str) -> Parse:
    """A reader of a year; a whole date counts with its year."""
    ask = read_as_form(name)

    def parse(text: str) -> int:
        try:
            year = read_year(clean(text))
        except (ValueError, OverflowError):
            return cast(int, ask(text))
        return cast(int, ask(str(year)))

    return parse


def show_day(value: str) -> str:
    """A day in full, so that nobody takes the month for the day."""
    return date_format(date.fromisoformat(value), "DATE_FORMAT")


def show_text(value: Any) -> str:
    """As it is kept."""
    return str(value)


def read_reference(text: str) -> str:
    """A reference as it is printed, in its one form; whether a record has it is seen when rows are matched."""
    return references.normalise(text)


def read_contact_of(kind: str) -> Callable[[str], dict[str, str]]:
    """A reader of a contact of one kind."""

    def parse(text: str) -> dict[str, str]:
        return {"kind": kind, "value": clean_contact(kind, clean(text))}

    return parse


def show_contact(row: dict[str, Any]) -> str:
    """What a telephone or an address was read as."""
    return str(row["value"])


def read_detail(text: str) -> dict[str, str]:
    """A figure or detail of a note; it keeps the heading of its column."""
    return {"value": read_text(2000)(text)}


def is_published(row: dict[str, Any]) -> bool:
    """An import publishes web addresses only, never what may be a person's."""
    return row["kind"] in WEB


def read_acronym(text: str) -> dict[str, str]:
    """A short name."""
    return {"text": read_text(300)(text), "kind": NameKind.ACRONYM.value}


def read_settings(text: str) -> dict[str, str]:
    """Who sees what, as an export writes it; nothing that is not a field and a level."""
    try:
        settings = json.loads(text)
        is_sound = isinstance(settings, dict) and all(
            name in ADJUSTABLE and level in LEVELS for name, level in settings.items()
        )
    except (ValueError, TypeError, RecursionError):
        is_sound = False
    if not is_sound:
        raise ValidationError(
            _("This cell was written by an export and changed since. Leave it as it was, or empty it.")
        )
    return dict(settings)
