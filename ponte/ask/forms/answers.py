"""What people typed as answers, read by the kind of the question."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.numbers import format_decimal
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from ponte.ask.document.form import Form
from ponte.ask.document.kinds import ANSWERED, UPLOADS, Kind
from ponte.ask.document.parts import Item
from ponte.ask.document.stored import TICKED, Stored, place_text
from ponte.core import money
from ponte.core.languages import locale_of
from ponte.core.refusal import Refused
from ponte.core.text import clean

ANSWER, EDITION, CURRENCY = "a:", "e:", "c:"  # what the names of controls begin with, before the path
LONGEST = {Kind.TEXT: 1_000, Kind.LONG: 50_000}
MOST_AT_ONCE = 1_000
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")


@dataclass(frozen=True)
class Given:
    """One answer as it came: what it is now, and which edition the person had before their eyes."""

    path: str
    value: Stored
    edition: int


@dataclass
class Reading:
    """What could be read, and what could not, by path."""

    given: list[Given] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    raw: dict[str, list[str]] = field(default_factory=dict)


def read_answers(form: Form, data: QueryDict, language: str) -> Reading:
    """All answers of a page or of an autosave. What names no question is left out."""
    read = Reading()
    names = [name.removeprefix(EDITION) for name in data if name.startswith(EDITION)]
    for path in names[:MOST_AT_ONCE]:
        where = form.where(path)
        if where is None or where[0].item.kind not in ANSWERED - UPLOADS:
            continue
        item, raw = where[0].item, data.getlist(ANSWER + path)
        try:
            value = entered(item, raw, language, currency=data.get(CURRENCY + path, ""))
        except (Refused, ValidationError) as error:
            read.problems[path] = " ".join(getattr(error, "messages", [str(error)]))
            read.raw[path] = raw
            continue
        edition = data.get(EDITION + path, "")
        read.given.append(Given(path, value, int(edition) if re.fullmatch(r"\d{1,9}", edition) else 0))
    return read


def entered(item: Item, raw: Sequence[str], language: str, *, currency: str = "") -> Stored:
    """What was typed, as it is stored. Refused or ValidationError, saying what to do."""
    text = clean(raw[0] if raw else "", multiline=item.kind == Kind.LONG)
    match item.kind:
        case Kind.MANY:
            return [name for name in dict.fromkeys(map(clean, raw)) if name][:500]
        case Kind.TICK:
            return TICKED if text else None
    if not text:
        return None
    if item.kind == Kind.MONEY:
        return amount(item, text, currency, language)
    read = READERS.get(Kind(item.kind))
    return read(text) if read else fitting(text, LONGEST.get(Kind(item.kind), 1_000))


def fitting(text: str, most: int) -> str:
    """A text that is not too long; nothing is cut off without a word."""
    if len(text) > most:
        raise Refused(
            _("At most %(most)d characters fit here. Your text has %(count)d. Shorten it.")
            % {"most": most, "count": len(text)}
        )
    return text


def plain(text: str) -> str:
    """Digits of every script as 0-9, no spaces between them, one minus sign."""
    digits = (str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    return (
        re.sub(r"(?<=\d)[\s'’](?=\d{3}\b)", "", "".join(digits)).replace("−", "-").replace("٫", ".").strip()
    )


def decimal(text: str) -> Decimal:
    """A number with a point or a comma."""
    number = plain(text)
    if not _NUMBER.fullmatch(number) or len(number) > 30:
        raise Refused(
            _("“%(text)s” is no number. Write it with digits, like 12 or 12.5.") % {"text": text[:40]}
        )
    try:
        return Decimal(number.replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern allows nothing else
        raise Refused(_("“%(text)s” is no number.") % {"text": text[:40]}) from None


def whole(text: str) -> int:
    """A whole number."""
    number = decimal(text)
    if number != number.to_integral_value():
        raise Refused(_("“%(text)s” is no whole number. Leave the decimals out.") % {"text": text[:40]})
    if abs(number) >= 10**15:
        raise Refused(_("“%(text)s” is too large.") % {"text": text[:40]})
    return int(number)


def amount(item: Item, text: str, currency: str, language: str) -> Stored:
    """An amount in one of the currencies of the question, in whole minor units."""
    wanted = currency if currency in item.currencies else item.currencies[0]
    found = money.parse(text, wanted, language)
    return {"minor": found.minor, "currency": found.currency}


def day(text: str) -> str:
    """A day."""
    try:
        return date.fromisoformat(plain(text)).isoformat()
    except ValueError:
        raise Refused(
            _("“%(text)s” is no date. Write year, month and day: 2026-05-31.") % {"text": text[:40]}
        ) from None


def point(text: str) -> str:
    """A point on the map."""
    found = place_text(plain(text))
    if found is None:
        raise Refused(_("Write latitude and longitude, like 45.07 7.69, or let your device find them."))
    return found


READERS: dict[Kind, Callable[[str], Stored]] = {
    Kind.INTEGER: whole,
    Kind.DECIMAL: lambda text: str(decimal(text)),
    Kind.DATE: day,
    Kind.PLACE: point,
}


def raw_of(item: Item, stored: Stored, language: str) -> list[str]:
    """What the control shows for a stored answer."""
    if stored in (None, "", []):
        return []
    match item.kind:
        case Kind.MANY:
            return list(stored)
        case Kind.MONEY:
            return [shown_amount(stored, language)]
        case Kind.PLACE:
            return [" ".join(str(stored).split()[:2])]
    return [str(stored)]


def shown_amount(stored: Mapping[str, int | str], language: str) -> str:
    """An amount without its currency, as `money.parse` reads it again."""
    found = money.Money(int(stored["minor"]), str(stored["currency"]))
    places = "0" * money.digits_of(found.currency)
    return str(
        format_decimal(found.amount, format=f"0.{places}" if places else "0", locale=locale_of(language))
    )
