"""People of an organisation: invited by mail, given another role, ended, or gone by themselves."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.actions.people import open_account
from ponte.accounts.models import Person
from ponte.accounts.queries import person_of_address
from ponte.core import links
from ponte.core.models import SignedLink
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.scrubbing import scrub
from ponte.map.actions.mails import send_invitation
from ponte.map.lifecycles.members import end_role, give_role, owners_of
from ponte.map.models import Membership, MembershipInvitation, Organisation
from ponte.map.models.membership_invitation import GOOD_FOR
from ponte.map.models.vocabulary import MemberRole
from ponte.map.rules import keeps_the_map

PURPOSE = "map.membership"
KEPT = timedelta(days=90)
MOST_OPEN = 50


@transaction.atomic
def invite(
    organisation: Organisation, *, email: str, role: str, language: str, by: Any
) -> MembershipInvitation:
    """Send an invitation; an open one to the same address is taken back first."""
    permit(organisation, by)
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    address = email.strip().lower()
    known = person_of_address(address)
    is_member = known and Membership.objects.filter(organisation=organisation, person=known, ended_at=None)
    if is_member and is_member.exists():
        raise Refused(_("This person is of the organisation already. Change the role in the list."))
    waiting = MembershipInvitation.objects.filter(
        organisation=organisation, accepted_at=None, withdrawn_at=None
    ).order_by("pk")
    for old in waiting.filter(email=address):
        withdraw(old, by=by)
    if waiting.count() >= MOST_OPEN:
        raise Refused(_("Many invitations wait for an answer. Take some back first."))
    invitation = MembershipInvitation.objects.create(
        organisation=organisation, email=address, role=role, language=language, invited_by=by
    )
    send_invitation(invitation, links.issue(PURPOSE, invitation, by=by, days=GOOD_FOR.days), by=by)
    return invitation


@transaction.atomic
def withdraw(invitation: MembershipInvitation, *, by: Any) -> None:
    """Take an invitation back: its link opens nothing any more."""
    permit(invitation.organisation, by)
    links.revoke_all(PURPOSE, invitation, by=by)
    MembershipInvitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


def look_up(token: str) -> tuple[SignedLink, MembershipInvitation]:
    """What a token invites to. Refused when it is forged, used, taken back or expired, or its sender left."""
    link = links.look_up(token, PURPOSE)
    rows = MembershipInvitation.objects.select_related("invited_by", "organisation")
    invitation = rows.filter(pk=link.subject_id).first()
    inviter = invitation.invited_by if invitation else None
    if (
        invitation is None
        or inviter is None
        or not inviter.has_perm("map.change_members", invitation.organisation)
    ):
        raise Refused(_("Whoever invited you cannot do so any more. Ask for a new invitation."))
    return link, invitation


@transaction.atomic
def accept_as_new(*, token: str, name: str, password: str) -> Person:
    """Open the account that was invited, and let it act for the organisation."""
    link, invitation = look_up(token)
    links.use(link)
    person = open_account(name=name, email=invitation.email, password=password, language=invitation.language)
    take_in(invitation, person)
    return person


@transaction.atomic
def accept(*, token: str, person: Person) -> None:
    """Let the account that has the invited address, and no other, act for the organisation."""
    link, invitation = look_up(token)
    if person.email != invitation.email:
        raise Refused(_("This invitation is for another address. Sign in with that one."))
    links.use(link)
    take_in(invitation, person)


def take_in(invitation: MembershipInvitation, person: Person) -> None:
    """The membership begins, unless the person came in by another way meanwhile."""
    invitation.accepted_by, invitation.accepted_at = person, timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    rows = Membership.objects.filter(organisation=invitation.organisation, person=person, ended_at=None)
    if not rows.exists():
        give_role(invitation.organisation, person, invitation.role, by=invitation.invited_by)


@transaction.atomic
def change_role(membership: Membership, *, role: str, by: Any) -> None:
    """Another role for the same person. An organisation keeps an owner, unless the office decides otherwise."""
    permit(membership.organisation, by)
    now = held(membership)
    if now.role == MemberRole.OWNER and role != MemberRole.OWNER:
        keep_an_owner(now, by)
    give_role(now.organisation, now.person, role, by=by)


@transaction.atomic
def end(membership: Membership, *, by: Any) -> None:
    """End a membership: by an owner or the office, or by the person who leaves."""
    if membership.person_id != by.pk:
        permit(membership.organisation, by)
    now = held(membership)
    if now.role == MemberRole.OWNER:
        keep_an_owner(now, by)
    end_role(now, by=by)


def permit(organisation: Organisation, by: Any) -> None:
    """Refuse whoever may not decide about the people of an organisation."""
    if not by.has_perm("map.change_members", organisation):
        raise NotPermitted(_("Only an owner of the organisation or the office does this."))


def held(membership: Membership) -> Membership:
    """The membership as it stands, with everybody's of that organisation held still until the end."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=membership.organisation_id)
    rows = Membership.objects.select_related("organisation", "person")
    now = rows.filter(pk=membership.pk, ended_at=None).first()
    if now is None:
        raise Refused(_("This membership has ended already."))
    return now


def keep_an_owner(membership: Membership, by: Any) -> None:
    """The last owner stays as long as anybody does, unless the office ends it."""
    others = owners_of(membership.organisation).exclude(pk=membership.pk)
    if not others.exists() and not (keeps_the_map(by) and membership.person_id != by.pk):
        raise Refused(
            _(
                "Nobody else answers for this record. First let somebody else answer for it, or ask the office."
            )
        )


def tidy() -> int:
    """Delete invitations that were answered, taken back or expired long ago; their number."""
    old = MembershipInvitation.objects.filter(invited_at__lt=timezone.now() - GOOD_FOR - KEPT).order_by("pk")
    for invitation in old:
        scrub(invitation, by=None, reason="kept 90 days")
    return len(old)
