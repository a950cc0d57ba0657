"""An organisation comes onto the register by its own word: typed by itself, or by somebody of the office for it."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import Person
from ponte.core.refusal import Refused
from ponte.map.actions.organisation import add_organisation
from ponte.map.lifecycles.members import give_role
from ponte.map.models import Intake, Organisation
from ponte.map.models.intake import Way
from ponte.map.models.vocabulary import Consent, MemberRole, State
from ponte.map.queries.record import Record

MOST_WAITING = 3


@transaction.atomic
def register_oneself(*, values: Record, position: str, by: Any) -> Organisation:
    """A record only its person and the office see, until the office takes it onto the register.

    Whoever registers owns it from the start: they must be able to correct what they wrote.
    """
    Person.objects.select_for_update().get(pk=by.pk)  # a second press of the button waits for the first
    waiting = Organisation.objects.filter(contributed_by=by, state=State.PROPOSED)
    if waiting.count() >= MOST_WAITING:
        raise Refused(_("Three of your registrations wait for the office. Wait until it has looked at them."))
    given = values | agreed(Consent.WRITTEN)
    organisation = add_organisation(values=given, by=by, state=State.PROPOSED, by_itself=True)
    give_role(organisation, by, MemberRole.OWNER, by=by)
    Intake.objects.create(
        organisation=organisation, way=Way.ONLINE, person=by.name, position=position, written_by=by
    )
    return organisation


@transaction.atomic
def register_for_somebody(*, values: Record, told: dict[str, str], by: Any) -> Organisation:
    """A new record written by the office; `told` says by which way and by whom (`way`, `person`, `position`).

    Where a representative told us, the record is the organisation's own word.
    """
    is_told = bool(told.get("way"))
    organisation = add_organisation(values=values, by=by, by_itself=is_told)
    if is_told:
        Intake.objects.create(organisation=organisation, written_by=by, **told)
    return organisation


def agreed(how: str) -> Record:
    """Consent given now, as record values."""
    return {"consent": str(how), "consent_on": timezone.localdate().isoformat()}
