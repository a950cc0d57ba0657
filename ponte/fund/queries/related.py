"""What else the office should know of an applicant: other grants, and applicants that may be the same people."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ponte.fund.models import Application, Partner
from ponte.fund.queries.visible import applications_visible_to
from ponte.map.models import Membership, Organisation, OrganisationContact, Representative, TrackRecord
from ponte.map.models.track_record import TrackKind

SHOWN = 20


@dataclass(frozen=True)
class Related:
    """An application of somebody else under the same call, and why it may be related."""

    application: Application
    reasons: list[str]


def other_applications(application: Application, person: Any) -> list[Application]:
    """What the same organisation asked for elsewhere, and what came of it."""
    rows = applications_visible_to(person).filter(organisation=application.organisation_id)
    rows = rows.exclude(pk=application.pk).select_related("call", "award")
    return list(rows.order_by("-started_at", "-pk")[:SHOWN])


def earlier_grants(organisation: Organisation) -> list[TrackRecord]:
    """Money it had before, as its track record says; what this system awarded stands there as well."""
    rows = TrackRecord.objects.filter(organisation=organisation, kind__in=(TrackKind.AWARD, TrackKind.GRANT))
    return list(rows.order_by("-starts_on", "-pk")[:SHOWN])


def related_applicants(application: Application, person: Any) -> list[Related]:
    """Others under the same call who share people, an address or a host, or who name each other.

    Only hints: families have many associations, and a shared telephone is no crime.
    """
    others = applications_visible_to(person).filter(call=application.call_id).exclude(pk=application.pk)
    competing = others.order_by().values("organisation")
    own, reasons = application.organisation_id, defaultdict(list)
    for reason, keys in (
        (_("the same people"), people_of_both(own, competing)),
        (_("the same telephone, mail or page"), contacts_of_both(own, competing)),
        (_("one is a partner of the other"), partners_of_both(application)),
    ):
        for key in sorted(keys):
            reasons[key].append(reason)
    in_hand = {own, application.host_id} - {None}
    rows = others.filter(
        Q(organisation__in=[*reasons]) | Q(host__in=in_hand) | Q(organisation=application.host_id)
    )
    found = []
    for row in rows.select_related("organisation").order_by("organisation__sort_name", "pk")[:SHOWN]:
        told = list(reasons[row.organisation_id])
        if row.host_id in in_hand or row.organisation_id == application.host_id:
            told.append(_("the same fiscal host, or one hosts the other"))
        found.append(Related(row, told))
    return found


def people_of_both(own: int, competing: "QuerySet[Any]") -> set[int]:
    """Organisations with a member, or somebody who speaks for them, of this one."""
    people = Membership.objects.filter(organisation=own, ended_at=None).order_by().values("person")
    rows = Membership.objects.filter(person__in=people, ended_at=None, organisation__in=competing)
    mails = Representative.objects.filter(organisation=own).exclude(email="").order_by().values("email")
    spoken = Representative.objects.filter(email__in=mails, organisation__in=competing)
    keys = rows.exclude(organisation=own).order_by().values_list("organisation", flat=True)
    return set(keys.union(spoken.exclude(organisation=own).order_by().values_list("organisation", flat=True)))


def contacts_of_both(own: int, competing: "QuerySet[Any]") -> set[int]:
    """Organisations that are reached under the same number or address."""
    values = OrganisationContact.objects.filter(organisation=own).order_by().values("value")
    rows = OrganisationContact.objects.filter(value__in=values, organisation__in=competing)
    return set(rows.exclude(organisation=own).order_by().values_list("organisation", flat=True))


def partners_of_both(application: Application) -> set[int]:
    """Applicants of the call that name this one as a partner, or are named by it."""
    call, own = application.call_id, application.organisation_id
    naming = Partner.objects.filter(application__call=call, organisation=own).order_by()
    named = Partner.objects.filter(application=application).exclude(organisation=None).order_by()
    keys = naming.values_list("application__organisation", flat=True)
    return set(keys.union(named.values_list("organisation", flat=True)))
