"""A member of a panel says to which applicants they are near, before anything opens to them."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core.refusal import NotPermitted
from ponte.fund.actions.conflicts import declare_conflict
from ponte.fund.actions.panels import locked
from ponte.fund.models import ConflictDeclaration, Panel
from ponte.fund.models.vocabulary import PanelState
from ponte.fund.queries.voting import unheard


@transaction.atomic
def declare_interests(panel: Panel, *, near: Collection[int], kind: str, reason: str, by: Any) -> int:
    """They went through the list; `near` are applications of it. How many conflicts are new.

    A conflict stays: only the office takes it back. Of the others it is written down that there is none.
    """
    now = locked(panel, PanelState.OPEN)
    if not now.members.filter(person=by).exists():
        raise NotPermitted(_("You are not permitted to do this."))
    listed = {row.application_id: row.application for row in now.verdicts.select_related("application")}
    said = ConflictDeclaration.objects.filter(person=by, has_conflict=True, application__in=list(listed))
    known = set(said.order_by().values_list("application_id", flat=True))
    fresh = [listed[pk] for pk in sorted(set(near) - known) if pk in listed]
    for application in fresh:
        declare_conflict(application, person=by, kind=kind, reason=reason, by=by)
    at = timezone.now()
    ConflictDeclaration.objects.bulk_create(
        ConflictDeclaration(person=by, application_id=pk, at=at, by=by)
        for pk in unheard(panel, by).values_list("application_id", flat=True)
    )
    return len(fresh)
