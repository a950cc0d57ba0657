"""Public references: short names for addresses, letters and the telephone, with a check character."""

import secrets
import unicodedata
from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.iso7064 import mod_37_36

# Crockford's base 32: nothing that looks like something else, and no U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# A letter comes first, or a spreadsheet would read 0123… and 12E34567 as numbers.
FIRST = ALPHABET[10:]
LENGTH = 8

_LOOKALIKES = str.maketrans("OIL", "011")


def new() -> str:
    """A reference at random. One in 24 thousand million: for many at once see `unused`."""
    while True:
        body = secrets.choice(FIRST) + "".join(secrets.choice(ALPHABET) for _place in range(LENGTH - 2))
        reference = body + mod_37_36.calc_check_digit(body)
        if reference[-1] in ALPHABET and not any(map(mod_37_36.is_valid, _swaps(reference))):
            return reference


def unused(model: type[models.Model], count: int, *, draw: Callable[[], str] = new) -> list[str]:
    """So many references that no row of this model has: among 100,000 of them a clash by chance is likely."""
    found: dict[str, None] = {}
    while missing := count - len(found):
        tried = dict.fromkeys(draw() for _place in range(missing))
        taken = model._default_manager.filter(reference__in=list(tried)).order_by()
        found |= dict.fromkeys(set(tried) - set(taken.values_list("reference", flat=True)))
    return list(found)


def normalise(text: str) -> str:
    """What somebody typed or read aloud, as it is stored: upper case, no separators, O as 0, I and L as 1."""
    kept = (_plain(letter) for letter in unicodedata.normalize("NFKC", text) if letter.isalnum())
    return "".join(kept).upper().translate(_LOOKALIKES)


def is_valid(text: str) -> bool:
    """Whether the text can be a reference: any one wrong character and any swap of neighbours is noticed."""
    reference = normalise(text)
    return (
        len(reference) == LENGTH
        and reference[0] in FIRST
        and all(letter in ALPHABET for letter in reference)
        and mod_37_36.is_valid(reference)
    )


def _plain(letter: str) -> str:
    """Digits of every script (Arabic, Devanagari…) as 0-9."""
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _swaps(reference: str) -> set[str]:
    """The reference with two different neighbours swapped; ISO 7064 alone lets one in 800 of these pass."""
    pairs = range(len(reference) - 1)
    swapped = {reference[:at] + reference[at + 1] + reference[at] + reference[at + 2 :] for at in pairs}
    return swapped - {reference}


class ReferenceField(models.CharField):
    """Unique, made by itself, never edited."""

    description = _("Public reference")

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("verbose_name", _("Reference"))
        options |= {"max_length": LENGTH, "unique": True, "default": new, "editable": False}
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """Migrations name the field only; the rest is always the same."""
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "unique", "default", "editable", "verbose_name"):
            options.pop(fixed, None)
        return name, path, args, options
