"""Answers on one page: screen by screen, with what is missing, wrong or disputed."""

from dataclasses import dataclass
from typing import Any

from ponte.ask.document.evaluation import Evaluation
from ponte.ask.document.kinds import UPLOADS
from ponte.ask.document.look import Look
from ponte.ask.document.stored import told
from ponte.ask.models import Answer, Response
from ponte.ask.queries.responses import evaluated, rows_of
from ponte.ask.queries.screens import Screen, looks_on, screens_of


@dataclass(frozen=True)
class Line:
    """One answer as it is read."""

    label: str
    language: str
    text: str
    id: str
    screen: int
    row: Answer | None = None
    missing: bool = False
    problem: str = ""
    rival: str = ""
    is_file: bool = False


@dataclass(frozen=True)
class Part:
    """One screen with its answers."""

    number: int
    title: str
    language: str
    lines: list[Line]

    @property
    def missing(self) -> int:
        """How many answers are needed and not there."""
        return sum(1 for line in self.lines if line.missing)


@dataclass(frozen=True)
class Overview:
    """All of it."""

    parts: list[Part]
    asked: int
    done: int

    @property
    def lines(self) -> list[Line]:
        """Every answer."""
        return [line for part in self.parts for line in part.lines]

    @property
    def missing(self) -> list[Line]:
        """What is needed and not there."""
        return [line for line in self.lines if line.missing]

    @property
    def wrong(self) -> list[Line]:
        """What was said and cannot be."""
        return [line for line in self.lines if line.problem]

    @property
    def disputed(self) -> list[Line]:
        """Where two people wrote different things."""
        return [line for line in self.lines if line.row is not None and line.row.has_rival]


def overview(response: Response) -> Overview:
    """The answers of a response, worked out once."""
    rows = rows_of(response)
    now = evaluated(response, {path: row.value for path, row in rows.items()})
    parts = [part_of(now, screen, rows) for screen in screens_of(response.version.form)]
    asked = now.asked
    return Overview(
        [part for part in parts if part.lines], len(asked), sum(1 for look in asked if not look.is_empty)
    )


def part_of(now: Evaluation, screen: Screen, rows: dict[str, Answer]) -> Part:
    """One screen."""
    title = (
        now.text(now.form[screen.group].item.label, now.found[screen.group, ()]) if screen.group else ("", "")
    )
    lines = [
        line_of(now, look, screen, rows.get(look.path)) for look in looks_on(now, screen) if look.is_asked
    ]
    return Part(screen.number, title[0], title[1], lines)


def line_of(now: Evaluation, look: Look, screen: Screen, row: Answer | None) -> Line:
    """One answer."""
    label, language = now.text(look.item.label, look)
    values: dict[str, Any] = {}
    if row is not None and row.has_rival:
        values["rival"] = told(now.form, look.item, row.rival, now.language)
    return Line(
        label or look.item.name,
        language,
        told(now.form, look.item, look.stored, now.language),
        "q-" + look.path.replace(":", "-").replace("/", "-"),
        screen.number,
        row,
        look.is_missing,
        look.problem,
        is_file=look.item.kind in UPLOADS and row is not None and row.file is not None,
        **values,
    )
