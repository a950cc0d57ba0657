"""Applications on desks, and on the page of the organisation that applies."""

from typing import Any

from django.db.models import Count, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core.registries import Task
from ponte.fund.models import Application
from ponte.fund.models.vocabulary import EDITABLE, ApplicationState
from ponte.fund.queries.deadlines import why_not_written
from ponte.fund.queries.visible import applications_visible_to
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles
from ponte.map.rules.facts import EDITING

SHOWN = 10


def waiting(person: Any) -> list[Task]:
    """For applicants, what they still write; for the office, what came in and nobody checked."""
    return [*to_write(person), *to_check(person)]


def to_write(person: Any) -> list[Task]:
    """Drafts, what was given back, proposals to write; with the deadline."""
    held = [key for key, role in membership_roles(person).items() if role in EDITING]
    if not held:
        return []
    rows = Application.objects.filter(organisation__in=held, state__in=EDITABLE)
    words = {
        ApplicationState.DRAFT: _("Finish the application: %(call)s"),
        ApplicationState.RETURNED: _("Change the application, the office gave it back: %(call)s"),
        ApplicationState.INVITED: _("Write the proposal: %(call)s"),
    }
    return [
        Task(words[ApplicationState(row.state)] % {"call": row.call}, row.get_absolute_url(), row.deadline)
        for row in rows.select_related("call").order_by("-started_at", "-pk")[:SHOWN]
        if not why_not_written(row)
    ]


def to_check(person: Any) -> list[Task]:
    """Calls with applications that came in and that nobody has checked; the oldest since when."""
    if not person.has_perm("fund.clear_application"):
        return []
    rows = applications_visible_to(person).filter(state=ApplicationState.SUBMITTED)
    counted = rows.exclude(organisation__in=membership_roles(person)).values("call__reference", "call__title")
    found = counted.annotate(count=Count("pk"), since=Min("submitted_at")).order_by(
        "since", "call__reference"
    )
    here = reverse("fund:applications")
    return [
        Task(
            ngettext(
                "Check %(count)d application: %(call)s",
                "Check %(count)d applications: %(call)s",
                row["count"],
            )
            % {"count": row["count"], "call": row["call__title"]},
            f"{here}?call={row['call__reference']}&state={ApplicationState.SUBMITTED.value}",
            row["since"],
        )
        for row in found[:SHOWN]
    ]


def organisation_panel(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """What it applied for, for its people and for the office."""
    person: Any = request.user
    if not person.is_authenticated:
        return None
    rows = applications_visible_to(person).filter(organisation=organisation).select_related("call")
    shown = list(rows.order_by("-started_at", "-pk")[:SHOWN])
    return {"rows": shown} if shown else None


def desk_panel(request: HttpRequest, _subject: Any) -> dict[str, Any] | None:
    """One's own applications, in whatever state."""
    person: Any = request.user
    held = list(membership_roles(person))
    if not held:
        return None
    rows = Application.objects.filter(organisation__in=held).select_related("call", "organisation")
    shown = list(rows.order_by("-started_at", "-pk")[:SHOWN])
    return {"rows": shown} if shown else None
