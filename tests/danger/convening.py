"""What the sweep puts into the addresses of plan and convene: things for everybody, and things nobody may read."""

from collections.abc import Callable
from typing import Any

from tests.danger import meeting_things
from tests.factories import convene

Fill = Callable[[dict[str, Any]], list[dict[str, Any]]]


def things(hidden: str) -> dict[str, Any]:
    """An engagement and tables for everybody and for the office; whatever is hidden is called by this word."""
    engagements = [
        convene.engagement(visibility="public"),
        convene.engagement(name=hidden, objectives=hidden),
    ]
    tables = [
        convene.table(engagement=engagements[0], membership_rules="Who lives here"),
        convene.table(name=hidden, visibility="members"),
        convene.table(name=hidden, visibility="office"),
    ]
    made = {"engagements": engagements, "tables": tables}
    return made | meeting_things.things(hidden, tables)


def of(name: str, **more: Any) -> Fill:
    """Each of these things, by its reference."""
    return lambda made: [{"reference": row.reference, **more} for row in made[name]]


FILLED: dict[str, Fill] = {
    "plan:engagement": of("engagements"),
    "convene:table": of("tables"),
    **meeting_things.FILLED,
}
