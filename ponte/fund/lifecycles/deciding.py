"""What a released decision does: the application moves, an award is made, the applicant gets a letter."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.lifecycles import application as life_of_application
from ponte.fund.lifecycles.decision_letters import send_letters
from ponte.fund.lifecycles.track import write_award
from ponte.fund.models import Application, Award, Panel, Verdict
from ponte.fund.models.vocabulary import Decision, VerdictState
from ponte.fund.queries.naming import is_safe_to_name
from ponte.fund.queries.releasing import waiting_verdicts


def carry_out(panel: Panel, *, by: Any, at: datetime) -> None:
    """Everything the panel says happens now; in the transaction of its release."""
    verdicts = waiting_verdicts(panel)
    pks = [verdict.application_id for verdict in verdicts]
    list(Application.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
    Verdict.objects.filter(panel=panel).update(state=VerdictState.RELEASED)
    for verdict in verdicts:
        verdict.panel, verdict.application.call = panel, panel.call
        verdict.state = VerdictState.RELEASED
        decide(verdict, by=by, at=at)


def decide(verdict: Verdict, *, by: Any, at: datetime) -> None:
    """One of them: the step of the application, the award, the letter."""
    application = verdict.application
    try:
        life_of_application.lifecycle.perform(
            verdict.decision, application, by=by, at=at, reason=verdict.reason
        )
    except (NotPermitted, Refused) as refusal:
        raise type(refusal)(f"{application.reference}: {refusal}") from None
    award = make_award(verdict, by=by, at=at) if verdict.decision == Decision.AWARD else None
    verdict.letters = send_letters(verdict, award, by=by, at=at)
    verdict.told_on, verdict.told_by, verdict.told_how, verdict.told_note = None, None, "", ""
    verdict.save(update_fields=["letters", "told_on", "told_by", "told_how", "told_note"])


def make_award(verdict: Verdict, *, by: Any, at: datetime) -> Award:
    """The row of the register, and the line in the track record of the organisation."""
    application, call = verdict.application, verdict.panel.call
    award = Award.objects.create(
        call=call,
        application=application,
        organisation_id=application.organisation_id,
        host_id=application.host_id,
        title=application.title,
        description=application.summary,
        language=application.language,
        currency=call.currency,
        amount_minor=verdict.amount_minor or 0,
        conditions=verdict.conditions,
        sector=application.sector,
        country=application.country,
        awarded_on=timezone.localdate(at),
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        names_recipient=is_safe_to_name(application),
    )
    told = {"state": award.state, "amount": award.amount, "application": application.reference}
    changes.record(award, by=by, verb=verbs.CREATE, before={}, after=told, at=at)
    write_award(award, by=by)
    return award
