"""Federations and their members: who is a member of whom, as far as a reader may see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from ponte.core import references
from ponte.core.text import fold
from ponte.map.models import Affiliation, Organisation
from ponte.map.models.affiliation import OPEN, AffiliationState
from ponte.map.queries.organisations import organisations_visible_to

IN_PANEL = 6


def is_inside(person: Any, organisation: Organisation) -> bool:
    """People of the office and of the organisation also see what still waits for an answer."""
    return bool(person.has_perm("map.view_document", organisation))


def federations_of(organisation: Organisation, person: Any) -> "QuerySet[Affiliation]":
    """What it is a member of."""
    rows = Affiliation.objects.filter(member=organisation, federation__in=organisations_visible_to(person))
    return seen(rows, organisation, person).select_related("federation", "member").order_by("since", "pk")


def members_of(organisation: Organisation, person: Any) -> "QuerySet[Affiliation]":
    """Its own members, by name."""
    rows = Affiliation.objects.filter(federation=organisation, member__in=organisations_visible_to(person))
    found = seen(rows, organisation, person).select_related("federation", "member")
    return found.order_by("member__sort_name", "pk")


def seen(rows: "QuerySet[Affiliation]", organisation: Organisation, person: Any) -> "QuerySet[Affiliation]":
    """What both sides agree on is for everybody who sees both."""
    states = OPEN if is_inside(person, organisation) else (AffiliationState.CONFIRMED,)
    return rows.filter(state__in=states)


def goes_in_a_circle(member: Organisation, federation: Organisation) -> bool:
    """Whether the federation is itself, however far up, a member of that member."""
    reached, level = {federation.pk}, {federation.pk}
    while level and member.pk not in reached:
        above = Affiliation.objects.filter(member__in=level, state__in=OPEN).order_by()
        level = set(above.values_list("federation_id", flat=True)) - reached
        reached |= level
    return member.pk in reached


def known_as(text: str, scope: "QuerySet[Organisation]") -> "Iterable[Organisation]":
    """Organisations with this reference, or else with exactly this name; at most two, which is one too many."""
    reference = references.normalise(text)
    if references.is_valid(reference) and (found := scope.filter(reference=reference).first()):
        return [found]
    return list(scope.filter(sort_name=fold(text)[:300]).order_by("pk")[:2])


def panel(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """Both ways on the page of an organisation; nothing when there is nothing to say or to do."""
    person: Any = request.user
    federations = list(federations_of(organisation, person))
    members = members_of(organisation, person)
    count = members.count()
    may_ask = person.has_perm("map.ask_affiliation", organisation)
    if not (federations or count or may_ask):
        return None
    return {
        "federations": [row for row in federations if row.state == AffiliationState.CONFIRMED],
        "members": list(members.filter(state=AffiliationState.CONFIRMED)[:IN_PANEL]) if count else [],
        "count": count,
        "url": reverse("map:affiliations", args=[organisation.reference]),
        "may_ask": may_ask,
    }
