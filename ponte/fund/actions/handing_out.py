"""Handing applications out: worked out in the background, looked at, then done."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from time import perf_counter
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core import changes, references, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.actions.conflicts import clear_of_conflict
from ponte.fund.actions.review_letters import tell_of_reviews
from ponte.fund.actions.solving.assignment import Pair, solve
from ponte.fund.models import Application, AssignmentPlan, Review, ReviewPhase
from ponte.fund.models.vocabulary import PhaseState, PlanState
from ponte.fund.queries.assignment import Question, question_of, why_left
from ponte.fund.queries.needs import read_in

HANDED_OUT = "hand_out"
verbs.declare_step("fund.reviewphase", HANDED_OUT, gettext_lazy("Applications handed out"))


def ask_for_plan(phase: ReviewPhase, *, by: Any) -> AssignmentPlan:
    """A plan to be worked out; earlier ones that were not used are put aside."""
    _may(phase, by)
    with transaction.atomic():
        unsettled = phase.plans.filter(state__in=[PlanState.WAITING, PlanState.READY])
        unsettled.update(state=PlanState.DISCARDED, settled_at=timezone.now())
        return AssignmentPlan.objects.create(phase=phase, asked_by=by)


def work_out(plan: AssignmentPlan) -> None:
    """Ask the solver and keep its answer; nothing is handed out yet."""
    began = perf_counter()
    question = question_of(plan.phase)
    pairs = [Pair(application, reviewer, cost) for (application, reviewer), cost in question.costs.items()]
    solved = solve(pairs, question.needs, question.room)
    chosen = [(pair.application, pair.reviewer) for pair in solved.pairs]
    plan.pairs = [[*pair, question.reasons[pair]] for pair in chosen]
    plan.left = why_left(question, chosen, solved.left)
    plan.seconds = round(perf_counter() - began, 2)
    plan.state = PlanState.READY
    # A plan that was put aside meanwhile stays aside.
    kept = AssignmentPlan.objects.filter(pk=plan.pk, state=PlanState.WAITING)
    kept.update(pairs=plan.pairs, left=plan.left, seconds=plan.seconds, state=plan.state)


def fail_plan(plan: AssignmentPlan) -> None:
    """It could not be worked out: the page says so, and offers to try again."""
    waiting = AssignmentPlan.objects.filter(pk=plan.pk, state=PlanState.WAITING)
    waiting.update(state=PlanState.FAILED, settled_at=timezone.now())


@transaction.atomic
def apply_plan(plan: AssignmentPlan, *, by: Any, without: Iterable[int] = ()) -> int:
    """Hand out what the plan says, except rows that the office took out of it; how many.

    What does not hold any more (a conflict, somebody who left, a review that is there by now) is left out.
    """
    row = AssignmentPlan.objects.select_for_update(of=("self",)).select_related("phase__call").get(pk=plan.pk)
    _may(row.phase, by)
    ReviewPhase.objects.select_for_update(of=("self",)).get(pk=row.phase_id)
    if row.state != PlanState.READY:
        raise Refused(_("This proposal is settled already. Ask for a new one."))
    now = question_of(row.phase)
    out = set(without)
    pairs = [(each[0], each[1]) for place, each in enumerate(row.pairs) if place not in out]
    count = hand_out(row.phase, _that_hold(pairs, now), question=now, by=by)
    row.state, row.settled_at = PlanState.APPLIED, timezone.now()
    row.save(update_fields=["state", "settled_at"])
    return count


def _that_hold(pairs: Iterable[tuple[int, int]], question: Question) -> list[tuple[int, int]]:
    given: dict[int, int] = defaultdict(int)
    found = []
    for application, reviewer in pairs:
        wanted = question.needs.get(application, 0)
        if (application, reviewer) in question.costs and given[application] < wanted:
            given[application] += 1
            found.append((application, reviewer))
    return found


@transaction.atomic
def hand_out(phase: ReviewPhase, pairs: Iterable[tuple[int, int]], *, question: Question, by: Any) -> int:
    """Make the reviews; one line of history in the phase, since each row says by whom and when."""
    listed = list(pairs)
    codes = references.unused(Review, len(listed))
    rows = [
        Review(
            reference=code,
            phase=phase,
            application_id=application,
            reviewer_id=reviewer,
            assigned_by=by,
            why={"reasons": question.reasons[application, reviewer]},
            is_extra="extra" in question.reasons[application, reviewer],
        )
        for code, (application, reviewer) in zip(codes, listed, strict=True)
    ]
    Review.objects.bulk_create(rows, batch_size=1_000)
    for member in phase.members.select_related("reviewer__person", "phase").order_by("pk"):
        clear_of_conflict(member)
    if rows:
        values = {"reviews": {"before": None, "after": len(rows)}}
        changes.append(phase, by=by, verb=HANDED_OUT, values=values)
        tell_of_reviews(phase, Counter(row.reviewer_id for row in rows), by=by)
    return len(rows)


@transaction.atomic
def hand_out_by_hand(application: Application, phase: ReviewPhase, *, reviewer: int, by: Any) -> None:
    """The office chooses itself who reads something; never somebody who stands too near."""
    _may(phase, by)
    ReviewPhase.objects.select_for_update(of=("self",)).get(pk=phase.pk)
    if not read_in(phase).filter(pk=application.pk).exists():
        raise Refused(_("This application is not read in this phase."))
    question = question_of(phase, [application])
    if (application.pk, reviewer) not in question.costs:
        raise Refused(
            _("This person stands too near to the applicant, or was asked already. Choose another.")
        )
    hand_out(phase, [(application.pk, reviewer)], question=question, by=by)


def discard_plan(plan: AssignmentPlan, *, by: Any) -> None:
    """Put a proposal aside."""
    _may(plan.phase, by)
    open_ones = AssignmentPlan.objects.filter(pk=plan.pk, state__in=[PlanState.WAITING, PlanState.READY])
    if not open_ones.update(state=PlanState.DISCARDED, settled_at=timezone.now()):
        raise Refused(_("This proposal is settled already."))


def _may(phase: ReviewPhase, by: Any) -> None:
    if not by.has_perm("fund.change_reviewphase", phase):
        raise NotPermitted(_("You are not permitted to do this."))
    if phase.state == PhaseState.ENDED:
        raise Refused(_("This phase has ended."))
