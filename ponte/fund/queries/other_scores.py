"""Which points of others a reviewer sees: a setting of the phase."""

from dataclasses import dataclass
from typing import Any

from ponte.fund.models import Review, Score
from ponte.fund.models.vocabulary import PhaseState, ReviewState, ScoresShown


@dataclass(frozen=True)
class Others:
    """Criterion by criterion, without names."""

    rows: list[tuple[str, list[int | None]]]
    totals: list[int]
    comments: list[Review]


def may_see_others(review: Review) -> bool:
    """Never; once their own is in; or once the phase has ended."""
    phase = review.phase
    if phase.scores_shown == ScoresShown.AFTER_OWN:
        return review.state == ReviewState.SUBMITTED or phase.state == PhaseState.ENDED
    return phase.scores_shown == ScoresShown.AT_THE_END and phase.state == PhaseState.ENDED


def others(review: Review, names: dict[int, str]) -> Others | None:
    """What the others gave, in the order in which they handed in; None when it is not shown."""
    if not may_see_others(review):
        return None
    rows = Review.objects.filter(
        phase=review.phase, application=review.application, state=ReviewState.SUBMITTED
    ).exclude(pk=review.pk)
    listed = list(rows.order_by("submitted_at", "pk"))
    given: dict[Any, int | None] = {
        (row.review_id, row.criterion_id): row.points
        for row in Score.objects.filter(review__in=listed).order_by("pk")
    }
    table = [(name, [given.get((row.pk, key)) for row in listed]) for key, name in names.items()]
    return Others(table, [(row.points or 0) // 100 for row in listed], listed)
