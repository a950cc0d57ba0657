"""Which calls, applications and awards a person may see: the scope of every page, a stranger gets 404."""

from typing import Any

from django.db.models import Q, QuerySet

from ponte.accounts.rules import works_here
from ponte.fund.models import Application, Award, Call
from ponte.fund.models.vocabulary import ApplicationState
from ponte.fund.rules.facts import SHOWN
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import Visibility

UNSEEN_BY_THE_OFFICE = (ApplicationState.DRAFT,)


def calls_visible_to(person: Any) -> "QuerySet[Call]":
    """The office sees all; others what was published for them."""
    if works_here(person):
        return Call.objects.all()
    levels = [Visibility.PUBLIC]
    if person.is_authenticated:
        levels.append(Visibility.MEMBERS)
    return Call.objects.filter(state__in=SHOWN, visibility__in=levels)


def applications_visible_to(person: Any) -> "QuerySet[Application]":
    """Members see those of their organisations and of those they host; the office what was submitted."""
    held = list(membership_roles(person))
    own = Q(organisation__in=held) | Q(host__in=held)
    if works_here(person):
        return Application.objects.filter(own | ~Q(state__in=UNSEEN_BY_THE_OFFICE) | ~Q(channel="page"))
    return Application.objects.filter(own) if held else Application.objects.none()


def awards_visible_to(person: Any) -> "QuerySet[Award]":
    """The register is public; the awards of a call that is not are seen where the call is."""
    return Award.objects.filter(call__in=calls_visible_to(person).order_by())
