"""Writing a review: saved as one writes, handed in, abstained from, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.workflow import Move
from ponte.fund.actions.points import keep_points
from ponte.fund.lifecycles.review import lifecycle
from ponte.fund.models import Review, Score
from ponte.fund.queries.scores import takes

TEXTS = ("confidence", "comment", "feedback", "for_office")


class Stale(Refused):
    """Another window has saved since this one was opened."""


@dataclass(frozen=True)
class Written:
    """What a window sends: only what it knows. `points` None means that they were taken out."""

    edition: int
    points: Mapping[int, int | None] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def save(review: Review, written: Written, *, by: Any) -> Review:
    """Keep what was written so far, without a line of history; the row with its new edition."""
    row = Review.objects.select_for_update(of=("self",)).select_related("phase__call").get(pk=review.pk)
    if not by.has_perm("fund.change_review", row):
        raise NotPermitted(_("You are not permitted to do this."))
    if not row.is_open or not row.phase.is_open:
        raise Refused(_("This review is not being written any more. Nothing was saved."))
    if written.edition != row.edition:
        raise Stale(
            _("You changed this review in another window. Look at what it says now, then save again.")
        )
    _keep_scores(row, written)
    for name in TEXTS:
        if name in written.texts:
            setattr(row, name, written.texts[name])
    row.language, row.edition, row.saved_at = by.language, row.edition + 1, timezone.now()
    row.save()
    return row


def _keep_scores(row: Review, written: Written) -> None:
    criteria = {each.pk: each for each in row.phase.call.criteria.all()}
    known = {score.criterion_id: score for score in row.scores.all()}
    fresh: list[Score] = []
    changed: list[Score] = []
    for key in sorted({*written.points, *written.reasons} & set(criteria)):
        score = known.get(key) or Score(review=row, criterion_id=key)
        points = written.points.get(key, score.points)
        if points is not None and not 0 <= points <= criteria[key].weight:
            raise Refused(takes(criteria[key].name, criteria[key].weight))
        score.points, score.comment = points, written.reasons.get(key, score.comment)
        (changed if score.pk else fresh).append(score)
    Score.objects.bulk_create(fresh)
    Score.objects.bulk_update(changed, ["points", "comment"])


@transaction.atomic
def step(review: Review, name: str, *, by: Any, reason: str = "") -> Move:
    """A step of its life, with the points of the application."""
    move = lifecycle.perform(name, review, by=by, reason=reason)
    keep_points(review.phase.call, [review.application_id])
    return move


@transaction.atomic
def recognise(review: Review, *, how: str, by: Any) -> None:
    """A blind reviewer knows who it is. The office is told; the review goes on unless they abstain."""
    if not by.has_perm("fund.change_review", review):
        raise NotPermitted(_("You are not permitted to do this."))
    if not how.strip():
        raise Refused(_("Say in a few words what gave it away."))
    if review.recognised_at is None:
        review.recognised_at = timezone.now()
    before = {"recognised_how": review.recognised_how}
    review.recognised_how = how.strip()[:500]
    review.save(update_fields=["recognised_at", "recognised_how"])
    after = {"recognised_how": review.recognised_how}
    changes.record(review, by=by, verb=verbs.EDIT, before=before, after=after)
