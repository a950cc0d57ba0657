"""Engagements a person may see."""

from typing import Any

from django.db.models import Q, QuerySet

from ponte.map.models.vocabulary import Visibility
from ponte.plan.models import Engagement
from ponte.plan.models.vocabulary import EngagementState
from ponte.plan.rules import works_here

# What is not begun is nobody's business but the office's.
PRIVATE = (EngagementState.DRAFT, EngagementState.DROPPED)


def engagements_visible_to(person: Any) -> "QuerySet[Engagement]":
    """The scope of every page about one engagement: a stranger gets 404."""
    if works_here(person):
        return Engagement.objects.all()
    levels = [Visibility.PUBLIC]
    if person.is_authenticated:
        levels.append(Visibility.MEMBERS)
    return Engagement.objects.filter(Q(visibility__in=levels) & ~Q(state__in=PRIVATE))
