"""What the page of one award shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ponte.core import changes, values, verbs
from ponte.core.models import Change
from ponte.fund.models import Application, Award
from ponte.fund.models.vocabulary import DECIDED
from ponte.fund.queries.cycle_times import deadline_of
from ponte.fund.queries.naming import is_named_for, tells_the_name
from ponte.fund.queries.register import around, row_of
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import Sector
from ponte.map.queries.organisation_list import place_notes


@dataclass(frozen=True)
class Correction:
    """What was corrected, when and why. The values of before stay with the office: they may be what was wrong."""

    at: datetime
    fields: list[str]
    reason: str


def context_of(award: Award, person: Any, language: str) -> dict[str, Any]:
    """Everything on it, as this person may know it."""
    row = row_of(award, person, around([award], language))
    history = list(changes.history_of(award)[:50])
    may_change = person.has_perm("fund.change_award", award)
    is_of_it = is_named_for(person, award) and (may_change or is_own(person, award))
    return {
        "row": row,
        "award": award,
        "sector": str(Sector(award.sector).label) if award.sector in Sector.values else "",
        "notes": place_notes([award.country]) if award.country else [],
        "corrections": corrections_of(award, history, person),
        "answered": answered_with(award),
        "waited": waited(award),
        "conditions": award.conditions if is_of_it else "",
        "may_change": may_change,
        "entries": history if may_change else [],
    }


def is_own(person: Any, award: Award) -> bool:
    """They are of the organisation that received it, or of the one the money goes through."""
    return bool({award.organisation_id, award.host_id} & set(membership_roles(person)))


def corrections_of(award: Award, history: Sequence[Change], person: Any) -> list[Correction]:
    """Newest first. A reason that gives away a name that is kept back now is kept back too."""
    is_named = is_named_for(person, award)
    return [
        Correction(
            change.at,
            [values.label(change.kind, field) for field in change.values],
            change.note if is_named or not tells_the_name(award, change.note) else "",
        )
        for change in history
        if change.verb == verbs.EDIT
    ]


def answered_with(award: Award) -> int:
    """How many applications were answered under the same call."""
    return Application.objects.filter(call=award.call_id, state__in=DECIDED).count()


def waited(award: Award) -> int | None:
    """Days from the deadline to this decision."""
    days = (award.awarded_on - deadline_of(award.call)).days
    return days if award.call.closes_at and days >= 0 else None
