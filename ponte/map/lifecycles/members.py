"""Who acts for an organisation: a role begins, changes and ends, and its history says so.

Not a table of steps, because a membership has no states worth a table; it stands here because the life of a claim
gives roles.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.core import changes, verbs
from ponte.map.models import Membership, Organisation
from ponte.map.models.membership import forget_roles
from ponte.map.models.vocabulary import MemberRole

VERB = "people"
verbs.declare_step("map.organisation", VERB, _("Its people changed"))


def has_an_owner(organisation: Organisation) -> bool:
    """Somebody who can sign in answers for the record."""
    return owners_of(organisation).exists()


def owners_of(organisation: Organisation) -> Any:
    """Its owners of today, with their accounts."""
    rows = Membership.objects.filter(organisation=organisation, role=MemberRole.OWNER, ended_at=None)
    return rows.filter(person__is_active=True).select_related("person").order_by("pk")


def give_role(organisation: Organisation, person: Any, role: str, *, by: Any) -> Membership:
    """Begin a membership in this role, or change the role of the one there is; in the caller's transaction."""

    def change() -> Membership:
        row, _made = Membership.objects.update_or_create(
            organisation=organisation,
            person=person,
            ended_at=None,
            defaults={"role": role, "given_by": by},
        )
        return row

    return logged(organisation, person, change, by=by)


def end_role(membership: Membership, *, by: Any) -> Membership:
    """End a membership; it stays as history."""

    def change() -> Membership:
        membership.ended_at = timezone.now()
        membership.save(update_fields=["ended_at"])
        return membership

    return logged(membership.organisation, membership.person, change, by=by)


def logged(
    organisation: Organisation, person: Any, change: Callable[[], Membership], *, by: Any
) -> Membership:
    """Do it, and let the history of the organisation say who acts for it. People stand there by number:
    a name that must be forgotten is forgotten there too."""
    before = people_of(organisation)
    done = change()
    after = people_of(organisation)
    changes.record(organisation, by=by, verb=VERB, before={"people": before}, after={"people": after})
    forget_roles(person, by)
    return done


def people_of(organisation: Organisation) -> list[dict[str, Any]]:
    """Everybody who acts for it now, as the log keeps it."""
    rows = Membership.objects.filter(organisation=organisation, ended_at=None).order_by("pk")
    return [{"person": pk, "role": role} for pk, role in rows.values_list("person", "role")]
