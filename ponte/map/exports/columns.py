"""The columns of the open list of organisations: one table for CSV, XLSX and JSON."""

from collections.abc import Callable, Mapping
from typing import Any

from ponte.map.models import Organisation
from ponte.map.models.vocabulary import PlaceRole

Value = str | int | None | list[Any]


def areas(role: str) -> Callable[[Organisation], Value]:
    """Codes of the places of one role."""
    return lambda organisation: [place.area for place in organisation.places.all() if place.role == role]


def towns(organisation: Organisation) -> Value:
    """Towns where it is based."""
    based = [
        place for place in organisation.places.all() if place.role == PlaceRole.RESIDENCE and place.locality
    ]
    return [place.locality for place in based]


def public_contacts(organisation: Organisation) -> Value:
    """What the organisation lets everybody see; an export never holds more, whoever asks for it."""
    return [
        f"{contact.kind}: {contact.value}" for contact in organisation.contacts.all() if contact.is_public
    ]


def public_identifiers(organisation: Organisation) -> Value:
    """Numbers in registers that everybody may see, each with the code of its register."""
    return [
        f"{row.register or row.scheme}:{row.value}" for row in organisation.identifiers.all() if row.is_public
    ]


COLUMNS: Mapping[str, Callable[[Organisation], Value]] = {
    "reference": lambda organisation: organisation.reference,
    "name": lambda organisation: organisation.name,
    "name_language": lambda organisation: organisation.name_language,
    "other_names": lambda organisation: [name.text for name in organisation.names.all()],
    "kind": lambda organisation: organisation.kind,
    "state": lambda organisation: organisation.state,
    "country_of_origin": areas(PlaceRole.ORIGIN),
    "country_of_residence": areas(PlaceRole.RESIDENCE),
    "town": towns,
    "active_in": areas(PlaceRole.ACTIVITY),
    "communities": lambda organisation: organisation.communities,
    "sectors": lambda organisation: organisation.sectors,
    "targets": lambda organisation: organisation.targets,
    "languages": lambda organisation: organisation.languages,
    "services": lambda organisation: organisation.services,
    "founded_year": lambda organisation: organisation.founded_year,
    "identifiers": public_identifiers,
    "contacts": public_contacts,
    "source": lambda organisation: organisation.source,
    "source_url": lambda organisation: organisation.source_url,
    "changed_at": lambda organisation: organisation.changed_at.isoformat(timespec="seconds"),
}


def values_of(organisation: Organisation) -> dict[str, Value]:
    """One row, lists as lists."""
    return {name: read(organisation) for name, read in COLUMNS.items()}
