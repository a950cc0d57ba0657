"""Columns of a list with numbers in registers, and what their cells mean."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import identifiers
from ponte.core.forms import TooLong
from ponte.core.importing import Target
from ponte.core.text import clean
from ponte.map.queries.identifiers import identifier_row

ALIASES = {
    "tax_code": ("codice fiscale", "cf", "nif", "siren", "code fiscal", "tax id", "numéro fiscal"),
    "registration_number": (
        "registration no",
        "registration no.",
        "registration",
        "reg. no.",
        "numero di iscrizione",
        "charity number",
    ),
    "registry": ("register", "registro", "registre", "registro di iscrizione"),
    "registry_section": ("section", "sezione", "section of the register"),
    "registered_on": ("registration date", "data di iscrizione", "registered"),
    "registration_ends_on": ("registration expiry", "valid until", "scadenza"),
    "identifiers": ("identifier", "org id", "org-id"),
}


def text_of(longest: int) -> Callable[[str], str]:
    """A reader of cells with one line; what does not fit is refused, never cut."""
    check = TooLong(longest)

    def parse(text: str) -> str:
        cleaned = clean(text)
        check(cleaned)
        return cleaned

    return parse


def parse_identifiers(parts: Callable[[str], list[str]]) -> Callable[[str], list[dict[str, Any]]]:
    """A reader of cells like "IT-CF:80078410588; GB-CHC:1090095"; `parts` splits them."""

    def parse(text: str) -> list[dict[str, Any]]:
        return [one(part) for part in parts(text)]

    return parse


def one(part: str) -> dict[str, Any]:
    """Before the colon the code or the name of a register, after it the number."""
    register, colon, value = (piece.strip() for piece in part.partition(":"))
    if not colon or not register or not value:
        raise ValidationError(
            _("Write “%(text)s” as register, colon, number: like IT-CF:80078410588.") % {"text": part}
        )
    text_of(150)(register)
    return identifier_row(register, value)


def identifier_targets(
    parts: Callable[[str], list[str]], parse_date: Callable[[str], str]
) -> tuple[Target, ...]:
    """The columns; a number and its register are put together when the row is complete."""
    labels = {
        "tax_code": gettext_lazy("Tax code"),
        "registration_number": gettext_lazy("Number in the register"),
        "registry": gettext_lazy("Register"),
        "registry_section": gettext_lazy("Section of the register"),
        "registered_on": gettext_lazy("Registered on"),
        "registration_ends_on": gettext_lazy("Registration ends on"),
    }
    parsers = {"registered_on": parse_date, "registration_ends_on": parse_date}
    longest = {"registry": 150, "registry_section": 100}
    single = (
        Target(
            name, label, parsers.get(name) or text_of(longest.get(name, identifiers.LONGEST)), ALIASES[name]
        )
        for name, label in labels.items()
    )
    several = Target(
        "identifiers",
        gettext_lazy("Numbers in registers, like IT-CF:80078410588"),
        parse_identifiers(parts),
        ALIASES["identifiers"],
        adds=True,
    )
    return (*single, several)
