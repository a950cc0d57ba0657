"""What stands in each column of the open list, in words: from the fields of the record where they say it already."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ponte.core.registries import Column
from ponte.map.exports.columns import COLUMNS
from ponte.map.queries.cells import column_of
from ponte.map.queries.record import OWN, own_field

SAID: Mapping[str, Any] = {
    "reference": _("Public reference of the record. It stays the same; with it you find the record again."),
    "name_language": _("Language of the name (BCP 47)."),
    column_of("names"): _("Names in other languages and scripts, acronyms, former names."),
    "state": _("How sure the office is of the record."),
    "country_of_origin": _("Countries or regions in which it has its roots."),
    "country_of_residence": _("Countries or regions in which it is based."),
    "town": _("Towns in which it is based, as far as it lets others know."),
    "active_in": _("Countries or regions in which it is active."),
    "communities": _("Nationalities, peoples or languages of the people it gathers."),
    "languages": _("Languages its people speak (BCP 47)."),
    "source": _("Where the office knows this from."),
    column_of("places"): _(
        "All places with what they are to it and how exact they are; this column can be read back."
    ),
    "identifiers": _("Public numbers in registers."),
    column_of("contacts"): _("Public ways to reach it."),
    column_of("notes"): _("What a source says it did."),
    "changed_at": _("When the record was changed last (ISO 8601, UTC)."),
    "distance_km": _("Kilometres from the place that was searched for."),
}
VOCABULARIES: Mapping[str, str] = {
    "kind": "kinds",
    "state": "states",
    "sectors": "sectors",
    "targets": "targets",
    "country_of_origin": "places",
    "country_of_residence": "places",
    "active_in": "places",
    "languages": "languages",
}


def columns() -> Sequence[Column]:
    """Each column of the open list in its order."""
    return [Column(name, said_of(name), VOCABULARIES.get(name, "")) for name in COLUMNS]


def said_of(name: str) -> str:
    """The meaning of a column."""
    if name in SAID:
        return str(SAID[name])
    if name not in OWN:
        raise KeyError(f"Say in {__name__} what the column {name} is.")
    field = own_field(name)
    return " ".join(
        f"{part}." if not str(part).endswith(".") else str(part)
        for part in (field.verbose_name, field.help_text)
        if part
    )
