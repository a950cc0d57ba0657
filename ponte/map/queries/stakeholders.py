"""Stakeholders as the office reads them: a list, a grid of interest and influence, what was promised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.accounts.models import Person
from ponte.core.registries import Task
from ponte.core.text import fold
from ponte.map.models import Organisation, Relation, Stakeholder
from ponte.map.models.vocabulary import Weight

LENGTH = 25
# (influence, interest) -> what it asks of the office. The corners are the usual ones of stakeholder mapping.
WHAT_TO_DO: Mapping[tuple[bool, bool], Any] = {
    (True, True): gettext_lazy("Work closely together"),
    (True, False): gettext_lazy("Keep them on your side"),
    (False, True): gettext_lazy("Keep them informed"),
    (False, False): gettext_lazy("Keep an eye on them"),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody of the office looks for; every part may be empty."""

    text: str = ""
    kind: str = ""
    interest: int | None = None
    influence: int | None = None
    mine: bool = False
    past: bool = False
    chosen: Mapping[str, str] = field(default_factory=dict)


def stakeholders(wanted: Wanted, person: Any) -> "QuerySet[Stakeholder]":
    """Those that fit, by name, with the day of the last encounter and whether a promise waits."""
    rows = Stakeholder.objects.filter(narrowed(wanted, person))
    for weight in ("interest", "influence"):
        if getattr(wanted, weight):
            rows = rows.filter(**{weight: getattr(wanted, weight)})
    waits = Relation.objects.filter(stakeholder=OuterRef("pk"), done_at=None).exclude(next_step="")
    rows = rows.annotate(last_met=Max("relations__on"), has_promise=Exists(waits))
    return rows.select_related("focal_person").order_by("sort_name", "pk")


def narrowed(wanted: Wanted, person: Any) -> Q:
    """Everything but the place on the grid."""
    fits = Q(is_past=wanted.past)
    for word in fold(wanted.text).split()[:8]:
        fits &= Q(sort_name__contains=word)
    if wanted.kind:
        fits &= Q(kind=wanted.kind)
    return fits & Q(focal_person=person.pk) if wanted.mine else fits


def grid(wanted: Wanted, person: Any) -> list[dict[str, Any]]:
    """Rows of influence from high to low, each with its cells of interest from low to high, and how many are there."""
    rows = Stakeholder.objects.filter(narrowed(wanted, person)).order_by()
    counted = {
        (row["influence"], row["interest"]): row["many"]
        for row in rows.values("influence", "interest").annotate(many=Count("pk"))
    }
    return [
        {
            "influence": influence,
            "cells": [
                {
                    "influence": influence,
                    "interest": interest,
                    "count": counted.get((influence, interest), 0),
                    "says": what_to_do(influence, interest),
                    "chosen": (wanted.influence, wanted.interest) == (influence, interest),
                }
                for interest in Weight
            ],
        }
        for influence in reversed(Weight)
    ]


def what_to_do(influence: int, interest: int) -> str:
    """What a place on the grid asks of the office; only the corners have an answer everybody agrees on."""
    if Weight.MEDIUM in (influence, interest):
        return ""
    return str(WHAT_TO_DO[influence == Weight.HIGH, interest == Weight.HIGH])


def promised(person: Any) -> list[Task]:
    """Next steps that this focal person has promised, for the desk."""
    if not person.has_perm("map.change_stakeholder"):
        return []
    rows = Relation.objects.filter(
        done_at=None, stakeholder__focal_person=person.pk, stakeholder__is_past=False
    )
    rows = rows.exclude(next_step="").select_related("stakeholder").order_by("next_on", "pk")
    return [
        Task(
            _("%(step)s (%(name)s)") % {"step": row.next_step, "name": row.stakeholder},
            reverse("map:stakeholder", args=[row.stakeholder.reference]),
            row.next_on or row.written_at,
        )
        for row in rows[:10]
    ]


def name_of_person(key: int) -> str:
    """Who a history means; somebody whose account is gone has no name any more."""
    return str(Person.objects.filter(pk=key).first() or "")


def name_of_organisation(key: int) -> str:
    """Which organisation a history means."""
    return str(Organisation.objects.filter(pk=key).first() or "")
