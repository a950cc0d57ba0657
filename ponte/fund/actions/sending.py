"""Sending an application: begun, finished, and the same receipt however often it is pressed."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.lifecycles.application import lifecycle
from ponte.fund.lifecycles.sending import LOOK
from ponte.fund.models import Application, SealedLook, Submission
from ponte.fund.models.vocabulary import EDITABLE, ApplicationState
from ponte.fund.queries.deadlines import refuse_when_too_late


@transaction.atomic
def begin_sending(application: Application, *, by: Any) -> None:
    """Remember when somebody pressed "send": what is missing may be written in the minutes of grace.

    Only what was begun before the deadline counts, and the first time does.
    """
    row = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    if not by.has_perm("fund.submit_application", row):
        raise NotPermitted(_("You are not permitted to do this."))
    if row.state not in EDITABLE or row.begun_sending_at is not None:
        return
    refuse_when_too_late(row)
    row.begun_sending_at = application.begun_sending_at = timezone.now()
    row.save(update_fields=["begun_sending_at"])


def send(application: Application, *, by: Any, at: datetime | None = None) -> Submission:
    """Submit it. Who presses twice, or after somebody else, gets the receipt that is there."""
    begin_sending(application, by=by)
    try:
        lifecycle.perform("submit", application, by=by, at=at)
    except Refused:
        application.refresh_from_db()
        if application.state != ApplicationState.SUBMITTED:
            raise
    return application.submissions.order_by("-number")[0]


@transaction.atomic
def look_into(application: Application, *, by: Any, reason: str) -> SealedLook:
    """Open a sealed application before the deadline. It is written down before anything is shown."""
    if not by.has_perm("fund.open_sealed_application", application):
        raise NotPermitted(_("You are not permitted to do this."))
    if not reason.strip():
        raise Refused(_("Give a reason."))
    look = SealedLook.objects.create(application=application, by=by, reason=reason.strip()[:500])
    changes.append(application, by=by, verb=LOOK, values={}, note=reason)
    return look
