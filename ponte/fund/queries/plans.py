"""A proposal of who reads what, and the reviews of one application, as the office reads them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from ponte.fund.models import Application, AssignmentPlan, Review, Reviewer, ReviewPhase, Score
from ponte.fund.models.vocabulary import ReviewState
from ponte.fund.queries.assignment import REASONS, WORRYING, free_reviewers, question_of
from ponte.fund.queries.visible import applications_visible_to

SHOWN = (
    300  # rows of a proposal that are drawn, the worrying ones first; all of it is counted, and handed out
)


@dataclass(frozen=True)
class Reason:
    """Why somebody was chosen; a worrying one stands out."""

    words: Any
    worries: bool


def reasons_of(codes: list[str]) -> list[Reason]:
    """In words."""
    return [Reason(REASONS.get(code, code), code in WORRYING) for code in codes]


@dataclass(frozen=True)
class Proposed:
    """One row of a proposal; `place` is where it stands in the plan. No application: this person may not see it."""

    place: int
    application: Application | None
    reviewer: Reviewer | None
    reasons: list[Reason]

    @property
    def worries(self) -> bool:
        """Somebody should look at it."""
        return any(reason.worries for reason in self.reasons)


def in_words(plan: AssignmentPlan, person: Any) -> dict[str, Any]:
    """The rows with names, where this person may know them; who gets how many; for whom nobody was found."""
    keys = {pair[0] for pair in plan.pairs} | {row[0] for row in plan.left}
    visible = applications_visible_to(person).filter(pk__in=keys).order_by("pk")
    applications = {row.pk: row for row in visible}
    people = Reviewer.objects.filter(phases=plan.phase_id).select_related("person").order_by("pk")
    reviewers = {row.pk: row for row in people}
    loads = Counter(pair[1] for pair in plan.pairs)
    rows = [
        Proposed(place, applications.get(pair[0]), reviewers.get(pair[1]), reasons_of(pair[2]))
        for place, pair in enumerate(plan.pairs)
    ]
    rows.sort(key=lambda row: not row.worries)
    return {
        "rows": rows[:SHOWN],
        "unshown": max(0, len(rows) - SHOWN),
        "worrying": sum(row.worries for row in rows),
        "loads": [(reviewers[key], count) for key, count in loads.most_common() if key in reviewers],
        "left": [
            {"application": applications.get(key), "missing": missing, "able": able, "full": full}
            for key, missing, able, full in plan.left
        ],
    }


@dataclass(frozen=True)
class Found:
    """The reviews of one application, criterion by criterion."""

    reviews: list[Review]
    counted: list[Review]
    rows: list[dict[str, Any]]

    @property
    def mean(self) -> int | None:
        """Of all that count."""
        given = [row.points or 0 for row in self.counted]
        return (2 * sum(given) + len(given)) // (2 * len(given)) if given else None


def reviews_in(phase: ReviewPhase, application: Application) -> Found:
    """All that were handed out, whatever became of them."""
    rows = Review.objects.filter(phase=phase, application=application).select_related("reviewer__person")
    reviews = list(rows.order_by("assigned_at", "pk"))
    counted = [row for row in reviews if row.state == ReviewState.SUBMITTED]
    scores = {
        (score.review_id, score.criterion_id): score
        for score in Score.objects.filter(review__in=counted).order_by("pk")
    }
    criteria = list(phase.call.criteria.all())
    for review in reviews:
        given = [scores.get((review.pk, each.pk)) for each in criteria]
        review.reasons = [score for score in given if score is not None and score.comment]  # type: ignore[attr-defined]
        review.why_words = reasons_of(review.why.get("reasons", []))  # type: ignore[attr-defined]
    table = []
    for criterion in criteria:
        given = [scores.get((row.pk, criterion.pk)) for row in counted]
        points = [score.points for score in given if score is not None and score.points is not None]
        table.append(
            {
                "criterion": criterion,
                "scores": given,
                "points": points,
                "mean": round(sum(points) * 100 / len(points)) if points else None,
                "apart": len(points) > 1 and (max(points) - min(points)) * 2 > criterion.weight,
            }
        )
    return Found(reviews, counted, table)


def candidates_for(phase: ReviewPhase, application: Application) -> list[dict[str, Any]]:
    """Who may read it, the fittest first, each with reasons and with how many wait for them."""
    question = question_of(phase, [application])
    found = [
        {
            "reviewer": row,
            "cost": question.costs[application.pk, row.pk],
            "reasons": reasons_of(question.reasons[application.pk, row.pk]),
            "open": row.open_reviews,
        }
        for row in free_reviewers(phase)
        if (application.pk, row.pk) in question.costs
    ]
    return sorted(found, key=lambda row: (row["cost"], row["open"] / row["reviewer"].load))
