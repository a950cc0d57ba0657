"""Columns of a list with numbers in registers, and what their cells mean."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from ponte.core import identifiers
from ponte.core.importing import Target
from ponte.map.forms.import_columns.texts import read_day, read_text, show_day
from ponte.map.queries.cells import read_row

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
LABELS = {
    "tax_code": _("Tax code"),
    "registration_number": _("Number in the register"),
    "registry": _("Register"),
    "registry_section": _("Section of the register"),
    "registered_on": _("Registered on"),
    "registration_ends_on": _("Registration ends on"),
}
LONGEST = {"registry": 150, "registry_section": 100}
DATED = frozenset({"registered_on", "registration_ends_on"})


def identifier_target(name: str) -> Target:
    """One of the columns that describe a single registration; they are put together when the row is complete."""
    if name in DATED:
        return Target(name, LABELS[name], read_day, ALIASES[name], is_dated=True, show=show_day)
    parse = read_text(LONGEST.get(name, identifiers.LONGEST))
    return Target(name, LABELS[name], parse, ALIASES[name])


IDENTIFIERS = (
    *(identifier_target(name) for name in LABELS),
    Target(
        "identifiers",
        _("Numbers in registers, like IT-CF:80078410588"),
        partial(read_row, "identifiers"),
        ALIASES["identifiers"],
        adds=True,
        divides=True,
    ),
)
