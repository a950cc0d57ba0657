"""Who stands too near to whom: what a reviewer is asked, and what the office knows."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max, QuerySet

from ponte.fund.models import Application, ConflictDeclaration, PhaseReviewer, ReviewPhase
from ponte.fund.models.vocabulary import ApplicationState

NOT_LISTED = (ApplicationState.DRAFT, ApplicationState.INELIGIBLE, ApplicationState.WITHDRAWN)


def listed_for(phase: ReviewPhase) -> "QuerySet[Application]":
    """Every application whose applicant a reviewer is asked about: all of the call, handed to them or not.

    So that in a blind phase the list does not tell whose application they got.
    """
    rows = Application.objects.filter(call=phase.call_id, screened_at__isnull=False)
    return (
        rows.exclude(state__in=NOT_LISTED)
        .select_related("organisation")
        .order_by("organisation__sort_name", "organisation_id", "pk")
    )


def newly_listed(members: Sequence[PhaseReviewer]) -> set[int]:
    """Those who have to go through the list of an open phase: never did, or applicants were added since."""
    calls = {row.phase.call_id for row in members}
    rows = Application.objects.filter(call__in=calls, screened_at__isnull=False).exclude(state__in=NOT_LISTED)
    last = dict(rows.order_by().values_list("call_id").annotate(last=Max("screened_at")))
    return {
        row.pk
        for row in members
        if row.phase.is_open
        and row.phase.call_id in last
        and (row.declared_at is None or row.declared_at < last[row.phase.call_id])
    }


def may_open(person: Any, application: Application) -> bool:
    """They said that they stand far enough away. Nothing opens to somebody who said nothing."""
    rows = ConflictDeclaration.objects.filter(person=person, application=application)
    return rows.filter(has_conflict=False).order_by().exists()


def conflicts_in(call_id: int) -> "QuerySet[ConflictDeclaration]":
    """Everybody who stands too near to an applicant of a call, for the office."""
    rows = ConflictDeclaration.objects.filter(application__call=call_id, has_conflict=True)
    return rows.select_related("person", "application__organisation").order_by("person__name", "pk")
