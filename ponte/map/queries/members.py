"""Who acts for an organisation, who is invited and who claims it; and the organisations of one person."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from ponte.map.models import Claim, Intake, Membership, MembershipInvitation, Organisation
from ponte.map.models.claim import STILL_OPEN


def members_of(organisation: Organisation) -> "QuerySet[Membership]":
    """Everybody who acts for it now, the first ones first."""
    rows = Membership.objects.filter(organisation=organisation, ended_at=None)
    return rows.select_related("person").order_by("since", "pk")


def invitations_of(organisation: Organisation) -> "QuerySet[MembershipInvitation]":
    """Invitations that can still be accepted, newest first."""
    rows = MembershipInvitation.objects.filter(
        organisation=organisation, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    return rows.select_related("invited_by").order_by("-invited_at", "-pk")


def claims_of(organisation: Organisation) -> "QuerySet[Claim]":
    """Claims that nobody has decided yet."""
    rows = Claim.objects.filter(organisation=organisation, state__in=STILL_OPEN)
    return rows.select_related("person").order_by("made_at", "pk")


def own_organisations(person: Any) -> Iterable[Membership]:
    """The organisations somebody acts for, by name."""
    rows = Membership.objects.filter(person=person, ended_at=None).select_related("organisation")
    return rows.order_by("organisation__sort_name", "pk")


def own_claims(person: Any) -> "QuerySet[Claim]":
    """What somebody claims and nobody has decided yet."""
    rows = Claim.objects.filter(person=person, state__in=STILL_OPEN)
    return rows.select_related("organisation").order_by("made_at", "pk")


def first_information(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """Who first told the office of it, for those who may know its people."""
    if not request.user.has_perm("map.view_members", organisation):
        return None
    intake = Intake.objects.filter(organisation=organisation).select_related("written_by").first()
    return {"intake": intake} if intake else None
