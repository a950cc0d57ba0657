"""One place for an answer, as it stands now."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from ponte.ask.document.form import Placed
from ponte.ask.document.kinds import ANSWERED, Kind
from ponte.ask.document.parts import Item
from ponte.ask.document.stored import NOTHING, Stored
from ponte.ask.language import Value, to_number, to_text
from ponte.core.money import LARGEST, Money, digits_of

Keys = tuple[str, ...]


@dataclass
class Look:
    """One place for an answer, as it stands now."""

    placed: Placed
    keys: Keys
    relevant: bool = True
    value: Value = ""
    stored: Stored = None
    required: bool = False
    problem: str = ""
    mistake: str = ""  # of an expression that could not be worked out

    @cached_property
    def path(self) -> str:
        """Where its answer is kept."""
        return self.placed.path(self.keys)

    @property
    def item(self) -> Item:
        """The question."""
        return self.placed.item

    @property
    def is_asked(self) -> bool:
        """Somebody is to answer it now."""
        return self.relevant and self.item.kind in ANSWERED and not self.is_worked_out

    @property
    def is_worked_out(self) -> bool:
        """Its answer comes from others, or cannot be changed."""
        return "calculation" in self.placed.readings or self.item.read_only

    @property
    def is_empty(self) -> bool:
        """Nobody said anything."""
        return self.stored in NOTHING

    @property
    def is_missing(self) -> bool:
        """It is needed and not there."""
        return self.is_asked and self.required and self.is_empty


def stored_of(item: Item, value: Value) -> Stored:
    """A value as an answer of this kind is stored; nothing when it does not fit."""
    text = to_text(value)
    if text in ("", "NaN"):
        return None
    match item.kind:
        case Kind.MANY:
            return text.split()
        case Kind.INTEGER:
            number = to_number(value)
            return int(number) if number.is_finite() else None
        case Kind.DECIMAL:
            return to_text(to_number(value)) if to_number(value).is_finite() else None
        case Kind.MONEY:
            return money_of(item, to_number(value))
        case Kind.DATE:
            return value.isoformat()[:10] if isinstance(value, date) else text[:10]
    return text


def money_of(item: Item, number: Decimal) -> Stored:
    """An amount in the first currency of a question, in whole minor units."""
    currency = item.currencies[0] if item.currencies else "EUR"
    if not number.is_finite() or abs(number) > LARGEST:
        return None
    minor = int(number.scaleb(digits_of(currency)).to_integral_value())
    return {"minor": Money(minor, currency).minor, "currency": currency}
