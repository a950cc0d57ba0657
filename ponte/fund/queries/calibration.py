"""How differently reviewers judge: each beside the others who read the same applications."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean, pstdev

from ponte.fund.models import Review, ReviewPhase
from ponte.fund.models.vocabulary import ReviewState

FEW = 3  # with fewer shared applications nothing can be said
STRICT, GENEROUS, LIKE_OTHERS, TOO_FEW = "strict", "generous", "like", "few"
APART = 10  # points


@dataclass(frozen=True)
class Judge:
    """One reviewer, in points of 100. `bias`: how much more they give than others for the same applications."""

    name: str
    count: int
    mean: float
    spread: float
    shared: int
    bias: float | None
    uses_little: bool  # their points are all alike

    @property
    def kind(self) -> str:
        """What the bias comes to."""
        if self.bias is None or self.shared < FEW:
            return TOO_FEW
        if abs(self.bias) < APART:
            return LIKE_OTHERS
        return GENEROUS if self.bias > 0 else STRICT


@dataclass(frozen=True)
class Calibration:
    """All of a phase. `apart` is how far two reviewers of one application are apart, on the average."""

    judges: list[Judge]
    apart: float | None
    pairs: int


def calibration_of(phase: ReviewPhase) -> Calibration:
    """Worked out from what was handed in, in one statement."""
    rows = Review.objects.filter(phase=phase, state=ReviewState.SUBMITTED).order_by("pk")
    of_application: dict[int, dict[int, float]] = defaultdict(dict)
    names: dict[int, str] = {}
    found = rows.values_list("application_id", "reviewer_id", "reviewer__person__name", "points")
    for application, reviewer, name, points in found:
        of_application[application][reviewer] = (points or 0) / 100
        names[reviewer] = name
    gaps = [max(each.values()) - min(each.values()) for each in of_application.values() if len(each) > 1]
    judges = [_judge(key, name, of_application) for key, name in names.items()]
    return Calibration(
        sorted(judges, key=lambda judge: (-(abs(judge.bias) if judge.bias is not None else -1), judge.name)),
        fmean(gaps) if gaps else None,
        len(gaps),
    )


def _judge(key: int, name: str, of_application: dict[int, dict[int, float]]) -> Judge:
    own, differences = [], []
    for given in of_application.values():
        if key not in given:
            continue
        own.append(given[key])
        others = [points for reviewer, points in given.items() if reviewer != key]
        if others:
            differences.append(given[key] - fmean(others))
    spread = pstdev(own) if len(own) > 1 else 0.0
    return Judge(
        name,
        len(own),
        fmean(own),
        spread,
        len(differences),
        fmean(differences) if differences else None,
        uses_little=len(own) >= FEW and spread < APART / 4,
    )
