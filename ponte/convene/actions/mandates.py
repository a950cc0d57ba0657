"""Writing down who was chosen, and telling in time that a mandate ends."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.convene.actions.letters import address_of, write_to
from ponte.convene.actions.seats import permit
from ponte.convene.lifecycles import mandate as life
from ponte.convene.models import Mandate, Table
from ponte.convene.models.electing import How, MandateState
from ponte.convene.models.mandate import ENDS_SOON
from ponte.core.refusal import Refused


@transaction.atomic
def give_mandate(table: Table, *, values: Mapping[str, Any], by: Any) -> Mandate:
    """Somebody chosen by consensus or appointed. A secret vote is an election, and opens its mandate itself."""
    permit("convene.add_mandate", table, by)
    if values.get("how") == How.BALLOT:
        raise Refused(_("A secret vote is held as an election: it writes its mandate itself."))
    Table.objects.select_for_update(of=("self",)).get(pk=table.pk)
    delegate = values.get("delegate")
    given = dict(values)
    if delegate is not None:
        given |= {"name": delegate.name, "account": delegate.account}
        given["organisation"] = delegate.seat.organisation
    return life.begin(Mandate(table=table, **given), by=by)


def tell_endings() -> int:
    """Write once to holders and facilitators of mandates that end within 30 days; end those whose day has passed."""
    today = timezone.localdate()
    running = Mandate.objects.filter(state=MandateState.RUNNING, until__isnull=False)
    near = running.filter(until__lte=today + ENDS_SOON).exclude(Q(told_until=F("until")))
    rows = near.select_related("table__facilitator", "delegate", "account").order_by("pk")
    told = sum(tell(mandate) for mandate in rows)
    for mandate in running.filter(until__lt=today).order_by("pk"):
        life.lifecycle.perform("end", mandate, by=None)
    return told


@transaction.atomic
def tell(mandate: Mandate) -> int:
    """One letter each; told twice only when the end was moved."""
    fresh = Mandate.objects.filter(pk=mandate.pk, until=mandate.until).exclude(told_until=F("until"))
    if not fresh.update(told_until=mandate.until):
        return 0
    readers = {
        row.email: row for row in (mandate.table.facilitator, mandate.account, mandate.delegate) if row
    }
    for reader in readers.values():
        address = address_of("convene:mandate", mandate.reference, language=reader.language)
        write_to(reader, "mandate_ends", context={"mandate": mandate, "address": address})
    return 1
