"""Somebody acting for an organisation."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core.personal import Personal, Scrubbed
from ponte.map.models.duplicate_pair import DuplicatePair
from ponte.map.models.organisation import Organisation
from ponte.map.models.vocabulary import MemberRole


class Membership(models.Model):
    """One person of one organisation, in one role at a time; an ended one stays as history."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("Role"), max_length=10, choices=MemberRole.choices)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    personal_data = {
        "person": Personal(
            _("to let people keep the record of their organisation"),
            _("the membership ends and the account is deleted"),
            Scrubbed.ROW,
        ),
    }

    class Meta:
        ordering = ["organisation_id", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(ended_at=None), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return str(MemberRole(self.role).label)


def members_of_both(pair: DuplicatePair) -> frozenset[int]:
    """Everybody who acts for one of the two today, read once for a pair in hand."""
    held: frozenset[int] | None = getattr(pair, "_members", None)
    if held is None:
        rows = Membership.objects.filter(organisation__in=(pair.one_id, pair.other_id), ended_at=None)
        held = pair._members = frozenset(rows.order_by().values_list("person_id", flat=True))  # type: ignore[attr-defined]
    return held


def membership_roles(person: Any) -> Mapping[int, str]:
    """{organisation: role} of this person today, read once a request."""
    if not getattr(person, "is_active", False) or person.pk is None:
        return {}
    held: Mapping[int, str] | None = getattr(person, "_membership_roles", None)
    if held is None:
        rows = Membership.objects.filter(person=person, ended_at=None).order_by("pk")
        held = person._membership_roles = dict(rows.values_list("organisation_id", "role"))
    return held


def forget_roles(*people: Any) -> None:
    """Read the memberships of these people anew when they are next asked for."""
    for person in people:
        if hasattr(person, "_membership_roles"):
            del person._membership_roles
