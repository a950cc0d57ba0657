"""How many more reviews each application needs in a phase."""

from dataclasses import dataclass

from django.db.models import QuerySet

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
    each, apart = phase.reviewers_each, phase.gap * HUNDRED
    found = {pk: Need(each, apart) for pk in read_in(phase).values_list("pk", flat=True)}
    rows = Review.objects.filter(phase=phase).exclude(state__in=SET_ASIDE).order_by()
    for application, state, points in rows.values_list("application_id", "state", "points"):
        need = found.get(application)
        if need is None:
            continue
        if state == ReviewState.SUBMITTED:
            need.low = min(need.low, points or 0) if need.done else points or 0
            need.high = max(need.high, points or 0)
            need.done += 1
        else:
            need.open += 1
    return found
