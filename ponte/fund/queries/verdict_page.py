"""What a panel reads about one application before it decides."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language

from ponte.core import wordings
from ponte.fund.models import Review, Score, Verdict, Vote
from ponte.fund.models.vocabulary import Choice, ReviewState
from ponte.fund.queries.scenario_words import points_told
from ponte.fund.queries.scores import counting, standing_of


@dataclass(frozen=True)
class Line:
    """One criterion: the mean of the reviews, of so many points."""

    name: str
    points: str
    weight: int
    is_low: bool


def criteria_of(verdict: Verdict) -> tuple[str, list[Line]]:
    """(points of 100, the grid with the means)."""
    call, standing = verdict.panel.call, standing_of(verdict.application)
    criteria = list(call.criteria.order_by("position", "pk"))
    names = wordings.best_many(criteria, ("name",), get_language() or "en")
    lines = [
        Line(
            names[row.pk, "name"].text or row.name,
            points_told(standing.by_criterion[row.pk]) if row.pk in standing.by_criterion else "–",
            row.weight,
            row.pk in standing.too_low,
        )
        for row in criteria
    ]
    return "–" if standing.points is None else points_told(standing.points), lines


def reviews_of(verdict: Verdict) -> list[Review]:
    """What reviewers wrote for the panel, without their names: what counts is what they say."""
    scores = (
        Score.objects.exclude(comment="").select_related("criterion").order_by("criterion__position", "pk")
    )
    rows = counting(verdict.panel.call, [verdict.application_id])
    return list(rows.prefetch_related(Prefetch("scores", queryset=scores, to_attr="told")))


def suggested_feedback(verdict: Verdict) -> str:
    """What reviewers wrote for the applicant, to be worked into one text."""
    rows = Review.objects.filter(application=verdict.application_id, state=ReviewState.SUBMITTED)
    texts = rows.exclude(feedback="").order_by("pk").values_list("feedback", flat=True)
    return "\n\n".join(texts)


@dataclass(frozen=True)
class Said:
    """What one member voted, by name: votes of a panel are recorded."""

    name: str
    choice: str
    words: str
    kind: str


def votes_on(verdict: Verdict) -> list[Said]:
    """The votes on what is proposed now."""
    rows = Vote.objects.filter(verdict=verdict, round=verdict.round).select_related("member__person")
    kinds = {Choice.YES: "good", Choice.NO: "bad", Choice.ABSTAIN: "plain"}
    return [
        Said(str(row.member), str(Choice(row.choice).label), row.words, kinds[Choice(row.choice)])
        for row in rows.order_by("cast_at", "pk")
    ]


def own_vote(verdict: Verdict, person: Any) -> Vote | None:
    """What this member voted on what is proposed now."""
    rows = Vote.objects.filter(verdict=verdict, round=verdict.round, member__person=person)
    return rows.order_by("pk").first()
