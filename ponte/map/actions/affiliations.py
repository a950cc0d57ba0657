"""Saying that an organisation is a member of a federation, and keeping that when two records become one."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.map.lifecycles.affiliation import CIRCLE, lifecycle
from ponte.map.models import Affiliation, Organisation
from ponte.map.models.affiliation import OPEN, AffiliationState
from ponte.map.queries.affiliations import goes_in_a_circle


@transaction.atomic
def affiliate(
    member: Organisation, federation: Organisation, *, by: Any, since: date | None = None
) -> Affiliation:
    """Ask, or confirm at once when `by` speaks for the office, for both sides, or for an import (None).

    Raises Refused for a circle and for what is there already. Asking back what the other side asked confirms it.
    """
    pair = Organisation.objects.select_for_update(of=("self",)).filter(pk__in=[member.pk, federation.pk])
    list(pair.order_by("pk"))  # two people who join the same two, each the other way round, meet here
    if goes_in_a_circle(member, federation):
        raise Refused(_("An organisation cannot be its own federation.") if member == federation else CIRCLE)
    row = Affiliation.objects.filter(member=member, federation=federation, state__in=OPEN).first()
    if row and row.state == AffiliationState.CONFIRMED:
        raise Refused(_("It is a member of this federation already."))
    if row is None:
        row = ask(member, federation, by=by, since=since)
    elif not may_confirm(by, row):
        raise Refused(_("This was asked already. The other side or the office has to confirm it."))
    if may_confirm(by, row):
        lifecycle.perform("confirm", row, by=by)
    return row


def ask(member: Organisation, federation: Organisation, *, by: Any, since: date | None) -> Affiliation:
    """The question of one side."""
    for_federation = by is not None and not by.has_perm("map.ask_affiliation", member)
    row = Affiliation.objects.create(
        member=member,
        federation=federation,
        asked_by_federation=for_federation,
        asked_by=by,
        since=since,
    )
    after = {"member": member.name, "federation": federation.name}
    changes.record(row, by=by, verb=verbs.CREATE, before={}, after=after)
    return row


def may_confirm(by: Any, row: Affiliation) -> bool:
    """The office, an import, or whoever keeps the side that was asked."""
    return by is None or by.has_perm("map.confirm_affiliation", row)


@transaction.atomic
def hand_over(gone: Organisation, kept: Organisation) -> list[dict[str, Any]]:
    """When two records become one: memberships of `gone` become those of `kept`; what they were, for `give_back`.

    One that `kept` has already, or that would make it its own federation, ends.
    """
    moved = []
    for row in Affiliation.objects.filter(Q(member=gone) | Q(federation=gone)).order_by("pk"):
        moved.append(
            {"pk": row.pk, "member": row.member_id, "federation": row.federation_id, "state": row.state}
        )
        member = kept if row.member_id == gone.pk else row.member
        federation = kept if row.federation_id == gone.pk else row.federation
        if row.state in OPEN and (goes_in_a_circle(member, federation) or is_there(member, federation)):
            row.state = AffiliationState.ENDED
        elif member != federation:
            row.member, row.federation = member, federation
        row.save(update_fields=["member", "federation", "state"])
    return moved


@transaction.atomic
def give_back(moved: list[dict[str, Any]]) -> None:
    """Undo `hand_over`, except for memberships that have moved on since."""
    for before in moved:
        row = Affiliation.objects.filter(pk=before["pk"]).first()
        if row is None:
            continue
        row.member_id, row.federation_id, row.state = before["member"], before["federation"], before["state"]
        if row.state not in OPEN or not is_there(row.member, row.federation, but=row.pk):
            row.save(update_fields=["member", "federation", "state"])


def is_there(member: Organisation, federation: Organisation, *, but: int = 0) -> bool:
    """Whether the one is a member of the other already, or has asked."""
    same = Affiliation.objects.filter(member=member, federation=federation, state__in=OPEN)
    return same.exclude(pk=but).exists()
