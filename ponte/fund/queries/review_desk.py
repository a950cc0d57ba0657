"""How the review of a call stands: phase by phase, application by application, reviewer by reviewer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from ponte.fund.models import Application, Call, PhaseReviewer, Review, ReviewPhase
from ponte.fund.models.vocabulary import SET_ASIDE, CallState, ReviewState
from ponte.fund.queries.needs import Need

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
    """The figures of a phase."""
    listed = list(needs)
    return Counts(
        every=len(listed),
        missing=sum(1 for need in listed if need.more),
        writing=sum(1 for need in listed if need.open),
        differ=sum(1 for need in listed if need.differs),
        done=sum(1 for need in listed if need.is_complete),
        reviews=sum(need.done + need.open for need in listed),
        submitted=sum(need.done for need in listed),
    )


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


def rows_of(phase: ReviewPhase, keys: Sequence[int], needs: dict[int, Need]) -> list[Row]:
    """Applications of one page with their reviews, in two statements."""
    applications = Application.objects.filter(pk__in=keys).select_related("organisation", "call")
    by_key = {row.pk: row for row in applications.order_by("pk")}
    reviews: dict[int, list[Review]] = {key: [] for key in keys}
    rows = Review.objects.filter(phase=phase, application__in=keys).exclude(state=ReviewState.RELEASED)
    for review in rows.select_related("reviewer__person").order_by("assigned_at", "pk"):
        reviews[review.application_id].append(review)
    return [Row(by_key[key], needs[key], reviews[key]) for key in keys if key in by_key]


def people_of(phase: ReviewPhase) -> Any:
    """Who takes part, each with how many reviews are handed in, being written, set aside."""
    own = Q(reviewer__reviews__phase=phase)
    rows = PhaseReviewer.objects.filter(phase=phase).select_related("reviewer__person")
    return rows.annotate(
        done=Count("reviewer__reviews", filter=own & Q(reviewer__reviews__state=ReviewState.SUBMITTED)),
        open=Count("reviewer__reviews", filter=own & Q(reviewer__reviews__state=ReviewState.OPEN)),
        aside=Count("reviewer__reviews", filter=own & Q(reviewer__reviews__state__in=list(SET_ASIDE))),
        recognised=Count("reviewer__reviews", filter=own & Q(reviewer__reviews__recognised_at__isnull=False)),
    ).order_by("reviewer__person__name", "pk")


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
