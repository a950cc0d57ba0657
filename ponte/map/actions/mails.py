"""Letters about claims and memberships, posted in the transaction of what they tell."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from ponte.core import outbox
from ponte.core.models import Office
from ponte.map.lifecycles.members import owners_of
from ponte.map.models import Claim, MembershipInvitation


def office_name() -> str:
    """Who writes."""
    office = Office.current()
    return office.name if office else "Ponte"


def language_of_the_office() -> str:
    """In which language to write to an address nobody knows the reader of."""
    office = Office.current()
    return office.languages[0] if office and office.languages else settings.LANGUAGE_CODE


def address_of(name: str, argument: str, language: str) -> str:
    """A page as a link for a letter in this language."""
    with override(language):
        return f"{settings.URL}{reverse(name, args=[argument])}"


def send_invitation(invitation: MembershipInvitation, token: str, *, by: Any) -> None:
    """To whom an organisation invites."""
    outbox.post(
        "map/mails/membership_invitation",
        to=invitation.email,
        language=invitation.language,
        context={
            "by": by,
            "organisation": invitation.organisation,
            "role": invitation.get_role_display,
            "address": address_of("map:join", token, invitation.language),
            "expires_at": invitation.expires_at,
            "office_name": office_name(),
        },
        purpose="map.membership_invitation",
        by=by,
        is_secret=True,
    )


def ask_for_confirmation(claim: Claim, address: str, token: str, *, by: Any) -> None:
    """To the organisation's own address: does this person act for you?"""
    language = language_of_the_office()
    outbox.post(
        "map/mails/claim_address",
        to=address,
        language=language,
        context={
            "claim": claim,
            "organisation": claim.organisation,
            "address": address_of("map:claim_confirm", token, language),
            "office_name": office_name(),
        },
        purpose="map.claim_address",
        by=by,
        is_secret=True,
    )


def tell_owners(claim: Claim) -> None:
    """To those who own the record already: somebody claims it, and you may object."""
    for membership in owners_of(claim.organisation):
        person = membership.person
        outbox.post(
            "map/mails/claim_made",
            to=person.email,
            language=person.language,
            context={
                "claim": claim,
                "organisation": claim.organisation,
                "address": address_of("map:claim", claim.reference, person.language),
                "office_name": office_name(),
            },
            purpose="map.claim_made",
        )
