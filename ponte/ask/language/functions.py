"""The functions an expression may call, as JavaRosa works them out; each with how many arguments it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ponte.ask.language import patterns, texts
from ponte.ask.language.values import (
    EXACT,
    NOT_A_NUMBER,
    ZERO,
    Value,
    Values,
    days,
    flat,
    one,
    rounded,
    to_boolean,
    to_date,
    to_number,
    to_text,
)

Work = Callable[..., Value]


@dataclass(frozen=True)
class Function:
    """`work` gets values; None for those that need to know where they stand, or leave arguments alone.

    names  at which places a question must be named, not a value given
    even   whether pairs follow the first argument
    """

    least: int
    most: int | None
    work: Work | None = None
    names: tuple[int, ...] = ()
    even: bool = False


def numbers(values: Sequence[Value]) -> list[Decimal]:
    """Those that are numbers."""
    return [number for number in map(to_number, flat(values)) if not number.is_nan()]


def total(*values: Value) -> Decimal:
    """The sum; what is no number counts nothing."""
    result = ZERO
    for number in numbers(values):
        result = EXACT.add(result, number)
    return result


def power(base: Value, exponent: Value) -> Decimal:
    """NaN instead of a result nobody can hold."""
    return EXACT.power(to_number(base), to_number(exponent))


def whole(value: Value) -> Decimal:
    """Without its fraction, towards zero."""
    number = to_number(value)
    return Decimal(int(number)) if number.is_finite() else number


def place(value: Value) -> int | None:
    """A number to count with; None when it is none or absurd."""
    number = to_number(value)
    return int(number) if number.is_finite() and abs(number) < 1_000_000_000 else None


def floor(value: Value) -> Decimal:
    """The next whole number below."""
    number = to_number(value)
    return number.to_integral_value(ROUND_FLOOR) if number.is_finite() else number


def ceiling(value: Value) -> Decimal:
    """The next whole number above."""
    number = to_number(value)
    return number.to_integral_value(ROUND_CEILING) if number.is_finite() else number


def round_to(value: Value, places: Value = ZERO) -> Decimal:
    """Rounded to so many decimal places."""
    wanted = place(places)
    return NOT_A_NUMBER if wanted is None else rounded(to_number(value), wanted)


def coalesce(*values: Value) -> Value:
    """The first that says something."""
    for value in values:
        given = one(value)
        if given != "" and not (isinstance(given, Decimal) and given.is_nan()):
            return given
    return ""


def selected(choices: Value, name: Value) -> bool:
    """Whether one of the chosen is this one."""
    return to_text(name).strip() in to_text(choices).split()


def selected_at(choices: Value, index: Value) -> str:
    """The chosen one at a place, counted from 0; nothing outside."""
    chosen, at = to_text(choices).split(), place(index)
    return chosen[at] if at is not None and 0 <= at < len(chosen) else ""


def count(values: Value) -> Decimal:
    """How many answers there are."""
    return Decimal(len(values)) if isinstance(values, Values) else Decimal(1)


def count_non_empty(values: Value) -> Decimal:
    """How many answers say something."""
    return Decimal(sum(1 for value in flat([values]) if to_text(value) != ""))


def decimal_time(value: Value) -> Value:
    """The time of the day as a part of the day."""
    moment = to_date(value, with_time=True)
    if isinstance(moment, datetime):
        past = moment.hour * 3600 + moment.minute * 60 + moment.second
        return EXACT.divide(Decimal(past), Decimal(86_400))
    return ZERO if isinstance(moment, date) else moment


def decimal_date_time(value: Value) -> Value:
    """Days since 1970 with their fraction."""
    moment = to_date(value, with_time=True)
    return days(moment) if isinstance(moment, date) else moment


def checklist(least: Value, most: Value, *factors: Value) -> bool:
    """Whether so many are true; -1 is no limit."""
    low, high = to_number(least), to_number(most)
    true = sum(1 for factor in flat(factors) if to_boolean(factor))
    return (low < 0 or true >= low) and (high < 0 or true <= high)


def weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    """Whether the weights of what is true add up to between the two."""
    given = flat(pairs)
    weights = [given[at + 1] for at in range(0, len(given) - 1, 2) if to_boolean(given[at])]
    return to_number(least) <= total(*weights) <= to_number(most)


FUNCTIONS: dict[str, Function] = {
    # where they stand matters, or not all arguments are worked out
    "if": Function(3, 3),
    "position": Function(0, 1),
    "once": Function(1, 1),
    "today": Function(0, 0),
    "now": Function(0, 0),
    "indexed-repeat": Function(3, 7, names=(0, 1, 3, 5), even=True),
    "jr:choice-name": Function(2, 2),
    "format-date": Function(2, 2),
    "format-date-time": Function(2, 2),
    # truth
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "not": Function(1, 1, lambda value: not to_boolean(value)),
    "boolean": Function(1, 1, to_boolean),
    "boolean-from-string": Function(1, 1, lambda value: to_text(value).lower() in ("true", "1")),
    "checklist": Function(3, None, checklist),
    "weighted-checklist": Function(4, None, weighted_checklist),
    # numbers
    "number": Function(1, 1, to_number),
    "int": Function(1, 1, whole),
    "round": Function(1, 2, round_to),
    "floor": Function(1, 1, floor),
    "ceiling": Function(1, 1, ceiling),
    "abs": Function(1, 1, lambda value: to_number(value).copy_abs()),
    "pow": Function(2, 2, power),
    "sqrt": Function(1, 1, lambda value: EXACT.sqrt(to_number(value))),
    "exp": Function(1, 1, lambda value: EXACT.exp(to_number(value))),
    "exp10": Function(1, 1, lambda value: power(Decimal(10), value)),
    "log": Function(1, 1, lambda value: EXACT.ln(to_number(value))),
    "log10": Function(1, 1, lambda value: EXACT.log10(to_number(value))),
    "sum": Function(1, None, total),
    "min": Function(1, None, lambda *values: min(numbers(values), default=NOT_A_NUMBER)),
    "max": Function(1, None, lambda *values: max(numbers(values), default=NOT_A_NUMBER)),
    "count": Function(1, 1, count),
    "count-non-empty": Function(1, 1, count_non_empty),
    # choices
    "selected": Function(2, 2, selected),
    "selected-at": Function(2, 2, selected_at),
    "count-selected": Function(1, 1, lambda value: Decimal(len(to_text(value).split()))),
    "coalesce": Function(2, None, coalesce),
    # texts
    "string": Function(1, 1, to_text),
    "concat": Function(1, None, lambda *values: texts.joined("", flat(values))),
    "join": Function(2, None, lambda between, *values: texts.joined(to_text(between), flat(values))),
    "contains": Function(2, 2, lambda text, part: to_text(part) in to_text(text)),
    "starts-with": Function(2, 2, lambda text, part: to_text(text).startswith(to_text(part))),
    "ends-with": Function(2, 2, lambda text, part: to_text(text).endswith(to_text(part))),
    "string-length": Function(1, 1, lambda text: Decimal(len(to_text(text)))),
    "normalize-space": Function(1, 1, lambda text: " ".join(to_text(text).split())),
    "substr": Function(2, 3, texts.substr),
    "substring-before": Function(2, 2, texts.before),
    "substring-after": Function(2, 2, texts.after),
    "translate": Function(3, 3, texts.translate),
    "regex": Function(2, 2, patterns.matches),
    # dates
    "date": Function(1, 1, to_date),
    "date-time": Function(1, 1, lambda value: to_date(value, with_time=True)),
    "decimal-date-time": Function(1, 1, decimal_date_time),
    "decimal-time": Function(1, 1, decimal_time),
}
