"""What a reviewer has before them: phases in which they say first where they stand too near, and what they read."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ponte.fund.models import ConflictDeclaration, PhaseReviewer, Review
from ponte.fund.models.vocabulary import PhaseState, ReviewState
from ponte.fund.queries.conflicts import newly_listed
from ponte.fund.queries.masking import NOTHING_HIDDEN, masks_of

GONE = (ReviewState.RELEASED, ReviewState.CONFLICT)


@dataclass
class Mine:
    """One review as its row says it; the title without what would name a blind applicant."""

    review: Review
    title: str


@dataclass
class Taking:
    """One phase this person takes part in."""

    member: PhaseReviewer
    asks: bool  # for their interests, before anything opens
    waiting: int  # handed out, and shut until they have said
    rows: list[Mine] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Handed in or abstained from."""
        return sum(1 for row in self.rows if not row.review.is_open)


def reviews_of(person: Any) -> Any:
    """Theirs, where they have not declared a conflict and are not of the applicant: the scope of every page."""
    rows = Review.objects.filter(reviewer__person=person).exclude(state__in=GONE)
    rows = rows.exclude(phase__state=PhaseState.PREPARING)
    return rows.select_related("phase__call", "application", "reviewer__person")


def takings(person: Any) -> list[Taking]:
    """Phase by phase, the open ones first, in a dozen statements for any number of reviews."""
    members = PhaseReviewer.objects.filter(reviewer__person=person).exclude(phase__state=PhaseState.PREPARING)
    listed = list(
        members.select_related("phase__call", "reviewer__person").order_by("-phase__opened_at", "pk")
    )
    clear = ConflictDeclaration.objects.filter(person=person, has_conflict=False).order_by()
    opened = set(clear.values_list("application_id", flat=True))
    rows: dict[int, list[Review]] = defaultdict(list)
    shut: dict[int, int] = defaultdict(int)
    for review in reviews_of(person).order_by("state", "assigned_at", "pk"):
        if not person.has_perm("fund.view_review", review):
            continue
        if review.application_id in opened:
            rows[review.phase_id].append(review)
        else:
            shut[review.phase_id] += 1
    asked = newly_listed(listed)
    blind = [row.application for some in rows.values() for row in some if row.phase.hides_applicant]
    masks = masks_of(blind)
    found = []
    for member in listed:
        mine = [
            Mine(row, masks.get(row.application_id, NOTHING_HIDDEN)(row.application.title))
            for row in rows[member.phase_id]
        ]
        found.append(Taking(member, member.pk in asked, shut[member.phase_id], mine))
    return sorted(found, key=lambda taking: not taking.member.phase.is_open)
