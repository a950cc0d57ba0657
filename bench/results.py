"""One measured number beside its goal, and the table of all of them."""

import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

HEAD = ("database", "what", "measured", "at most", "unit", "")


class Row(NamedTuple):
    """A measured number; `goal` None is only told."""

    database: str
    what: str
    measured: float
    goal: float | None
    unit: str

    @property
    def is_met(self) -> bool:
        """Whether it is within its goal."""
        return self.goal is None or self.measured <= self.goal

    def cells(self) -> tuple[str, ...]:
        """As text."""
        goal = "" if self.goal is None else f"{self.goal:g}"
        verdict = "" if self.goal is None else ("met" if self.is_met else "MISSED")
        return (self.database, self.what, f"{self.measured:.4g}", goal, self.unit, verdict)


def table(rows: Iterable[Row]) -> str:
    """Aligned for a terminal; also a Markdown table."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    text = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([text[0], rule, *text[1:], ""])


def write(path: Path, rows: Iterable[Row]) -> None:
    """Keep them; a machine with other processors gives other milliseconds."""
    when = datetime.now(UTC).date()
    head = f"# What pages cost\n\nWritten by `make bench` on {when}, Python {platform.python_version()}.\n"
    head += "Processor times are told beside a loop that runs between the pages (`bench/meters.py`).\n\n"
    path.write_text(head + table(rows), encoding="utf-8")
