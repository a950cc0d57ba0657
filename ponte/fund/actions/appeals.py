"""An applicant appeals against a decision."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.models import Appeal, Application
from ponte.fund.queries.appeal_window import appealable


@transaction.atomic
def file_appeal(application: Application, *, text: str, by: Any) -> Appeal:
    """One for each decision, in time. The application is locked, so that nobody sends two at once."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("call")
    now = rows.get(pk=application.pk)
    if not by.has_perm("fund.add_appeal", now):
        raise NotPermitted(_("You are not permitted to do this."))
    taken = appealable(now)
    if not text.strip():
        raise Refused(_("Say what was wrong with the decision."))
    appeal = Appeal.objects.create(application=now, decision_of=taken, text=text, filed_by=by)
    changes.record(appeal, by=by, verb=verbs.CREATE, before={}, after={"application": now.reference})
    return appeal
