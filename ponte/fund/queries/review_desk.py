"""How the review of a call stands: phase by phase, application by application, reviewer by reviewer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Sum, When

from ponte.fund.models import Application, Call, PhaseReviewer, Review, ReviewPhase
from ponte.fund.models.vocabulary import SET_ASIDE, CallState, ReviewState
from ponte.fund.queries.needs import HUNDRED, Need, read_in

ALL, MISSING, WRITING, DIFFER, DONE = "all", "missing", "writing", "differ", "done"
MOST_PEOPLE = 12  # shown at first


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

    def of(self, tab: str) -> int:
        """What one tab counts."""
        return int(getattr(self, tab)) if tab in (MISSING, WRITING, DIFFER, DONE) else self.every


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


def standing_in(phase: ReviewPhase) -> Any:
    """(pk, done, open, low, high, differs, more) of everything that is read in a phase, worked out by the database.

    The same figures as `needs.Need`, for pages: there may be five thousand applications with ten thousand reviews.
    """
    handed_in = Q(reviews__phase=phase, reviews__state=ReviewState.SUBMITTED)
    writing = Q(reviews__phase=phase, reviews__state=ReviewState.OPEN)
    each, apart = phase.reviewers_each, phase.gap * HUNDRED
    rows = (
        read_in(phase)
        .values("pk")
        .annotate(
            done=Count("reviews", filter=handed_in),
            open=Count("reviews", filter=writing),
            low=Min("reviews__points", filter=handed_in),
            high=Max("reviews__points", filter=handed_in),
        )
    )
    differs = When(done__gt=1, high__gt=F("low") + apart, then=1)
    rows = rows.annotate(differs=Case(differs, default=0, output_field=IntegerField()))
    wanted = Case(When(differs=1, done__lte=each, then=each + 1), default=each, output_field=IntegerField())
    return rows.annotate(more=wanted - F("open") - F("done"))


TABS = {
    ALL: Q(),
    MISSING: Q(more__gt=0),
    WRITING: Q(open__gt=0),
    DIFFER: Q(differs=1),
    DONE: Q(more__lte=0, open=0),
}


def counted(phase: ReviewPhase) -> Counts:
    """The figures of a phase, in one statement."""
    figures = {name: Count("pk", filter=test) if test else Count("pk") for name, test in TABS.items()}
    found = standing_in(phase).aggregate(
        **{f"n_{name}": figure for name, figure in figures.items()},
        handed_in=Sum("done"),
        written=Sum("open"),
    )
    submitted, writing = found["handed_in"] or 0, found["written"] or 0
    return Counts(
        **{name: found[f"n_{name}"] for name in (MISSING, WRITING, DIFFER, DONE)},
        every=found[f"n_{ALL}"],
        reviews=submitted + writing,
        submitted=submitted,
    )


def listed(phase: ReviewPhase, asked: str, *, without: Collection[int]) -> Any:
    """The applications a tab shows, except those this person may not see."""
    rows = standing_in(phase).filter(TABS.get(asked, Q()))
    return (rows.exclude(pk__in=list(without)) if without else rows).order_by("pk")


def rows_of(
    phase: ReviewPhase, standing: Sequence[Mapping[str, Any]], *, visible: "QuerySet[Application]"
) -> list[Row]:
    """Applications of one page with their reviews, in two statements, of those that somebody may see."""
    keys = [row["pk"] for row in standing]
    columns = ("reference", "title", "language", "organisation__name", "organisation__name_language")
    applications = visible.filter(pk__in=keys).select_related("organisation").only(*columns)
    by_key = {row.pk: row for row in applications.order_by("pk")}
    reviews: dict[int, list[Review]] = {key: [] for key in keys}
    rows = Review.objects.filter(phase=phase, application__in=keys).exclude(state=ReviewState.RELEASED)
    for review in rows.select_related("reviewer__person").order_by("assigned_at", "pk"):
        reviews[review.application_id].append(review)
    return [
        Row(by_key[row["pk"]], need_of(phase, row), reviews[row["pk"]])
        for row in standing
        if row["pk"] in by_key
    ]


def need_of(phase: ReviewPhase, row: Mapping[str, Any]) -> Need:
    """The figures of one row."""
    given = (row["done"], row["open"], row["low"] or 0, row["high"] or 0)
    return Need(phase.reviewers_each, phase.gap * HUNDRED, *given)


def people_of(phase: ReviewPhase) -> list[dict[str, Any]]:
    """Who takes part, each with how many reviews are handed in, being written, set aside."""
    reviews = Review.objects.filter(phase=phase).order_by().values_list("reviewer_id", "state")
    counts = {(reviewer, state): count for reviewer, state, count in reviews.annotate(count=Count("pk"))}
    rows = PhaseReviewer.objects.filter(phase=phase).select_related("reviewer__person")
    return [
        {
            "reviewer": row.reviewer,
            "declared_at": row.declared_at,
            "done": counts.get((row.reviewer_id, ReviewState.SUBMITTED.value), 0),
            "open": counts.get((row.reviewer_id, ReviewState.OPEN.value), 0),
            "aside": sum(counts.get((row.reviewer_id, state.value), 0) for state in SET_ASIDE),
        }
        for row in rows.order_by("reviewer__person__name", "pk")
    ]


def waited_for(people: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of many, those the phase waits for most: who has not declared yet, then who has most to write."""
    if len(people) <= MOST_PEOPLE:
        return list(people)
    return sorted(people, key=lambda row: (row["declared_at"] is not None, -row["open"]))[:MOST_PEOPLE]


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
