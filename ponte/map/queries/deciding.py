"""Registrations, claims and changed records that wait for somebody's decision or answer."""

from typing import Any

from django.utils.translation import gettext as _

from ponte.core.registries import Task
from ponte.map.models import Claim, Organisation
from ponte.map.models.claim import STILL_OPEN, ClaimState
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import MemberRole, State

AT_MOST = 10


def undecided(person: Any) -> list[Task]:
    """What this person is to decide for organisations, and to answer for their own."""
    return [*to_decide(person), *to_answer(person)]


def to_decide(person: Any) -> list[Task]:
    """What organisations and their people wait for."""
    if not person.has_perm("map.accept_organisation"):
        return []
    proposed = Organisation.objects.filter(state=State.PROPOSED).order_by("created_at", "pk")[:AT_MOST]
    changed = Organisation.objects.filter(changed_since_check_at__isnull=False)
    claims = Claim.objects.filter(state=ClaimState.OPEN).select_related("organisation")
    return [
        *[
            Task(_("Registered itself: %(name)s") % {"name": row}, row.get_absolute_url(), row.created_at)
            for row in proposed
        ],
        *[
            Task(_("Claimed: %(name)s") % {"name": row}, row.get_absolute_url(), row.made_at)
            for row in claims.order_by("made_at", "pk")[:AT_MOST]
        ],
        *[
            Task(
                _("Changed since it was checked: %(name)s") % {"name": row},
                row.get_absolute_url(),
                row.changed_since_check_at,
            )
            for row in changed.order_by("changed_since_check_at", "pk")[:AT_MOST]
        ],
    ]


def to_answer(person: Any) -> list[Task]:
    """What the office asked this person, and who claims an organisation they own."""
    asked = Claim.objects.filter(person=person, state=ClaimState.ASKED)
    owned = [pk for pk, role in membership_roles(person).items() if role == MemberRole.OWNER]
    rivals = Claim.objects.filter(organisation__in=owned, state__in=STILL_OPEN).exclude(person=person)
    return [
        Task(words % {"name": row}, row.get_absolute_url(), row.made_at)
        for rows, words in (
            (asked, _("Answer the office about: %(name)s")),
            (rivals, _("Somebody else claims: %(name)s")),
        )
        for row in rows.select_related("organisation").order_by("made_at", "pk")[:AT_MOST]
    ]
