"""How many more reviews each application needs in a phase."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from ponte.fund.models import Application, Review, ReviewPhase
from ponte.fund.models.vocabulary import SET_ASIDE, ApplicationState, ReviewState

HUNDRED = 100


@dataclass
class Need:
    """The reviews of one application in one phase."""

    each: int
    apart: int
    open: int = 0
    points: list[int] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Two of those handed in are further apart than the phase allows."""
        return len(self.points) > 1 and max(self.points) - min(self.points) > self.apart

    @property
    def more(self) -> int:
        """Reviews nobody was asked for: up to the number of the phase, and one more where the first ones differ."""
        wanted = self.each + (self.differs and len(self.points) <= self.each)
        return max(0, wanted - self.open - len(self.points))

    @property
    def is_extra(self) -> bool:
        """What is missing is the one who is asked because others differ."""
        return self.more > 0 and self.differs and len(self.points) + self.open >= self.each


def read_in(phase: ReviewPhase) -> "QuerySet[Application]":
    """What is read in a phase: eligible, and written as far as the phase reads."""
    return Application.objects.filter(
        call=phase.call_id, stage=phase.stage, state=ApplicationState.ELIGIBLE
    ).order_by("pk")


def needs_of(phase: ReviewPhase) -> dict[int, Need]:
    """{application: need} of everything that is read in a phase, in two statements."""
    found = {
        pk: Need(phase.reviewers_each, phase.gap * HUNDRED)
        for pk in read_in(phase).values_list("pk", flat=True)
    }
    rows = Review.objects.filter(phase=phase).exclude(state__in=SET_ASIDE).order_by("pk")
    for application, state, points in rows.values_list("application_id", "state", "points"):
        if application not in found:
            continue
        if state == ReviewState.SUBMITTED:
            found[application].points.append(points or 0)
        else:
            found[application].open += 1
    return found
