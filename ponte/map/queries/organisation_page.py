"""The page of one organisation: its profile in the groups of the form, only what is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import places
from ponte.core.codes import CodesField
from ponte.map.models import Organisation, OrganisationContact, OrganisationIdentifier, Representative
from ponte.map.models.capacity import Capacity
from ponte.map.models.engagement import Engagement
from ponte.map.models.governance import Governance
from ponte.map.models.identity import Identity
from ponte.map.models.vocabulary import PlaceRole
from ponte.map.queries.organisation_list import shown_place
from ponte.map.queries.sight import Sight

Fact = tuple[str, str]
# Shown elsewhere on the page, or not on paper at all.
ELSEWHERE = frozenset({"name", "name_language", "external_id", "source_url"})
# Outside the office these are not said twice.
ABOVE = frozenset({"state", "source"})


@dataclass(frozen=True)
class Profile:
    """What the page shows."""

    legal: list[Fact]
    capacity: list[Fact]
    engagement: list[Fact]
    record: list[Fact]
    contacts: list[OrganisationContact]
    identifiers: list[OrganisationIdentifier]
    representatives: list[Representative]
    by_role: Mapping[str, list[str]]
    flows: list[dict[str, str]]
    sectors: list[str]
    targets: list[str]
    languages: list[str]


def profile_of(organisation: Organisation, sight: Sight) -> Profile:
    """What there is to show of an organisation that went through `seen` with the same sight."""
    rows = list(organisation.places.all())
    words = places.labels(get_language() or "en")
    by_role = {
        role: [shown_place(place, words) for place in rows if place.role == role] for role in PlaceRole.values
    }
    return Profile(
        legal=facts(organisation, Identity, sight),
        capacity=facts(organisation, Capacity, sight),
        engagement=facts(organisation, Engagement, sight),
        record=facts(organisation, Governance, sight),
        contacts=list(organisation.contacts.all()),
        identifiers=list(organisation.identifiers.all()),
        representatives=list(organisation.representatives.all()),
        by_role=by_role,
        flows=flows(by_role),
        sectors=labels(organisation, "sectors"),
        targets=labels(organisation, "targets"),
        languages=labels(organisation, "languages"),
    )


def flows(by_role: Mapping[str, list[str]]) -> list[dict[str, str]]:
    """The arcs of the bridge: from every root to where they are, or else to where they act."""
    there = by_role[PlaceRole.RESIDENCE] or by_role[PlaceRole.ACTIVITY]
    return [{"from": origin, "to": place} for origin in by_role[PlaceRole.ORIGIN][:5] for place in there[:5]]


def facts(organisation: Organisation, part: type[models.Model], sight: Sight) -> list[Fact]:
    """(label, value) of the known fields of one part of the profile that somebody may see."""
    above = frozenset() if sight.sees_all else ABOVE
    visible = (
        field
        for field in known_fields(part)
        if field.name not in above and sight.sees(field.name, organisation.shown_to)
    )
    pairs = ((field, shown(organisation, field)) for field in visible)
    return [(str(field.verbose_name), value) for field, value in pairs if value]


def known_fields(part: type[models.Model]) -> Iterable[models.Field]:
    """The fields of a part that have no better place on the page."""
    return (field for field in part._meta.local_fields if field.name not in ELSEWHERE and field.editable)


def shown(organisation: Organisation, field: models.Field) -> str:
    """A value as people read it; empty when nothing is known."""
    value: Any = getattr(organisation, field.name)
    if isinstance(field, CodesField):
        return ", ".join(labels(organisation, field.name))
    if field.choices:
        return str(getattr(organisation, f"get_{field.name}_display")())
    if isinstance(field, models.BooleanField):
        return "" if value is None else str(_("Yes") if value else _("No"))
    if isinstance(field, models.DateField) and value:
        return date_format(value)
    return "" if value is None else str(value)


def labels(organisation: Organisation, name: str) -> list[str]:
    """The labels of a list of codes."""
    field = cast(CodesField, Organisation._meta.get_field(name))
    return [str(label) for label in field.labels(getattr(organisation, name))]
