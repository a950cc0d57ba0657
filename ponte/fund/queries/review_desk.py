"""How the review of a call stands: phase by phase, application by application, reviewer by reviewer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from ponte.fund.models import Application, Call, PhaseReviewer, Review, ReviewPhase
from ponte.fund.models.vocabulary import SET_ASIDE, CallState, ReviewState
from ponte.fund.queries.needs import Given, Need

ALL, MISSING, WRITING, DIFFER, DONE = "all", "missing", "writing", "differ", "done"


@dataclass(frozen=True)
class Counts:
    """How many applications are where."""

    every: int
    missing: int  # nobody was asked for a review that is wanted
    writing: int
    differ: int
    done: int
    reviews: int
    submitted: int


@dataclass
class Row:
    """One application with its reviews in the phase."""

    application: Application
    need: Need
    reviews: list[Review]

    @property
    def mean(self) -> int | None:
        """Of what was handed in."""
        given = [row.points or 0 for row in self.reviews if row.state == ReviewState.SUBMITTED]
        return (2 * sum(given) + len(given)) // (2 * len(given)) if given else None

    @property
    def gap(self) -> int:
        """How far the highest and the lowest are apart."""
        return self.need.high - self.need.low


def counted(needs: Iterable[Need]) -> Counts:
    """The figures of a phase, in one round: there may be thousands."""
    every = missing = writing = differ = done = reviews = submitted = 0
    for need in needs:
        more, is_open = need.more, need.open > 0
        every += 1
        missing += more > 0
        writing += is_open
        differ += need.differs
        done += not (more or is_open)
        reviews += need.done + need.open
        submitted += need.done
    return Counts(every, missing, writing, differ, done, reviews, submitted)


def narrowed(needs: dict[int, Need], asked: str) -> list[int]:
    """The applications a tab shows."""
    tests = {
        MISSING: lambda need: need.more > 0,
        WRITING: lambda need: need.open > 0,
        DIFFER: lambda need: need.differs,
        DONE: lambda need: need.is_complete,
    }
    test = tests.get(asked, lambda _need: True)
    return [pk for pk, need in needs.items() if test(need)]


def rows_of(
    phase: ReviewPhase, keys: Sequence[int], needs: dict[int, Need], *, visible: "QuerySet[Application]"
) -> list[Row]:
    """Applications of one page with their reviews, in two statements, of those that somebody may see."""
    columns = ("reference", "title", "language", "organisation__name", "organisation__name_language")
    applications = visible.filter(pk__in=keys).select_related("organisation").only(*columns)
    by_key = {row.pk: row for row in applications.order_by("pk")}
    reviews: dict[int, list[Review]] = {key: [] for key in keys}
    rows = Review.objects.filter(phase=phase, application__in=keys).exclude(state=ReviewState.RELEASED)
    for review in rows.select_related("reviewer__person").order_by("assigned_at", "pk"):
        reviews[review.application_id].append(review)
    return [Row(by_key[key], needs[key], reviews[key]) for key in keys if key in by_key]


def people_of(phase: ReviewPhase, reviews: Iterable[Given]) -> list[dict[str, Any]]:
    """Who takes part, each with how many reviews are handed in, being written, set aside."""
    counts = Counter(map(itemgetter(1, 2), reviews))
    rows = PhaseReviewer.objects.filter(phase=phase).select_related("reviewer__person")
    return [
        {
            "reviewer": row.reviewer,
            "declared_at": row.declared_at,
            "done": counts[row.reviewer_id, ReviewState.SUBMITTED.value],
            "open": counts[row.reviewer_id, ReviewState.OPEN.value],
            "aside": sum(counts[row.reviewer_id, state.value] for state in SET_ASIDE),
        }
        for row in rows.order_by("reviewer__person__name", "pk")
    ]


def phases_of(call: Call) -> list[ReviewPhase]:
    """In their order."""
    return list(call.phases.order_by("position", "pk"))


def chosen_phase(phases: Sequence[ReviewPhase], asked: str) -> ReviewPhase | None:
    """The one asked for, else the open one, else the last."""
    by_key = {str(row.pk): row for row in phases}
    opened = [row for row in phases if row.is_open]
    return by_key.get(asked) or next(iter(opened), None) or (phases[-1] if phases else None)


def panel_of_call(request: Any, call: Call) -> dict[str, Any] | None:
    """What the page of a call has about its review, for the office."""
    if not request.user.has_perm("fund.change_reviewphase") or call.state == CallState.DRAFT:
        return None
    return {"call": call, "phases": phases_of(call)}
