"""A whole record as plain values: the one form in which it is edited, imported, logged, undone and exported."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from functools import cache
from typing import Any, cast

from django.db.models import Field, Model, QuerySet

from ponte.map.models import (
    Organisation,
    OrganisationContact,
    OrganisationIdentifier,
    OrganisationName,
    OrganisationNote,
    OrganisationPlace,
    Representative,
)

Record = dict[str, Any]
PARTS: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "names": (OrganisationName, ("text", "language", "kind")),
    "places": (OrganisationPlace, ("role", "area", "locality", "latitude", "longitude", "precision")),
    "contacts": (OrganisationContact, ("kind", "value", "is_public")),
    "identifiers": (
        OrganisationIdentifier,
        ("scheme", "value", "register", "section", "registered_on", "ends_on", "is_public"),
    ),
    "representatives": (Representative, ("name", "position", "email", "phone", "since", "until")),
    "notes": (OrganisationNote, ("text", "details", "source", "source_url")),
}
GOVERNED = frozenset({"reference", "state"})
OWN = tuple(
    field.name
    for field in Organisation._meta.concrete_fields
    if field.editable and not field.primary_key and field.name not in GOVERNED
)
FIELDS = (*OWN, *PARTS)


def own_field(name: str) -> Field:
    """A column of the record."""
    return cast(Field, Organisation._meta.get_field(name))


def whole(organisations: "QuerySet[Organisation]") -> "QuerySet[Organisation]":
    """The same organisations with everything a record needs, in a fixed number of queries."""
    return organisations.prefetch_related(*PARTS)


def record_of(organisation: Organisation) -> Record:
    """Every value of a record, JSON-able; parts as lists of dicts in their order."""
    record: Record = {name: plain(getattr(organisation, name)) for name in OWN}
    for part, (_model, names) in PARTS.items():
        record[part] = [
            {name: plain(getattr(row, name)) for name in names} for row in getattr(organisation, part).all()
        ]
    return record


def blank_record() -> Record:
    """The record of an organisation of which nothing is known yet."""
    return {name: copy(value) for name, value in _blank().items()}


@cache
def _blank() -> Record:
    empty = Organisation()
    return {name: plain(getattr(empty, name)) for name in OWN} | {part: [] for part in PARTS}


def plain(value: Any) -> Any:
    """Dates as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


def own_values(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """The columns of a record as the model wants them."""
    values = {name: record[name] for name in names}
    if isinstance(values.get("consent_on"), str):
        values["consent_on"] = date.fromisoformat(values["consent_on"])
    return values
