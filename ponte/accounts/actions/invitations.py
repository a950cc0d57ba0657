"""Invite somebody by mail; take it back; accept it."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ponte.accounts.actions.people import grant_role, open_account
from ponte.accounts.models import Invitation, Person
from ponte.accounts.models.invitation import GOOD_FOR
from ponte.accounts.queries import person_of_address
from ponte.core import changes, links, outbox, verbs
from ponte.core.models import Office, SignedLink
from ponte.core.refusal import Refused
from ponte.core.scrubbing import scrub

PURPOSE = "accounts.invitation"
KEPT = timedelta(days=90)


@transaction.atomic
def invite(*, email: str, roles: Sequence[str], language: str, by: Person) -> Invitation:
    """Send an invitation; an open one to the same address is taken back first."""
    if not by.has_perm("accounts.invite_person"):
        raise Refused(_("Only an administrator invites people."))
    Person.objects.select_for_update().get(pk=by.pk)  # a second press of the button waits for the first
    address = email.strip().lower()
    known = person_of_address(address)
    if known == by:
        raise Refused(_("Nobody gives a role to themself. Ask another administrator."))
    if known is not None and set(roles) <= known.roles:
        raise Refused(_("This person has these roles already."))
    for old in Invitation.objects.filter(email=address, accepted_at=None, withdrawn_at=None).order_by("pk"):
        withdraw(invitation=old, by=by)
    invitation = Invitation.objects.create(email=address, roles=list(roles), language=language, invited_by=by)
    after = {"email": address, "roles": list(roles)}
    changes.record(invitation, by=by, verb=verbs.CREATE, before={}, after=after)
    _send(invitation, links.issue(PURPOSE, invitation, by=by, days=GOOD_FOR.days), by)
    return invitation


def _send(invitation: Invitation, token: str, by: Person) -> None:
    with override(invitation.language):
        address = settings.URL + reverse("accounts:invitation", args=[token])
        roles = get_text_list(invitation.role_labels, str(_("and")))
    office = Office.current()
    outbox.post(
        "accounts/mails/invitation",
        to=invitation.email,
        language=invitation.language,
        context={
            "office_name": office.name if office else "Ponte",
            "by": by,
            "roles": roles,
            "address": address,
            "expires_at": invitation.expires_at,
        },
        purpose=PURPOSE,
        by=by,
        is_secret=True,
    )


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person) -> None:
    """Take an invitation back: its link opens nothing any more."""
    if not by.has_perm("accounts.invite_person"):
        raise Refused(_("Only an administrator takes an invitation back."))
    links.revoke_all(PURPOSE, invitation, by=by)
    now = timezone.now()
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=now
    ):
        changes.record(
            invitation, by=by, verb=verbs.EDIT, before={"withdrawn_at": None}, after={"withdrawn_at": now}
        )


def look_up(token: str) -> tuple[SignedLink, Invitation]:
    """What a token invites to. Refused when it is forged, used, taken back or expired, or its sender left."""
    link = links.look_up(token, PURPOSE)
    invitation = Invitation.objects.select_related("invited_by").filter(pk=link.subject_id).first()
    inviter = invitation.invited_by if invitation else None
    if invitation is None or inviter is None or not inviter.has_perm("accounts.invite_person"):
        raise Refused(_("Whoever invited you cannot do so any more. Ask the office for a new invitation."))
    return link, invitation


@transaction.atomic
def accept_as_new(*, token: str, name: str, password: str) -> Person:
    """Open the account that was invited, with its roles."""
    link, invitation = look_up(token)
    links.use(link)
    person = open_account(name=name, email=invitation.email, password=password, language=invitation.language)
    _accept(invitation, person)
    return person


@transaction.atomic
def accept(*, token: str, person: Person) -> None:
    """Give the roles to the account that has the invited address, and to no other."""
    link, invitation = look_up(token)
    if person.email != invitation.email:
        raise Refused(_("This invitation is for another address. Sign in with that one."))
    links.use(link)
    _accept(invitation, person)


def _accept(invitation: Invitation, person: Person) -> None:
    for role in invitation.roles:
        grant_role(person=person, role=role, by=invitation.invited_by)
    invitation.accepted_by, invitation.accepted_at = person, timezone.now()
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    before, after = {"accepted_at": None}, {"accepted_at": invitation.accepted_at}
    changes.record(invitation, by=person, verb=verbs.EDIT, before=before, after=after)


def tidy() -> int:
    """Delete invitations that were answered, taken back or expired long ago; their number."""
    old = Invitation.objects.filter(invited_at__lt=timezone.now() - GOOD_FOR - KEPT).order_by("pk")
    for invitation in old:
        scrub(invitation, by=None, reason="kept 90 days")
    return len(old)
