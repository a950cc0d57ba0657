"""Which appeals a person may see, and what waits for an answer."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _

from ponte.core.registries import Task
from ponte.fund.models import Appeal
from ponte.fund.models.conflict import conflicts_of
from ponte.fund.models.vocabulary import AppealState
from ponte.fund.rules.panels import hears_appeals
from ponte.map.models.membership import membership_roles

WAITING_FIRST = Case(When(state=AppealState.FILED, then=Value(0)), default=Value(1))


def appeals_visible_to(person: Any) -> "QuerySet[Appeal]":
    """Members see their own; who hears appeals sees those of applicants they are not near to."""
    held = list(membership_roles(person))
    rows = Appeal.objects.order_by(WAITING_FIRST, "-filed_at", "-pk")
    own = rows.filter(application__organisation__in=held) | rows.filter(application__host__in=held)
    if not hears_appeals(person):
        return own if held else rows.none()
    return rows.exclude(application__in=conflicts_of(person))


def on_desk(person: Any) -> list[Task]:
    """Appeals this person may answer."""
    if not hears_appeals(person):
        return []
    waiting = Appeal.objects.filter(state=AppealState.FILED).select_related("application__organisation")
    return [
        Task(
            _("Answer an appeal: %(name)s") % {"name": row.application}, row.get_absolute_url(), row.filed_at
        )
        for row in waiting.order_by("filed_at", "pk")[:20]
        if person.has_perm("fund.uphold_appeal", row)
    ]
