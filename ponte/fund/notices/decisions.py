"""Letters about what came after a decision: an award answered or revoked, an appeal answered."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from ponte.core import outbox
from ponte.core.workflow import Move
from ponte.fund.models import Appeal, Application, Award
from ponte.fund.queries.decision_page import released_verdict
from ponte.fund.queries.readers import Reader, owners_or_its_own


def award_moved(*, move: Move, **_signal: Any) -> None:
    """To the organisation when it is revoked; to who released it when it is answered."""
    award: Award = move.subject
    rows = Application.objects.select_related("organisation", "call")
    application = rows.get(pk=award.application_id)
    if move.is_proposal:
        return
    if move.step.name == "revoke":
        readers = owners_or_its_own(application)
    else:
        verdict = released_verdict(application)
        person = verdict.panel.released_by if verdict else None
        readers = [Reader(person.email, person.language)] if person and person != move.by else []
    tell("award_moved", readers, application, move)


def appeal_moved(*, move: Move, **_signal: Any) -> None:
    """To the organisation, with the answer."""
    appeal: Appeal = move.subject
    if move.step.name == "withdraw":
        return
    rows = Application.objects.select_related("organisation", "call")
    application = rows.get(pk=appeal.application_id)
    tell("appeal_moved", owners_or_its_own(application), application, move)


def tell(template: str, readers: Iterable[Reader], application: Application, move: Move) -> None:
    """One letter to each, in their language."""
    for reader in readers:
        with override(reader.language):
            page = settings.URL + reverse("fund:decision", args=[application.reference])
        context = {
            "step": move.step.name,
            "title": application.title,
            "reference": application.reference,
            "organisation": application.organisation.name,
            "reason": move.reason,
            "page": page,
        }
        purpose = f"fund.{template}"
        outbox.post(
            f"fund/mails/{template}",
            to=reader.email,
            language=reader.language,
            context=context,
            purpose=purpose,
            by=move.by,
        )
