"""Applications on desks, and on the page of the organisation that applies."""

from typing import Any

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core.registries import Task
from ponte.fund.models import Application, Call
from ponte.fund.models.vocabulary import EDITABLE, ApplicationState, Channel
from ponte.fund.queries.deadlines import takes_drafts, why_not_written
from ponte.fund.queries.visible import applications_sealed_to, applications_visible_to
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


def call_panel(request: HttpRequest, call: Call) -> dict[str, Any] | None:
    """On the page of a call: one's own applications; for the office what came in, and what nobody opens yet."""
    person: Any = request.user
    if not person.is_authenticated:
        return None
    held = list(membership_roles(person))
    rows = Application.objects.filter(call=call, organisation__in=held).select_related("organisation")
    found = {
        "call": call,
        "own": list(rows.order_by("-started_at", "-pk")[:SHOWN]) if held else [],
        "is_office": person.has_perm("fund.list_applications"),
        "may_take_in": takes_drafts(call, Channel.PAPER) and person.has_perm("fund.take_in_application"),
    }
    if found["is_office"]:
        whole = Application.objects.filter(call=call).aggregate(
            sent=Count("pk", filter=Q(submitted_at__isnull=False)),
            written=Count("pk", filter=Q(state=ApplicationState.DRAFT)),
        )
        found |= whole | {
            "sealed": applications_sealed_to(person).filter(call=call).count() if call.is_sealed else 0
        }
    return found if found["own"] or found["is_office"] else None
