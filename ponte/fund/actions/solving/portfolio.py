"""Which applications make the best total of points for the money, solved exactly.

Whole numbers only go in and come out: amounts in minor units, points in hundredths. The solver works with
fractions inside, so what it says is calculated again here before anybody sees it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import gcd
from typing import Any

from django.utils.translation import gettext as _

from ponte.core.refusal import Refused

SECONDS = 10.0
EXACT = 10**12  # the solver tells whole numbers of this size apart


@dataclass(frozen=True)
class Candidate:
    """One application that may be funded with `least` to `asked`. Candidates come best rank first."""

    key: int
    points: int
    asked: int
    least: int
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Demand:
    """The money there is, at least how much of it for which group, and for how many at most."""

    envelope: int
    floors: Mapping[str, int] = field(default_factory=dict)
    places: int | None = None
    must: frozenset[int] = frozenset()  # these are funded whatever it costs: "what if?"


@dataclass(frozen=True)
class Portfolio:
    """Who gets how much. `bound`: no other choice can have more points than this."""

    amounts: dict[int, int]
    points: int
    bound: int

    @property
    def proven(self) -> bool:
        """It is certain that no choice has more points."""
        return self.points >= self.bound


def best_portfolio(
    candidates: Sequence[Candidate], demand: Demand, *, seconds: float = SECONDS
) -> Portfolio | None:
    """The choice with most points within the envelope that meets all floors; None when nothing meets them.

    Among amounts, first the floors are met, then what is left goes to the best ranked, up to what they asked for.
    The same input gives the same answer.
    """
    usable = [each for each in candidates if each.least <= demand.envelope]
    if not usable:
        return None if any(demand.floors.values()) or demand.must else Portfolio({}, 0, 0)
    unit = _unit(usable, demand)
    found = _choose(usable, demand, unit=unit, seconds=seconds)
    if found is None:
        return None
    chosen, bound = found
    amounts = _amounts(chosen, demand, unit=unit)
    points = sum(each.points for each in chosen)
    _verify(chosen, amounts, demand)
    return Portfolio(amounts, points, max(points, bound))


def _unit(candidates: Sequence[Candidate], demand: Demand) -> int:
    """What all amounts are multiples of: with smaller numbers the solver is exact for longer."""
    unit = gcd(demand.envelope, *demand.floors.values())
    for each in candidates:
        unit = gcd(unit, each.asked, each.least)
    unit = unit or 1
    if max(demand.envelope, *(each.asked for each in candidates)) // unit > EXACT:
        raise Refused(_("These amounts are too large to be calculated exactly. Are there too many zeros?"))
    return unit


def _choose(
    candidates: Sequence[Candidate], demand: Demand, *, unit: int, seconds: float
) -> tuple[list[Candidate], int] | None:
    """Who is funded, and the bound.

    Columns: first yes or no for each; then, for those who are in the same floors, the money above their least.
    """
    alike: dict[frozenset[str], list[int]] = {}
    for place, each in enumerate(candidates):
        floored = each.groups.intersection(demand.floors)
        if floored and each.asked > each.least:
            alike.setdefault(floored, []).append(place)
    above = list(enumerate(alike.items(), len(candidates)))
    room = [(each.asked - each.least) // unit for each in candidates]
    least = [float(each.least // unit) for each in candidates]
    yes = [
        _Column(float(each.key in demand.must), 1.0, float(each.points), whole=True) for each in candidates
    ]
    more = [_Column(0.0, float(sum(room[place] for place in inside))) for inside in alike.values()]
    model = _Model([*yes, *more])
    everybody = range(len(candidates))
    model.row(range(len(yes) + len(more)), least + [1.0] * len(more), most=float(demand.envelope // unit))
    if demand.places is not None:
        model.row(everybody, [1.0] * len(yes), most=float(demand.places))
    for at, (_groups, inside) in above:
        model.row([at, *inside], [1.0, *(-float(room[place]) for place in inside)], most=0.0)
    for group, floor in demand.floors.items():
        inside = [place for place in everybody if group in candidates[place].groups]
        beyond = [at for at, (groups, _inside) in above if group in groups]
        weights = [least[place] for place in inside] + [1.0] * len(beyond)
        model.row([*inside, *beyond], weights, least=float(floor // unit))
    solved = model.maximise(seconds=seconds)
    if solved is None:
        return None
    values, bound = solved
    return [each for each, value in zip(candidates, values, strict=False) if value > 0.5], int(bound + 1e-4)


def _amounts(chosen: Sequence[Candidate], demand: Demand, *, unit: int) -> dict[int, int]:
    """Everybody's least; then what the floors need, from the best ranked; then the rest by rank."""
    amounts = {each.key: each.least for each in chosen}
    if demand.floors and chosen:
        for each, more in zip(chosen, _for_floors(chosen, demand, unit=unit), strict=True):
            amounts[each.key] += more
    left = demand.envelope - sum(amounts.values())
    for each in chosen:
        more = min(left, each.asked - amounts[each.key])
        amounts[each.key] += more
        left -= more
    return amounts


def _for_floors(chosen: Sequence[Candidate], demand: Demand, *, unit: int) -> list[int]:
    """The money above the least that the floors need, in minor units; better ranked before worse."""
    model = _Model(
        [
            _Column(0.0, float((each.asked - each.least) // unit), -float(rank))
            for rank, each in enumerate(chosen, 1)
        ]
    )
    spent = sum(each.least for each in chosen)
    everybody = range(len(chosen))
    model.row(everybody, [1.0] * len(chosen), most=float((demand.envelope - spent) // unit))
    for group, floor in demand.floors.items():
        inside = [place for place in everybody if group in chosen[place].groups]
        met = sum(chosen[place].least for place in inside)
        model.row(inside, [1.0] * len(inside), least=float((floor - met) // unit))
    solved = model.maximise(seconds=SECONDS)
    if solved is None:
        raise Refused(_("The solver found no exact answer. Round the amounts, or change the floors."))
    return [round(value) * unit for value in solved[0]]


def _verify(chosen: Sequence[Candidate], amounts: Mapping[int, int], demand: Demand) -> None:
    """In whole numbers: every limit holds. Anything else would be a mistake of ours, and is not shown."""
    holds = sum(amounts.values()) <= demand.envelope
    holds &= demand.places is None or len(chosen) <= demand.places
    holds &= all(each.least <= amounts[each.key] <= each.asked for each in chosen)
    for group, floor in demand.floors.items():
        holds &= sum(amounts[each.key] for each in chosen if group in each.groups) >= floor
    if not holds:
        raise Refused(_("The solver found no exact answer. Round the amounts, or change the floors."))


@dataclass(frozen=True)
class _Column:
    """One unknown: its limits, and what it brings."""

    least: float
    most: float
    brings: float = 0.0
    whole: bool = False


class _Model:
    """A linear model for HiGHS, in the order it was built; one thread and one seed, so that it repeats itself."""

    def __init__(self, columns: Sequence[_Column]) -> None:
        import highspy  # loads a solver of 20 MB: only where something is solved

        self.library: Any = highspy
        solver: Any = highspy.Highs()
        self.solver = solver
        solver.silent()
        count = len(columns)
        places = list(range(count))
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        solver.addVars(count, [each.least for each in columns], [each.most for each in columns])
        solver.changeColsCost(count, places, [each.brings for each in columns])
        solver.changeColsIntegrality(count, places, [kinds[each.whole] for each in columns])
        solver.changeObjectiveSense(highspy.ObjSense.kMaximize)

    def row(
        self,
        places: Sequence[int],
        weights: Sequence[float],
        *,
        least: float | None = None,
        most: float | None = None,
    ) -> None:
        """A sum with limits."""
        infinite = self.library.kHighsInf
        low, high = -infinite if least is None else least, infinite if most is None else most
        self.solver.addRow(low, high, len(places), list(places), list(weights))

    def maximise(self, *, seconds: float) -> tuple[list[float], float] | None:
        """Values and an upper bound; None when nothing meets the limits."""
        options = {
            "threads": 1,
            "random_seed": 0,
            "time_limit": seconds,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.99,
        }
        for name, value in options.items():
            self.solver.setOptionValue(name, value)
        self.solver.run()
        info, status = self.solver.getInfo(), self.solver.getModelStatus()
        if info.primal_solution_status != self.library.SolutionStatus.kSolutionStatusFeasible:
            if status == self.library.HighsModelStatus.kTimeLimit:
                raise Refused(_("No answer was found in time. Try fewer floors."))
            return None
        is_optimal = status == self.library.HighsModelStatus.kOptimal
        bound = info.objective_function_value if is_optimal else info.mip_dual_bound
        return list(self.solver.getSolution().col_value), bound
