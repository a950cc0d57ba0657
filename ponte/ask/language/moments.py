"""Dates written out as format-date() wants them."""

import re
from datetime import date, datetime

from babel.dates import format_datetime
from django.utils.translation import gettext as _

from ponte.ask.language.mistakes import Mistake
from ponte.ask.language.values import Value, to_date, to_text
from ponte.core.languages import locale_of

_SIGN = re.compile(r"%(.?)", re.DOTALL)
# JavaRosa's letters, and what CLDR calls them.
LETTERS = {
    "Y": "yyyy",
    "y": "yy",
    "m": "MM",
    "n": "M",
    "B": "LLLL",
    "b": "LLL",
    "d": "dd",
    "e": "d",
    "H": "HH",
    "h": "H",
    "M": "mm",
    "S": "ss",
    "3": "SSS",
    "a": "EEE",
    "A": "EEEE",
}


def written(value: Value, form: Value, language: str) -> str:
    """The date or the moment by a pattern like %d/%m/%Y; nothing for nothing."""
    moment = to_date(value, with_time=True)
    if not isinstance(moment, date):
        return ""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - a day has no zone
    locale = locale_of(language)

    def put(found: "re.Match[str]") -> str:
        if found[1] == "%":
            return "%"
        if found[1] not in LETTERS:
            raise Mistake(_("“%(sign)s” is not supported in the pattern of a date.") % {"sign": found[0]})
        return str(format_datetime(moment, LETTERS[found[1]], locale=locale))

    return _SIGN.sub(put, to_text(form))
