"""Who could read what in a phase, at which cost, and why: what the solver is asked, and how people read its answer."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from ponte.fund.models import Application, ConflictDeclaration, Review, Reviewer, ReviewPhase
from ponte.fund.models.vocabulary import ReviewState
from ponte.fund.queries.hints import FORBIDDING, hints_between
from ponte.fund.queries.needs import needs_of, read_in

# What makes a pair dearer. A language nobody reads weighs more than all else, but less than no reviewer at all.
OTHER_LANGUAGE, HINTED, OTHER_FIELD = 1_000, 200, 20
READS, READS_NOT, KNOWS, KNOWS_NOT, HINT, EXTRA = "reads", "reads_not", "knows", "knows_not", "hint", "extra"
REASONS = {
    READS: _("reads the language of the application"),
    READS_NOT: _("does not read the language of the application"),
    KNOWS: _("knows the field"),
    KNOWS_NOT: _("has not said to know the field"),
    HINT: _("may stand near to the applicant: look at it"),
    EXTRA: _("asked because two reviewers differ"),
}
WORRYING = frozenset({READS_NOT, HINT})
Pair = tuple[int, int]  # application, reviewer


@dataclass(frozen=True)
class Question:
    """What the solver is asked; `reasons` are codes for people. A pair without cost must not be."""

    needs: dict[int, int]
    room: dict[int, int]
    costs: dict[Pair, int]
    reasons: dict[Pair, list[str]]


def question_of(phase: ReviewPhase, only: Collection[Application] = ()) -> Question:
    """Everything that counts, in a dozen statements whatever the size; of `only` some, needed or not."""
    needs = needs_of(phase)
    applications = list(only) or [row for row in read_in(phase) if needs[row.pk].more]
    reviewers = list(free_reviewers(phase))
    shut = kept_apart(phase, reviewers)
    hints = hints_between([row.person for row in reviewers], applications)
    costs: dict[Pair, int] = {}
    reasons: dict[Pair, list[str]] = {}
    for application in applications:
        for reviewer in reviewers:
            pair, told = (application.pk, reviewer.pk), hints.get((reviewer.person_id, application.pk), [])
            if pair in shut or FORBIDDING & set(told):
                continue
            costs[pair], reasons[pair] = weighed(application, reviewer, is_hinted=bool(told))
            if needs[application.pk].is_extra:
                reasons[pair].append(EXTRA)
    return Question(
        {row.pk: needs[row.pk].more for row in applications},
        {row.pk: max(0, row.load - row.open_reviews) for row in reviewers},
        costs,
        reasons,
    )


def free_reviewers(phase: ReviewPhase) -> Any:
    """Who takes new applications in a phase, each with how many wait for them everywhere."""
    rows = Reviewer.objects.filter(phases=phase, is_available=True, person__is_active=True)
    waiting = Count("reviews", filter=Q(reviews__state=ReviewState.OPEN))
    return rows.select_related("person").annotate(open_reviews=waiting).order_by("pk")


def kept_apart(phase: ReviewPhase, reviewers: Collection[Reviewer]) -> set[Pair]:
    """Pairs that must not be: a declared conflict, or one that was there already, whatever became of it."""
    had = Review.objects.filter(phase=phase).order_by().values_list("application_id", "reviewer_id")
    of_person = {row.person_id: row.pk for row in reviewers}
    declared = ConflictDeclaration.objects.filter(
        has_conflict=True, application__call=phase.call_id, person__in=list(of_person)
    ).order_by()
    near = declared.values_list("application_id", "person_id")
    return {*had, *((application, of_person[person]) for application, person in near)}


def weighed(application: Application, reviewer: Reviewer, *, is_hinted: bool) -> tuple[int, list[str]]:
    """What speaks for and against a pair."""
    reads = base(application.language) in {base(code) for code in reviewer.languages}
    knows = application.sector in reviewer.expertise if application.sector else None
    cost = OTHER_LANGUAGE * (not reads) + HINTED * is_hinted + OTHER_FIELD * (knows is False)
    reasons = [READS if reads else READS_NOT]
    if knows is not None:
        reasons.append(KNOWS if knows else KNOWS_NOT)
    return cost, reasons + [HINT] * is_hinted


def base(language: str) -> str:
    """ "pt-BR" is read by who reads "pt"."""
    return language.partition("-")[0].lower()


def why_left(question: Question, chosen: Collection[Pair], left: dict[int, int]) -> list[list[int]]:
    """[application, reviews missing, who could read it, who of these is full]: for whom nobody was found, and why."""
    able: dict[int, int] = defaultdict(int)
    full: dict[int, int] = defaultdict(int)
    taken = Counter(reviewer for _application, reviewer in chosen)
    for application, reviewer in question.costs:
        able[application] += 1
        full[application] += taken[reviewer] >= question.room[reviewer]
    return [[pk, count, able[pk], full[pk]] for pk, count in sorted(left.items())]
