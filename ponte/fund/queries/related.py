"""What else the office should know of an applicant: other grants, and applicants that may be the same people."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponte.fund.models import Application, Partner
from ponte.fund.queries.applications import IN_A_LINE
from ponte.fund.queries.visible import applications_visible_to
from ponte.map.models import Membership, OrganisationContact, Representative, TrackRecord
from ponte.map.models.track_record import TrackKind

SHOWN = 20
REASONS: dict[str, str | Promise] = {
    "people": _("the same people"),
    "contact": _("the same telephone, mail or page"),
    "partner": _("one is a partner of the other"),
    "host": _("the same fiscal host, or one hosts the other"),
}


@dataclass(frozen=True)
class Related:
    """An application of somebody else under the same call, and why it may be related."""

    application: Application
    reasons: list[str]


@dataclass(frozen=True)
class Known:
    """What the office knows besides: what the applicant asked for elsewhere, what it had, who is like it."""

    others: list[Application]
    grants: list[TrackRecord]
    related: list[Related]


def known_of(application: Application, person: Any) -> Known:
    """Read in three statements, whatever there is."""
    seen = applications_visible_to(person).exclude(pk=application.pk)
    reasons = reasons_of(application)
    own, hosts = application.organisation_id, {application.organisation_id, application.host_id} - {None}
    like = Q(organisation__in=[*reasons]) | Q(host__in=hosts) | Q(organisation=application.host_id)
    rows = seen.filter(Q(organisation=own) | like & Q(call=application.call_id))
    rows = rows.select_related("organisation", "call", "award").only(
        *IN_A_LINE, "host_id", "award__currency", "award__amount_minor"
    )
    rows = rows.order_by("-started_at", "-pk")[: 2 * SHOWN]
    found = Known([], earlier_grants(application), [])
    for row in rows:
        if row.organisation_id == own:
            found.others.append(row)
            continue
        told = sorted(reasons[row.organisation_id])
        if row.host_id in hosts or row.organisation_id == application.host_id:
            told.append("host")
        found.related.append(Related(row, [str(REASONS[reason]) for reason in told]))
    return found


def earlier_grants(application: Application) -> list[TrackRecord]:
    """Money it had before, as its track record says; what this system awarded is told by its application."""
    rows = TrackRecord.objects.filter(
        organisation=application.organisation_id, kind__in=(TrackKind.AWARD, TrackKind.GRANT)
    ).exclude(subject_kind__startswith="fund.")
    return list(rows.order_by("-starts_on", "-pk")[:SHOWN])


def reasons_of(application: Application) -> dict[int, set[str]]:
    """By organisation, why it may be related to the applicant. One statement.

    Only hints: families have many associations, and a shared telephone is no crime.
    """
    own = application.organisation_id
    competing = Application.objects.filter(call=application.call_id).order_by().values("organisation")
    people = Membership.objects.filter(organisation=own, ended_at=None).values("person")
    mails = Representative.objects.filter(organisation=own).exclude(email="").values("email")
    contacts = OrganisationContact.objects.filter(organisation=own).values("value")
    of_all = {"organisation__in": competing}
    named = Partner.objects.filter(application=application).exclude(organisation=None)
    naming = Partner.objects.filter(application__call=application.call_id, organisation=own)
    first, *more = (
        marked(Membership.objects.filter(person__in=people.order_by(), ended_at=None, **of_all), "people"),
        marked(Representative.objects.filter(email__in=mails.order_by(), **of_all), "people"),
        marked(OrganisationContact.objects.filter(value__in=contacts.order_by(), **of_all), "contact"),
        marked(named, "partner"),
        marked(naming, "partner", name="application__organisation"),
    )
    found: dict[int, set[str]] = defaultdict(set)
    for key, reason in first.union(*more):
        if key != own:
            found[key].add(reason)
    return found


def marked(rows: "QuerySet[Any]", reason: str, *, name: str = "organisation") -> "QuerySet[Any]":
    """Organisations with the reason they were found for."""
    return rows.order_by().annotate(reason=Value(reason)).values_list(name, "reason")
