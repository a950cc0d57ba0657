"""Letters about answers: a receipt for who submitted them, and the reason when they are given back."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from ponte.ask import subjects
from ponte.ask.document.parts import said
from ponte.ask.models import Response
from ponte.core import outbox
from ponte.core.workflow import Move

TOLD = ("submit", "reopen")


def response_moved(*, move: Move, **_signal: Any) -> None:
    """To who submitted, or else began. Where answers belong to something of another domain, that one writes."""
    row: Response = move.subject
    person = row.submitted_by or row.started_by
    if move.step.name not in TOLD or person is None or subjects.home(row.subject):
        return
    document = row.version.parts
    with override(person.language):
        address = reverse("ask:response", args=[row.reference])
    outbox.post(
        f"ask/mails/{move.step.name}",
        to=person.email,
        language=person.language,
        context={
            "title": said(document.title, person.language, document.language)[0] or row.questionnaire.title,
            "response": row,
            "reason": move.reason,
            "address": f"{settings.URL}{address}",
        },
        purpose=f"ask.{move.step.name}",
        by=move.by,
    )
