"""What the map keeps about a person, and how it goes: from the record and from its whole history."""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ponte.accounts.actions.holdings import holding_of
from ponte.core import changes
from ponte.core.registries import Holding
from ponte.map.actions.claims import forget_claim
from ponte.map.actions.corrections import forget_correction
from ponte.map.actions.documents import forget_document
from ponte.map.actions.organisation import change_organisation
from ponte.map.models import (
    Claim,
    Correction,
    Intake,
    Membership,
    MembershipInvitation,
    Organisation,
    OrganisationContact,
    OrganisationDocument,
    Representative,
    Stakeholder,
)
from ponte.map.queries.record import PARTS, record_of, whole


def find(address: str, name: str) -> list[Holding]:
    """Everything about the person of this address, and what only bears the name."""
    return [
        *in_records(address, name),
        *of_the_account(address),
        *of_papers(name),
        *of_letters(address, name),
    ]


def in_records(address: str, name: str) -> list[Holding]:
    """Who speaks for an organisation, and ways to reach it."""
    people = Representative.objects.select_related("organisation").order_by("pk")
    ways = OrganisationContact.objects.select_related("organisation").order_by("pk")
    found = [
        in_record(row, "representatives", ("name", "position", "email", "phone"), by_name=by_name)
        for row, by_name in matching(people, address, name)
    ]
    if address:
        found += [in_record(row, "contacts", ("kind", "value")) for row in ways.filter(value__iexact=address)]
    return found


def matching(
    rows: models.QuerySet[Any],
    address: str,
    name: str,
    *,
    email_field: str = "email",
    name_field: str = "name",
) -> list[tuple[Any, bool]]:
    """(row, whether only the name matches) of everything with this address or this name."""
    by_address = Q(**{f"{email_field}__iexact": address}) if address else Q(pk__in=[])
    by_name = Q(**{f"{name_field}__iexact": name}) if name else Q(pk__in=[])
    return [
        (row, not address or getattr(row, email_field).lower() != address)
        for row in rows.filter(by_address | by_name)
    ]


def in_record(row: Any, part: str, names: tuple[str, ...], **more: Any) -> Holding:
    """A row of a record."""
    erase, url = partial(take_out, row, part), row.organisation.get_absolute_url()
    label = f"{row._meta.verbose_name}: {row.organisation}"
    return holding_of(row, *names, label=label, url=url, erase=erase, **more)


@transaction.atomic
def take_out(row: Any, part: str, *, by: Any, reason: str) -> None:
    """The row leaves its record, and with it the past of this part: nobody can tell whose values those were."""
    organisation = whole(Organisation.objects.filter(pk=row.organisation_id)).get()
    gone = {name: getattr(row, name) for name in PARTS[part][1]}
    gone = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in gone.items()}
    kept = [each for each in record_of(organisation)[part] if each != gone]
    change_organisation(organisation, values={part: kept}, by=by)
    changes.redact(organisation, [part], by=by, reason=reason)


def of_the_account(address: str) -> list[Holding]:
    """What hangs on an account: memberships and claims."""
    if not address:
        return []
    memberships = Membership.objects.filter(person__email=address).select_related("organisation")
    claims = Claim.objects.filter(person__email=address).select_related("organisation")
    return [
        *(named(row, "role", "since", "ended_at") for row in memberships.order_by("pk")),
        *(
            named(
                row, "position", "statement", "made_at", erase=transaction.atomic(partial(forget_claim, row))
            )
            for row in claims.order_by("pk")
        ),
    ]


def of_papers(name: str) -> list[Holding]:
    """Papers whose title or note has the name in it."""
    if not name:
        return []
    says = Q(title__icontains=name) | Q(note__icontains=name)
    papers = OrganisationDocument.objects.filter(says).select_related("organisation").order_by("pk")
    return [
        named(row, "kind", "title", "note", by_name=True, erase=partial(forget_document, row))
        for row in papers
    ]


def of_letters(address: str, name: str) -> list[Holding]:
    """Invitations, corrections, first information, and stakeholders."""
    corrections = matching(Correction.objects.order_by("pk"), address, name)
    found = [
        named(row, "name", "email", "text", "sent_at", by_name=by_name, erase=partial(forget_correction, row))
        for row, by_name in corrections
    ]
    if address:
        invited = MembershipInvitation.objects.filter(email__iexact=address).order_by("pk")
        found += [named(row, "email", "invited_at") for row in invited]
    if name:
        told = Intake.objects.filter(person__iexact=name).order_by("pk")
        found += [named(row, "person", "position", by_name=True) for row in told]
    stays = _("Take it out on the page of the stakeholder: the office decides what is still needed.")
    known = matching(Stakeholder.objects.order_by("pk"), address, name, name_field="contact_person")
    found += [
        holding_of(
            row,
            *("contact_person", "position", "email", "phone"),
            url=row.get_absolute_url(),
            by_name=by_name,
            stays=stays,
        )
        for row, by_name in known
    ]
    return found


def named(row: Any, *names: str, **more: Any) -> Holding:
    """A row about somebody and an organisation."""
    return holding_of(row, *names, label=f"{row._meta.verbose_name}: {row.organisation}", **more)
