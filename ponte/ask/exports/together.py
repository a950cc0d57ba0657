"""All answers to a questionnaire as one table: a row for each, a column for each question of any version."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ponte.ask import subjects
from ponte.ask.document.kinds import ANSWERED
from ponte.ask.exports.sheet import cell_of
from ponte.ask.models import Questionnaire, Response
from ponte.core.tables import CSV, XLSX, csv_lines, xlsx_pieces

ABOUT = ("reference", "state", "version", "about", "submitted_at")
LAST = "repetitions"


def columns_of(questionnaire: Questionnaire) -> list[str]:
    """Names of questions, the newest version first; what is in a repeating group goes to `repetitions`."""
    found: dict[str, None] = {}
    for version in questionnaire.versions.exclude(state="draft"):
        for placed in version.form.placed.values():
            if placed.item.kind in ANSWERED and not placed.repeats:
                found[placed.item.name] = None
    return list(found)


def cells_of(response: Response, columns: Sequence[str]) -> list[str]:
    """One row as text. Repetitions stand in one cell, a line each: `household 2 / age: 7`."""
    given: dict[str, str] = {}
    repeated: list[str] = []
    numbers: dict[str, dict[str, int]] = {}
    for answer in response.answers.all():
        where = response.version.form.where(answer.path)
        if where is None or where[0].item.kind not in ANSWERED:
            continue
        said = answer.file.name if answer.file else cell_of(answer.value, where[0].item.kind)
        if where[1]:
            repeated.append(f"{_numbered(answer.path, numbers)}: {said}")
        else:
            given[where[0].item.name] = said
    moment = response.submitted_at.isoformat() if response.submitted_at else ""
    head = [response.reference, response.state, str(response.version.number)]
    head += [subjects.title(response.subject), moment]
    return [*head, *(given.get(name, "") for name in columns), "\n".join(repeated)]


def _numbered(path: str, numbers: dict[str, dict[str, int]]) -> str:
    """Repetitions by number and not by the keys nobody reads: "household:k3/age" is "household 2 / age"."""
    words, before = [], ""
    for step in path.split("/"):
        name, _colon, key = step.partition(":")
        known = numbers.setdefault(f"{before}/{name}", {})
        words.append(f"{name} {known.setdefault(key, len(known) + 1)}" if key else name)
        before += f"/{step}"
    return " / ".join(words)


def write_csv(rows: Iterable[Response], columns: Sequence[str]) -> Iterator[str]:
    """One answer sheet a line."""
    return csv_lines([*ABOUT, *columns, LAST], (cells_of(row, columns) for row in rows))


def write_xlsx(rows: Iterable[Response], columns: Sequence[str]) -> Iterator[bytes]:
    """One answer sheet a row of a workbook."""
    return xlsx_pieces("answers", [*ABOUT, *columns, LAST], (cells_of(row, columns) for row in rows))


Write = Callable[[Iterable[Response], Sequence[str]], Iterator[Any]]
FORMATS: Mapping[str, tuple[str, Write]] = {
    "csv": (CSV, write_csv),
    "xlsx": (XLSX, write_xlsx),
}
