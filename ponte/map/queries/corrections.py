"""Corrections that wait for the office, and what each would change."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from ponte.map.models import Correction, Organisation
from ponte.map.models.correction import CorrectionState
from ponte.map.queries.record import own_field

SHOWN = 100


@dataclass(frozen=True)
class Proposed:
    """One field: how people call it, what the record says now, and what it should say."""

    label: str
    now: str
    proposed: str


def open_corrections() -> "QuerySet[Correction]":
    """What waits, the oldest first, that of the bodies themselves before that of others."""
    rows = Correction.objects.filter(state=CorrectionState.OPEN).select_related("organisation")
    return rows.order_by("-is_own", "sent_at", "pk")[:SHOWN]


def settled_corrections() -> "QuerySet[Correction]":
    """The last that were answered."""
    rows = Correction.objects.exclude(state=CorrectionState.OPEN).select_related("organisation", "settled_by")
    return rows.order_by("-settled_at", "-pk")[:SHOWN]


def differences_of(correction: Correction) -> list[Proposed]:
    """Field by field, what is and what should be."""
    row = correction.organisation
    return [
        Proposed(str(own_field(name).verbose_name), shown(getattr(row, name)), shown(value))
        for name, value in correction.values.items()
    ]


def shown(value: Any) -> str:
    """A value of the short form as text."""
    return "" if value is None else str(value)


def panel(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """Beside the record: what people say is wrong with it."""
    if not request.user.has_perm("map.view_correction"):
        return None
    rows = list(organisation.corrections.filter(state=CorrectionState.OPEN).order_by("sent_at", "pk")[:SHOWN])
    return {"corrections": rows} if rows else None
