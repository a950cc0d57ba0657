"""What reviews keep about a person: told to who asks, erased or kept with a reason, gone in time."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.actions.holdings import holding_of
from ponte.core.registries import Holding
from ponte.core.scrubbing import scrub
from ponte.fund.models import ConflictDeclaration, PhaseReviewer, Review, Reviewer

KEPT_REVIEWER, KEPT_REASON, AT_ONCE = timedelta(days=365), timedelta(days=3 * 365), 200
STAYS = _(
    "It is why an application was funded or not. The office decides whether the decision may do without."
)


def find(address: str, name: str) -> list[Holding]:
    """What somebody said about themself as a reviewer, where they stood too near, what they wrote."""
    if not address:
        return []
    reviewers = Reviewer.objects.filter(person__email=address).order_by("pk")
    near = ConflictDeclaration.objects.filter(person__email=address, has_conflict=True).order_by("pk")
    wrote = Q(comment="", for_office="", recognised_how="")
    reviews = Review.objects.filter(reviewer__person__email=address).exclude(wrote).order_by("pk")
    return [
        *(holding_of(row, "languages", "expertise", "load") for row in reviewers),
        *(holding_of(row, "kind", "reason", stays=STAYS) for row in near),
        *(
            holding_of(
                row, "comment", "for_office", "recognised_how", url=row.get_absolute_url(), stays=STAYS
            )
            for row in reviews
        ),
    ]


def forget_old() -> int:
    """Reasons of conflicts of long ago, and what was known of people who review no more; how many. A chore."""
    now = timezone.now()
    reasons = ConflictDeclaration.objects.filter(application__call__decided_at__lt=now - KEPT_REASON).exclude(
        reason=""
    )
    recent = Q(phase__ended_at=None) | Q(phase__ended_at__gte=now - KEPT_REVIEWER)
    takes_part = Exists(PhaseReviewer.objects.filter(recent, reviewer=OuterRef("pk")))
    known = Reviewer.objects.exclude(languages=[], expertise=[]).filter(added_at__lt=now - KEPT_REVIEWER)
    rows = [*reasons.order_by("pk")[:AT_ONCE], *known.exclude(takes_part).order_by("pk")[:AT_ONCE]]
    for row in rows:
        scrub(row, by=None, reason="kept as long as was promised")
    return len(rows)
