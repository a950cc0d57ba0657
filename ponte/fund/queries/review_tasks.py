"""What of reviews waits on a desk."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core.registries import Task
from ponte.fund.models import AssignmentPlan, PhaseReviewer, Review
from ponte.fund.models.vocabulary import PhaseState, PlanState, ReviewState
from ponte.fund.queries.conflicts import newly_listed

ON_DESK = 10


def on_desk(person: Any) -> list[Task]:
    """Interests to declare and reviews to write; for the office, proposals to look at."""
    return [*_of_reviewer(person), *_of_office(person)]


def _of_reviewer(person: Any) -> list[Task]:
    if not person.has_perm("fund.change_review"):
        return []
    rows = PhaseReviewer.objects.filter(reviewer__person=person, phase__state=PhaseState.OPEN)
    members = list(rows.select_related("phase__call").order_by("phase__due_on", "pk")[:ON_DESK])
    asked = newly_listed(members)
    waiting = Review.objects.filter(reviewer__person=person, state=ReviewState.OPEN).order_by()
    counts = dict(waiting.values_list("phase_id").annotate(count=Count("pk")))
    found = []
    for member in members:
        phase, count = member.phase, counts.get(member.phase_id, 0)
        if member.pk in asked:
            words = _("Say where you stand too near: %(call)s") % {"call": phase.call.title}
            found.append(Task(words, reverse("fund:interests", args=[phase.pk]), phase.due_on))
        elif count:
            words = ngettext("%(count)d review of %(call)s", "%(count)d reviews of %(call)s", count)
            named = words % {"count": count, "call": phase.call.title}
            found.append(Task(named, reverse("fund:reviews"), phase.due_on))
    return found


def _of_office(person: Any) -> list[Task]:
    if not person.has_perm("fund.change_reviewphase"):
        return []
    rows = AssignmentPlan.objects.filter(state=PlanState.READY).select_related("phase__call")
    words = _("Look at who should read what: %(call)s")
    return [
        Task(words % {"call": row.phase.call.title}, reverse("fund:plan", args=[row.phase_id]), row.asked_at)
        for row in rows.order_by("asked_at", "pk")[:ON_DESK]
    ]
