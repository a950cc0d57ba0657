"""The known word nearest to one that is not known: a suggestion, never a decision."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from ponte.core.text import fold

NEAR = 0.84


def nearest(text: str, known: Iterable[str]) -> str:
    """One of `known` (folded words), or nothing."""
    found = process.extractOne(fold(text), list(known), scorer=JaroWinkler.similarity, score_cutoff=NEAR)
    return found[0] if found else ""


def did_you_mean(label: str) -> str:
    """The question to add to a message; nothing when there is nothing to suggest."""
    return " " + _("Did you mean “%(label)s”?") % {"label": label} if label else ""
