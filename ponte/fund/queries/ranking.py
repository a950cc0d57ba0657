"""The ranked list of a panel: every application of it, the best first, with what may be said of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ponte.core import places
from ponte.fund.models import Application, Call, Panel, Verdict
from ponte.fund.queries.scores import Standing, standings

REGION, COUNTRY, SECTOR = "region", "country", "sector"


@dataclass(frozen=True)
class Ranked:
    """One application in its place. `verdict` is what the panel says so far."""

    rank: int
    application: Application
    standing: Standing
    verdict: Verdict

    @property
    def points(self) -> int | None:
        """Of 100, in hundredths."""
        return self.standing.points

    @property
    def may_be_funded(self) -> bool:
        """It was reviewed, reaches what the call asks for, and asks for an amount."""
        return self.standing.reaches_minimum and bool(self.application.asked_minor)

    @property
    def groups(self) -> frozenset[str]:
        """What floors may be about: regions (and the country) of the work, and its sector."""
        application = self.application
        found = {f"{SECTOR}:{application.sector}"} if application.sector else set()
        if application.country:
            found.add(f"{COUNTRY}:{application.country}")
            found.update(f"{REGION}:{code}" for code in places.containing(application.country))
        return frozenset(found)


def ranked(panel: Panel) -> list[Ranked]:
    """All of them. Equal points: who has more in the first criterion, then in the next, comes first."""
    verdicts = list(
        Verdict.objects.filter(panel=panel)
        .select_related("application__organisation", "application__host", "panel__call", "scenario")
        .order_by("pk")
    )
    for verdict in verdicts:
        verdict.panel = panel
        verdict.application.call = panel.call
    return in_order(panel.call, verdicts)


def in_order(call: Call, verdicts: Iterable[Verdict]) -> list[Ranked]:
    """Verdicts by the points of their applications; those without points last."""
    given = list(verdicts)
    known = standings(call, [verdict.application_id for verdict in given])
    criteria = list(call.criteria.order_by("position", "pk").values_list("pk", flat=True))
    blank = Standing()

    def place(verdict: Verdict) -> tuple[object, ...]:
        standing = known.get(verdict.application_id, blank)
        return *_best_first(standing, criteria), verdict.application.reference

    return [
        Ranked(rank, verdict.application, known.get(verdict.application_id, blank), verdict)
        for rank, verdict in enumerate(sorted(given, key=place), 1)
    ]


def _best_first(standing: Standing, criteria: Sequence[int]) -> list[int]:
    points = -1 if standing.points is None else standing.points
    return [-points, *(-standing.by_criterion.get(criterion, 0) for criterion in criteria)]
