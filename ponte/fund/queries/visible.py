"""Which calls, applications and awards a person may see: the scope of every page, a stranger gets 404."""

from typing import Any

from django.db.models import Q, QuerySet

from ponte.accounts.rules import works_here
from ponte.fund.models import Application, Award, Call
from ponte.fund.models.panel import seats_held
from ponte.fund.models.review import shut_out_of
from ponte.fund.models.sealed_look import looked_at, sealed
from ponte.fund.models.verdict import listed_for
from ponte.fund.models.vocabulary import Channel
from ponte.fund.rules.facts import SHOWN, reads_applications
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import Visibility

GIVEN_TO_THE_OFFICE = Q(submitted_at__isnull=False) | ~Q(channel=Channel.PAGE)


def calls_visible_to(person: Any) -> "QuerySet[Call]":
    """The office sees all; others what was published for them."""
    if works_here(person):
        return Call.objects.all()
    levels = [Visibility.PUBLIC]
    if person.is_authenticated:
        levels.append(Visibility.MEMBERS)
    return Call.objects.filter(state__in=SHOWN, visibility__in=levels)


def applications_visible_to(person: Any) -> "QuerySet[Application]":
    """Members see those of their organisations and of those they host; the office what was submitted.

    Not while it is sealed, not where they declared a conflict of interest, and not what they review blind. Members of
    a panel see what they decide about.
    """
    held, shut = list(membership_roles(person)), shut_out_of(person)  # it reads their panels too
    own = Q(organisation__in=held) | Q(host__in=held)
    if seats_held(person):
        own |= Q(pk__in=listed_for(person).values("application"))
    if reads_applications(person):
        opened = Q(pk__in=looked_at(person).values("application"))
        free = ~Q(pk__in=shut)
        return Application.objects.filter(own | GIVEN_TO_THE_OFFICE & (~sealed() | opened) & free)
    return Application.objects.filter(own) if person.is_authenticated else Application.objects.none()


def applications_sealed_to(person: Any) -> "QuerySet[Application]":
    """What the office has and does not open yet: of these only the reference and the moment are told."""
    if not reads_applications(person):
        return Application.objects.none()
    rows = Application.objects.filter(GIVEN_TO_THE_OFFICE, sealed()).exclude(pk__in=shut_out_of(person))
    return rows.exclude(organisation__in=membership_roles(person))


def awards_visible_to(person: Any) -> "QuerySet[Award]":
    """The register is public; the awards of a call that is not are seen where the call is."""
    return Award.objects.filter(call__in=calls_visible_to(person).order_by())
