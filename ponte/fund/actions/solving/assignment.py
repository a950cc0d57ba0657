"""Who reads what, solved exactly: the cheapest flow from applications to reviewers.

Knows only numbers. Every corner of such a problem is whole, so the simplex method needs no branching. Reviewers
grow dearer the fuller they are, which spreads the work; what would be equal is told apart by a hash, so that the
same question always has the same answer, in whatever order it is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

LEFT_OUT = 100_000  # more than any reviewer costs
SHARES = 8  # a reviewer's room is filled in so many parts, each dearer than the one before
DEARER = 3
NOISE = 0.01


class Pair(NamedTuple):
    """Somebody may read something, at a cost."""

    application: int
    reviewer: int
    cost: int


@dataclass(frozen=True)
class Solved:
    """The pairs that were chosen, in order, and how many reviews nobody can write, by application."""

    pairs: list[Pair]
    left: dict[int, int]


class Table:
    """The matrix, a column at a time: bounds, cost, and in which rows it stands."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.most: list[float] = []
        self.starts: list[int] = [0]
        self.rows: list[int] = []
        self.values: list[float] = []

    def add(self, cost: float, most: float, entries: Iterable[tuple[int, float]]) -> None:
        """One column."""
        for row, value in entries:
            self.rows.append(row)
            self.values.append(value)
        self.starts.append(len(self.rows))
        self.costs.append(cost)
        self.most.append(most)


def solve(pairs: Iterable[Pair], needs: Mapping[int, int], room: Mapping[int, int]) -> Solved:
    """Give each application as many different reviewers as it needs, nobody more than they have room for."""
    wanted = {application: need for application, need in sorted(needs.items()) if need > 0}
    free = {reviewer: space for reviewer, space in sorted(room.items()) if space > 0}
    usable = sorted(pair for pair in pairs if pair.application in wanted and pair.reviewer in free)
    if not wanted:
        return Solved([], {})
    if not usable:
        return Solved([], dict(wanted))
    values = _run(*_written(usable, wanted, free))
    chosen = [pair for pair, value in zip(usable, values, strict=False) if value > 0.5]
    left = defaultdict(int, wanted)
    for pair in chosen:
        left[pair.application] -= 1
    return Solved(chosen, {application: count for application, count in left.items() if count})


def _written(
    usable: list[Pair], wanted: Mapping[int, int], free: Mapping[int, int]
) -> tuple[Table, list[int]]:
    """The table, and what each row comes to."""
    row_of = {application: row for row, application in enumerate(wanted)}
    column_of = {reviewer: len(wanted) + row for row, reviewer in enumerate(free)}
    table = Table()
    for pair in usable:
        cost = pair.cost + NOISE * _noise(pair)
        table.add(cost, 1, [(row_of[pair.application], 1), (column_of[pair.reviewer], 1)])
    for application, need in wanted.items():
        table.add(LEFT_OUT, need, [(row_of[application], 1)])
    for reviewer, space in free.items():
        for share in range(SHARES):
            size = space * (share + 1) // SHARES - space * share // SHARES
            table.add(DEARER * share, size, [(column_of[reviewer], -1)])
    return table, [*wanted.values(), *(0 for _reviewer in free)]


def _noise(pair: Pair) -> float:
    """A number from 0 to 1 that is always the same for a pair."""
    digest = blake2b(f"{pair.application}:{pair.reviewer}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32


def _run(table: Table, sums: list[int]) -> Any:
    import highspy  # loads a solver of 20 MB: only where something is solved

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(table.costs), len(sums)
    program.col_cost_, program.col_lower_, program.col_upper_ = (
        table.costs,
        [0.0] * len(table.costs),
        table.most,
    )
    program.row_lower_ = program.row_upper_ = [float(each) for each in sums]
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = table.starts, table.rows
    program.a_matrix_.value_ = table.values
    solver = highspy.Highs()
    solver.silent()
    for name, value in (("threads", 1), ("random_seed", 1), ("solver", "simplex")):
        solver.setOptionValue(name, value)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError(solver.modelStatusToString(solver.getModelStatus()))
    return solver.getSolution().col_value
