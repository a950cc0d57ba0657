"""How many more reviews each application needs in a phase."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from ponte.fund.models import Application, Review, ReviewPhase
from ponte.fund.models.vocabulary import SET_ASIDE, ApplicationState, ReviewState

HUNDRED = 100


@dataclass(slots=True)
class Need:
    """The reviews of one application in one phase: handed in, being written; the lowest and the highest points."""

    each: int
    apart: int
    done: int = 0
    open: int = 0
    low: int = 0
    high: int = 0

    @property
    def differs(self) -> bool:
        """Two of those handed in are further apart than the phase allows."""
        return self.done > 1 and self.high - self.low > self.apart

    @property
    def wanted(self) -> int:
        """Reviews in all: the number of the phase, and one more where the first ones differ."""
        return self.each + (self.differs and self.done <= self.each)

    @property
    def more(self) -> int:
        """Reviews nobody was asked for."""
        return max(0, self.wanted - self.open - self.done)

    @property
    def is_extra(self) -> bool:
        """What is missing is the one who is asked because others differ."""
        return self.more > 0 and self.differs and self.done + self.open >= self.each

    @property
    def is_complete(self) -> bool:
        """Nothing is missing, and nobody still writes."""
        return not self.more and not self.open


def read_in(phase: ReviewPhase) -> "QuerySet[Application]":
    """What is read in a phase: eligible, and written as far as the phase reads."""
    return Application.objects.filter(
        call=phase.call_id, stage=phase.stage, state=ApplicationState.ELIGIBLE
    ).order_by("pk")


def needs_of(phase: ReviewPhase) -> dict[int, Need]:
    """{application: need} of everything that is read in a phase, in two statements."""
    apart = phase.gap * HUNDRED
    found = {pk: Need(phase.reviewers_each, apart) for pk in read_in(phase).values_list("pk", flat=True)}
    submitted = Q(state=ReviewState.SUBMITTED)
    rows = Review.objects.filter(phase=phase).exclude(state__in=SET_ASIDE).order_by()
    sums = rows.values_list("application_id").annotate(
        done=Count("pk", filter=submitted),
        all=Count("pk"),
        low=Min("points", filter=submitted),
        high=Max("points", filter=submitted),
    )
    for pk, done, every, low, high in sums:
        if pk in found:
            found[pk] = Need(phase.reviewers_each, apart, done, every - done, low or 0, high or 0)
    return found
