"""Preparing phases of review, and keeping the list of reviewers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.models import Call, PhaseReviewer, Review, Reviewer, ReviewPhase
from ponte.fund.models.vocabulary import PhaseState, ReviewState

FIXED_ONCE_OPEN = ("stage", "hidden", "counts")


def first_values(call: Call) -> dict[str, Any]:
    """What a new phase begins with: the numbers of the call."""
    number = call.phases.count() + 1
    return {
        "name": _("Review %(number)s") % {"number": number},
        "reviewers_each": 1 if call.is_fast else call.reviewers_each,
        "gap": call.gap,
        "scores_shown": call.scores_shown,
    }


@transaction.atomic
def prepare(call: Call, *, values: Mapping[str, Any], reviewers: Iterable[Reviewer], by: Any) -> ReviewPhase:
    """A new phase."""
    _may(by)
    phase = ReviewPhase(call=call, position=call.phases.count() + 1, **values)
    _save(phase)
    changes.record(phase, by=by, verb=verbs.CREATE, before={}, after=dict(values))
    _choose(phase, reviewers)
    return phase


@transaction.atomic
def change(phase: ReviewPhase, *, values: Mapping[str, Any], reviewers: Iterable[Reviewer], by: Any) -> None:
    """Other numbers, other people. What is hidden does not change once people have read."""
    _may(by)
    row = ReviewPhase.objects.select_for_update(of=("self",)).get(pk=phase.pk)
    before = {name: getattr(row, name) for name in values}
    fixed = [name for name in FIXED_ONCE_OPEN if name in values and values[name] != before[name]]
    if row.state != PhaseState.PREPARING and fixed:
        raise Refused(
            _("What is read, what is hidden and what counts does not change once a phase was opened.")
        )
    for name, value in values.items():
        setattr(row, name, value)
    _save(row)
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=dict(values))
    _choose(row, reviewers)


def _save(phase: ReviewPhase) -> None:
    try:
        with transaction.atomic():
            phase.save()
    except IntegrityError:
        raise Refused(_("This call has a phase of this name. Choose another name.")) from None


def _choose(phase: ReviewPhase, reviewers: Iterable[Reviewer]) -> None:
    """Whoever has something to write stays until it is taken back."""
    wanted = {row.pk for row in reviewers}
    now = {row.reviewer_id: row for row in phase.members.all()}
    writing = Review.objects.filter(phase=phase).exclude(state=ReviewState.RELEASED).order_by()
    busy = set(writing.values_list("reviewer_id", flat=True))
    if left_behind := (set(now) - wanted) & busy:
        names = ", ".join(str(now[key].reviewer) for key in sorted(left_behind))
        raise Refused(_("Take back first what was handed out to: %(names)s.") % {"names": names})
    PhaseReviewer.objects.filter(phase=phase).exclude(reviewer__in=wanted).order_by().delete()
    PhaseReviewer.objects.bulk_create(
        [PhaseReviewer(phase=phase, reviewer_id=key) for key in sorted(wanted - set(now))]
    )


@transaction.atomic
def keep_reviewer(reviewer: Reviewer, *, values: Mapping[str, Any], by: Any) -> Reviewer:
    """A new reviewer, or what changed of one."""
    _may(by)
    before = {name: getattr(reviewer, name) for name in values} if reviewer.pk else {}
    for name, value in values.items():
        setattr(reviewer, name, value)
    reviewer.added_by = reviewer.added_by or by
    reviewer.save()
    verb = verbs.EDIT if before else verbs.CREATE
    changes.record(reviewer, by=by, verb=verb, before=before, after=dict(values))
    return reviewer


def _may(by: Any) -> None:
    if not by.has_perm("fund.change_reviewphase"):
        raise NotPermitted(_("You are not permitted to do this."))
