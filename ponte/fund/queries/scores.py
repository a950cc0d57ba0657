"""How many points each application has, from which reviews, and what is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Avg, F, QuerySet
from django.utils.translation import ngettext

from ponte.fund.models import Application, Call, Review, Score
from ponte.fund.models.vocabulary import ApplicationState, PhaseState, ReviewState

HUNDRED = 100
READ = (
    ApplicationState.ELIGIBLE,
    ApplicationState.INVITED,
    ApplicationState.AWARDED,
    ApplicationState.RESERVE,
    ApplicationState.DECLINED,
)


@dataclass
class Standing:
    """The points of one application, in hundredths of a point, so that nothing is rounded twice.

    totals        (review, its points of 100) for each review that counts
    by_criterion  {criterion: mean}
    too_low       criteria below their fewest points
    each, open    reviews the phase asks for; reviews that are handed out and not written
    minimum       fewest points in all; `apart` is how far two reviews may differ
    """

    each: int = 1
    apart: int = 0
    minimum: int = 0
    open: int = 0
    totals: list[tuple[int, int]] = field(default_factory=list)
    by_criterion: dict[int, int] = field(default_factory=dict)
    too_low: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Reviews that count."""
        return len(self.totals)

    @property
    def points(self) -> int | None:
        """Their mean; halves go up. None while there is none."""
        total = sum(points for _review, points in self.totals)
        return (2 * total + self.count) // (2 * self.count) if self.count else None

    @property
    def gap(self) -> int:
        """How far the highest and the lowest are apart."""
        given = [points for _review, points in self.totals]
        return max(given) - min(given) if given else 0

    @property
    def needs_another(self) -> bool:
        """All were handed in, two of them differ by more than the phase allows, and nobody else has read it."""
        return 1 < self.count <= self.each and self.gap > self.apart

    @property
    def missing(self) -> int:
        """Reviews still to come, whether handed out or not."""
        return max(0, self.each - self.count) + self.needs_another

    @property
    def unassigned(self) -> int:
        """Reviews nobody was asked for."""
        return max(0, self.missing - self.open)

    @property
    def reaches_minimum(self) -> bool:
        """It has the fewest points in all, and of each criterion."""
        return self.points is not None and self.points >= self.minimum and not self.too_low


def standings(call: Call, applications: Iterable[int] | None = None) -> dict[int, Standing]:
    """{application: standing} of all that is read in a call, or of some of it, in six statements."""
    numbers = _numbers(call)
    found: dict[int, Standing] = {}
    rows = _narrowed(Application.objects.filter(call=call, state__in=READ), "pk", applications)
    for pk, stage in rows.order_by("pk").values_list("pk", "stage"):
        each, apart = numbers.get(stage, (call.reviewers_each, call.gap))
        found[pk] = Standing(each, apart * HUNDRED, call.minimum_total * HUNDRED)
    reviews = counting(call, applications)
    for application, review, points in reviews.values_list("application_id", "pk", "points"):
        if application in found:
            found[application].totals.append((review, points or 0))
    for application in _open(call, applications).values_list("application_id", flat=True):
        if application in found:
            found[application].open += 1
    _add_criteria(found, call, reviews)
    return found


def standing_of(application: Application) -> Standing:
    """The points of one application."""
    return standings(application.call, [application.pk]).get(application.pk, Standing())


def counting(call: Call, applications: Iterable[int] | None = None) -> "QuerySet[Review]":
    """The reviews whose points count: handed in, of what is read now (concept or proposal), in a phase that counts.

    A review of somebody who declared a conflict afterwards is in another state, so it is not among them.
    """
    return _of_now(call, applications).filter(state=ReviewState.SUBMITTED).order_by("application_id", "pk")


def _of_now(call: Call, applications: Iterable[int] | None) -> Any:
    rows = Review.objects.filter(phase__call=call, phase__counts=True, phase__stage=F("application__stage"))
    return _narrowed(rows, "application", applications)


def _open(call: Call, applications: Iterable[int] | None) -> Any:
    rows = _of_now(call, applications).filter(state=ReviewState.OPEN)
    return rows.exclude(phase__state=PhaseState.ENDED).order_by()


def _narrowed(rows: Any, name: str, applications: Iterable[int] | None) -> Any:
    return rows if applications is None else rows.filter(**{f"{name}__in": list(applications)})


def _numbers(call: Call) -> dict[str, tuple[int, int]]:
    """{stage: (reviews for each application, points two may differ by)}; of several phases all reviews add up."""
    found: dict[str, tuple[int, int]] = {}
    for phase in call.phases.all():
        if phase.counts:
            each = found.get(phase.stage, (0, 0))[0]
            found[phase.stage] = (each + phase.reviewers_each, phase.gap)
    return found


def _add_criteria(found: dict[int, Standing], call: Call, reviews: "QuerySet[Review]") -> None:
    fewest = dict(call.criteria.order_by().values_list("pk", "minimum"))
    rows = Score.objects.filter(review__in=reviews.order_by().values("pk"), points__isnull=False)
    means = rows.order_by().values_list("review__application_id", "criterion_id").annotate(mean=Avg("points"))
    for application, criterion, mean in means:
        if application not in found:
            continue
        standing = found[application]
        standing.by_criterion[criterion] = round(float(mean) * HUNDRED)
        if standing.by_criterion[criterion] < (fewest.get(criterion) or 0) * HUNDRED:
            standing.too_low.append(criterion)


def takes(name: str, most: int) -> str:
    """How many points a criterion takes, for whoever gave others."""
    words = ngettext("“%(name)s” takes 0 or 1 point.", "“%(name)s” takes 0 to %(most)s points.", most)
    return words % {"name": name, "most": most}
