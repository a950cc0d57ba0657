"""What somebody chose on the page of two records."""

from django.http import QueryDict

from ponte.map.models import Organisation
from ponte.map.queries.merging import (
    LISTS,
    LOST_NAME,
    SIDES,
    Choices,
    Side,
    Two,
    differing_values,
    items_of,
    suggested,
)
from ponte.map.queries.record import PARTS

KEPT = "with"  # the boxes that are ticked


def version_of(one: Organisation, other: Organisation) -> str:
    """What the two were when the page was shown: rows are chosen by their place."""
    return f"{one.changed_at.isoformat()} {other.changed_at.isoformat()}"


def read_choices(data: QueryDict, two: Two) -> Choices:
    """The choices of a page; what it leaves out is as suggested, and a box without a tick is left out."""
    begin = suggested(two)
    take = {name: side_in(data.get(f"take.{name}", ""), begin.take[name]) for name in differing_values(two)}
    offered = {
        item.key for name in (*LISTS, *PARTS) for item in items_of(two, name) if len(item.sides) == 1
    } | {LOST_NAME}
    return Choices(
        side_in(data.get("keep", ""), begin.keep), take, frozenset(offered - set(data.getlist(KEPT)))
    )


def side_in(text: str, otherwise: Side) -> Side:
    """A side, or what stands there otherwise."""
    return next((side for side in SIDES if side == text), otherwise)
