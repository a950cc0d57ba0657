"""Where the headings of a table stand: below its title, and perhaps in two rows."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ponte.core.files.cells import Merged
from ponte.core.importing.sheets import Row
from ponte.core.text import clean

BETWEEN = " – "
Knows = Callable[[str], bool]


class Place(NamedTuple):
    """The line of the headings, counted from 1, and how many lines they take."""

    line: int
    lines: int


def knows_nothing(_heading: str) -> bool:
    """When nobody said which headings to expect."""
    return False


def find_headings(top: Sequence[Row], merged: Sequence[Merged], knows: Knows) -> Place | None:
    """The line with most headings that we know, else the first that is about as wide as the table."""
    filled = [[cell for cell in row if cell.strip()] for row in top]
    widest = max(map(len, filled), default=0)
    if widest == 0:
        return None
    known = [sum(knows(clean(cell)) for cell in row) for row in filled]
    best = known.index(max(known))
    if known[best] < min(2, widest):
        best = next(place for place, row in enumerate(filled) if len(row) * 2 > widest)
    if best and is_upper(best - 1, top, merged):
        return Place(best, 2)
    if best + 1 < len(top) and known[best + 1] > 1 and is_upper(best, top, merged):
        return Place(best + 1, 2)
    return Place(best + 1, 1)


def is_upper(place: int, top: Sequence[Row], merged: Sequence[Merged]) -> bool:
    """Whether a row stands above another row of headings: over a part of it, in several pieces."""
    upper, lower = top[place], top[place + 1]
    if sum(bool(cell.strip()) for cell in upper) < 2:
        return False
    covered = {
        column
        for (row, first), (_last_row, last) in merged
        if row == place
        for column in range(first + 1, last + 1)
    }
    empty = {column for column, cell in enumerate(lower) if column >= len(upper) or not upper[column].strip()}
    below = {column for column in empty if lower[column].strip()}
    return bool(below & covered) if merged else len(below) > 0 and has_gaps(lower)


def has_gaps(row: Row) -> bool:
    """A lower row says nothing where the upper one says all."""
    return any(not cell.strip() for cell in row)


def joined(upper: Row, lower: Row, covered: Sequence[tuple[int, int]]) -> list[str]:
    """Two rows of headings as one: "Contact – Telephone". `covered` are the columns each upper cell is merged over.

    Where the file merges nothing, an upper heading reaches to the next one.
    """
    reach = dict(covered)
    headings: list[str] = []
    above, until = "", -1
    for column in range(max(len(upper), len(lower))):
        here = clean(upper[column]) if column < len(upper) else ""
        if here:
            above, until = here, reach.get(column, column if covered else len(lower))
        below = clean(lower[column]) if column < len(lower) else ""
        over = above if column <= until else ""
        if not below:
            headings.append(here)
        else:
            headings.append(below if over in ("", below) else f"{over}{BETWEEN}{below}")
    return headings
