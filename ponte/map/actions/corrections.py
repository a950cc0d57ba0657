"""Corrections: sent by anybody, taken into the record or declined by the office, answered by mail."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.core import changes, outbox, verbs
from ponte.core.refusal import Refused
from ponte.core.scrubbing import scrub
from ponte.map.actions.organisation import change_organisation
from ponte.map.lifecycles.correction import lifecycle
from ponte.map.models import Correction, Organisation
from ponte.map.models.correction import CorrectionState
from ponte.map.models.vocabulary import UNLISTED, Visibility
from ponte.map.queries.reaching import address_of, language_of

MOST_OPEN = 20  # of one organisation; then the office looks at those first
KEPT = timedelta(days=365)
SCRUBBED_AT_ONCE = 200


@dataclass(frozen=True)
class Sender:
    """Who says that something is wrong; an organisation by its own link is answered at its own address."""

    language: str
    name: str = ""
    email: str = ""
    is_own: bool = False


@transaction.atomic
def send_correction(
    organisation: Organisation, *, values: Mapping[str, Any], text: str, sender: Sender
) -> Correction:
    """Keep it for the office; the record stays as it is."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if organisation.corrections.filter(state=CorrectionState.OPEN).count() >= MOST_OPEN:
        raise Refused(_("Many corrections of this page wait for the office already. Try again next week."))
    correction = Correction.objects.create(
        organisation=organisation,
        values=dict(values),
        text=text,
        is_own=sender.is_own,
        name=sender.name,
        email=sender.email,
        language=language_of(organisation) if sender.is_own else sender.language,
    )
    after = {"organisation": organisation.reference, "is_own": sender.is_own}
    changes.record(correction, by=None, verb=verbs.CREATE, before={}, after=after)
    return correction


@transaction.atomic
def apply_correction(correction: Correction, *, fields: Collection[str], answer: str, by: Any) -> None:
    """Take these fields of it into the record; the rest of it was read. Refused when the record does not allow it."""
    lifecycle.perform("apply", correction, by=by, reason=answer)
    values = {name: value for name, value in correction.values.items() if name in fields}
    if values:
        try:
            change_organisation(correction.organisation, values=values, by=by)
        except ValidationError as problems:
            raise Refused(" ".join(problems.messages)) from problems
    tell_sender(correction, answer)


@transaction.atomic
def decline_correction(correction: Correction, *, answer: str, by: Any) -> None:
    """Leave the record as it is and say why."""
    lifecycle.perform("decline", correction, by=by, reason=answer)
    tell_sender(correction, answer)


def tell_sender(correction: Correction, answer: str) -> None:
    """Answer whoever left an address."""
    row = correction.organisation
    to = address_of(row) if correction.is_own else correction.email
    if not to:
        return
    with override(correction.language):
        is_seen = row.visibility == Visibility.PUBLIC and row.state not in UNLISTED
        address = settings.URL + row.get_absolute_url() if is_seen else ""
    is_applied = correction.state == CorrectionState.APPLIED
    outbox.post(
        "map/mails/correction_answer",
        to=to,
        language=correction.language,
        context={"organisation": row, "is_applied": is_applied, "answer": answer, "address": address},
        purpose="map.correction",
        by=correction.settled_by,
    )


def tidy_corrections() -> int:
    """Take the personal data out of corrections settled a year ago; their number."""
    old = Correction.objects.filter(settled_at__lt=timezone.now() - KEPT, scrubbed_at=None).order_by("pk")
    rows = list(old[:SCRUBBED_AT_ONCE])
    for row in rows:
        forget_correction(row, by=None, reason="kept 12 months")
    return len(rows)


@transaction.atomic
def forget_correction(correction: Correction, *, by: Any, reason: str) -> None:
    """What was said and by whom goes; that it was said stays."""
    scrub(correction, by=by, reason=reason)
    Correction.objects.filter(pk=correction.pk).update(scrubbed_at=timezone.now())
