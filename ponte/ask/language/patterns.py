"""Regular expressions from people: bounded in length and in time."""

from functools import lru_cache

import regex
from django.utils.translation import gettext as _

from ponte.ask.language.mistakes import Mistake
from ponte.ask.language.values import Value, to_text

LONGEST = 500  # characters of a pattern
LONGEST_TEXT = 10_000
SECONDS = 0.1


def matches(text: Value, pattern: Value) -> bool:
    """Whether the whole text is of this pattern. Mistake when it cannot be read, or takes too long to find out."""
    found = compiled(to_text(pattern))
    try:
        return found.fullmatch(to_text(text)[:LONGEST_TEXT], timeout=SECONDS) is not None
    except TimeoutError:
        raise Mistake(
            _("The pattern “%(pattern)s” takes too long to compare. Write it in a simpler way.")
            % {"pattern": to_text(pattern)[:60]}
        ) from None


@lru_cache(maxsize=256)
def compiled(pattern: str) -> "regex.Pattern[str]":
    """The pattern, ready to compare."""
    if len(pattern) > LONGEST:
        raise Mistake(_("A pattern of regex() has at most %(most)d characters.") % {"most": LONGEST})
    try:
        return regex.compile(pattern, regex.V0)
    except (regex.error, OverflowError, RecursionError, MemoryError):
        raise Mistake(
            _("“%(pattern)s” is no pattern that regex() can read.") % {"pattern": pattern[:60]}
        ) from None
