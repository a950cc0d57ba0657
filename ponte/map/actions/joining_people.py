"""The people of two records becoming those of one: nobody loses a role, and of two roles the higher one counts."""

from typing import Any

from ponte.map.lifecycles.joining import Joining, Moving
from ponte.map.lifecycles.members import end_role, give_role, logged
from ponte.map.models import Membership, Organisation
from ponte.map.models.vocabulary import MemberRole

HIGHEST_FIRST = tuple(MemberRole.values)
Kept = dict[str, Any]


def over(joining: Joining) -> list[Kept]:
    """Everybody of the record that goes; what the others held before is kept for the way back."""
    rows = Membership.objects.filter(organisation=joining.gone, ended_at=None).select_related("person")
    held = {row.person_id: row for row in of(joining.kept)}
    return [go(joining, row, held.get(row.person_id)) for row in rows.order_by("pk")]


def of(organisation: Organisation) -> Any:
    """Who acts for it today."""
    return Membership.objects.filter(organisation=organisation, ended_at=None).order_by("pk")


def go(joining: Joining, row: Membership, held: Membership | None) -> Kept:
    """One person."""
    if held is None:
        point(row, joining.kept, by=joining.by)
        return {"row": row.pk}
    end_role(row, by=joining.by)
    if HIGHEST_FIRST.index(row.role) >= HIGHEST_FIRST.index(held.role):
        return {"row": row.pk, "ended": True}
    give_role(joining.kept, row.person, row.role, by=joining.by)
    return {"row": row.pk, "ended": True, "held": held.pk, "was": held.role, "became": row.role}


def point(row: Membership, organisation: Organisation, *, by: Any) -> None:
    """Let a membership be one of this organisation, and its history say so."""

    def change() -> Membership:
        Membership.objects.filter(pk=row.pk).order_by().update(organisation=organisation)
        return row

    logged(organisation, row.person, change, by=by)


def back(joining: Joining, moved: list[Kept]) -> list[str]:
    """Everybody who came, unless somebody ended or changed their role since."""
    rows = Membership.objects.select_related("person").in_bulk([kept["row"] for kept in moved])
    for kept in moved:
        row = rows.get(kept["row"])
        if row is None:
            continue
        if "ended" in kept:
            begin_again(joining, row)
        elif row.ended_at is None and row.organisation_id == joining.kept.pk:
            point(row, joining.gone, by=joining.by)
        lower(joining, kept)
    return []


def begin_again(joining: Joining, row: Membership) -> None:
    """A role that ended because the person had one on both records."""

    def change() -> Membership:
        row.ended_at = None
        row.save(update_fields=["ended_at"])
        return row

    if row.person.is_active and not of(joining.gone).filter(person=row.person).exists():
        logged(joining.gone, row.person, change, by=joining.by)


def lower(joining: Joining, kept: Kept) -> None:
    """Somebody's role on the record that stayed, if it is still the one the joining gave."""
    if "held" not in kept:
        return
    held = of(joining.kept).filter(pk=kept["held"], role=kept["became"]).select_related("person").first()
    if held is not None:
        give_role(joining.kept, held.person, kept["was"], by=joining.by)


MOVING = Moving("map.membership", over, back)
