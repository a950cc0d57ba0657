"""Functions of texts; what they make is never longer than a long answer."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ponte.ask.language.mistakes import Mistake
from ponte.ask.language.values import Value, to_number, to_text

LONGEST = 100_000


def joined(between: str, values: Sequence[Value]) -> str:
    """Texts one after the other."""
    parts = [to_text(value) for value in values]
    if sum(map(len, parts)) + len(between) * len(parts) > LONGEST:
        raise Mistake(_("The text of this calculation is too long."))
    return between.join(parts)


def substr(text: Value, start: Value, end: Value | None = None) -> str:
    """From a place, counted from 0, up to before another; negative places count from the end."""
    given = to_text(text)
    first, last = _place(start, len(given)), len(given) if end is None else _place(end, len(given))
    return given[first:last] if first <= last else ""


def _place(value: Value, length: int) -> int:
    number = to_number(value)
    at = int(number) if number.is_finite() and abs(number) < 10**9 else 0
    return min(max(0, at + length if at < 0 else at), length)


def before(text: Value, part: Value) -> str:
    """What stands before the first such part; nothing when there is none."""
    first, found, _rest = _parted(text, part)
    return first if found else ""


def after(text: Value, part: Value) -> str:
    """What stands after the first such part; nothing when there is none."""
    return _parted(text, part)[2]


def _parted(text: Value, part: Value) -> tuple[str, bool, str]:
    given, sought = to_text(text), to_text(part)
    at = given.find(sought)
    return (given[:at], True, given[at + len(sought) :]) if at >= 0 else ("", False, "")


def translate(text: Value, these: Value, those: Value) -> str:
    """Letters replaced one by one; those without a partner go."""
    old, new = to_text(these), to_text(those)
    partners: dict[int, str | None] = {}
    for at, letter in enumerate(old):
        partners.setdefault(ord(letter), new[at] if at < len(new) else None)
    return to_text(text).translate(partners)
