"""Whether the register names who received an award. Where a name is a danger it says kind and country only."""

from typing import Any

from django.db.models import Q

from ponte.core.text import fold
from ponte.fund.models import Application, Award
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import UNLISTED, PlaceRole, Visibility
from ponte.map.queries.sharing import is_for_everybody

NAMED = Q(names_recipient=True) & ~Q(organisation__state__in=sorted(UNLISTED))
NAMED &= ~Q(organisation__visibility=Visibility.OFFICE)


def named_for(person: Any) -> Q:
    """The awards whose recipients this person may find by name."""
    if person.has_perm("map.view_register"):
        return Q()
    own = list(membership_roles(person))
    return NAMED | Q(organisation__in=own) | Q(host__in=own)


def is_safe_to_name(application: Application) -> bool:
    """What a new award begins with. The office may name a body whose record is not public once that body agrees.

    A call keeps quiet about organisations that are, act or work in some places.
    """
    quiet = set(application.call.unnamed_in)
    if application.country in quiet or not is_for_everybody(application.organisation):
        return False
    touched = application.organisation.places.exclude(role=PlaceRole.ORIGIN).values_list("area", flat=True)
    return quiet.isdisjoint(touched)


def is_named_for(person: Any, award: Award) -> bool:
    """Whether this person reads the name: the office and its own people always do."""
    if person.has_perm("map.view_register"):
        return True
    if {award.organisation_id, award.host_id} & set(membership_roles(person)):
        return True
    body = award.organisation
    return award.names_recipient and body.state not in UNLISTED and body.visibility != Visibility.OFFICE


def tells_the_name(award: Award, text: str) -> bool:
    """Whether a text gives away whose award it is."""
    organisation = award.organisation
    names = [organisation.name, *organisation.names.values_list("text", flat=True)]
    folded = fold(text)
    return any(len(name) > 2 and fold(name) in folded for name in names)
