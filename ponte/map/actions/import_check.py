"""Checking a list: what it would do goes to staged rows, some hundreds at a time, however long the list is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core.importing import Parsed, Problem, Readings, Target
from ponte.core.importing.rows import MOST_PROBLEMS
from ponte.core.models import ImportRun, StagedRow
from ponte.map.actions.import_parts import Manner
from ponte.map.actions.import_plan import (
    Draft,
    Planned,
    already_there,
    gather,
    key_of,
    known_as,
    lead_on,
    plan,
)
from ponte.map.models import Organisation
from ponte.map.queries.record import blank_record

TOGETHER = 400
SHOWN = 20
PLANNED = ("kind", "name", "subject_kind", "subject_id", "seen_at", "values", "before", "after", "problems")
Progress = Callable[[int], object]
Kind = StagedRow.Kind


@dataclass(frozen=True)
class Reading:
    """How a list is read: the fields there are, its rows as values, and how they are put to a record."""

    targets: Mapping[str, Target]
    rows: Callable[[ImportRun, BinaryIO, list[Problem], Readings], Iterator[Parsed]]
    manner: Manner


class Overtaken(Exception):
    """Somebody began the same work on this list again, or discarded it; this one has nothing more to do."""


def nobody_watches(done: int) -> None:
    """Progress that nobody asked for."""


def nothing_more(run: ImportRun) -> None:
    """When nothing is to be found out besides."""


def check_import(
    run: ImportRun,
    file: BinaryIO,
    reading: Reading,
    *,
    progress: Progress = nobody_watches,
    then: Callable[[ImportRun], object] = nothing_more,
) -> None:
    """Stage what a list would do, and count it on the run; no record is touched. Raises Refused, Overtaken.

    `then` adds what takes longer to find out; the list counts as checked only afterwards.
    """
    begin(run, total=lines_of(file))
    clear_staged(run)
    found: list[Problem] = []
    readings = Readings()
    rows = reading.rows(run, file, found, readings)
    while some := list(islice(rows, TOGETHER)):
        stage(run, some, found, reading.manner)
        found.clear()
        progress(len(some))
    summarise(run, readings)
    then(run)
    finish(run)


def begin(run: ImportRun, *, total: int) -> None:
    """Take the work over from whoever is at it: they find out at their next step."""
    now = timezone.now()
    mine = ImportRun.objects.filter(pk=run.pk)
    mine.update(attempt=F("attempt") + 1, done=0, total=total, seen_alive_at=now)
    run.refresh_from_db(fields=["attempt", "done", "total"])


def clear_staged(run: ImportRun) -> None:
    """Take staged rows away, a few thousand in each transaction so that nobody waits for it."""
    rows = StagedRow.objects.filter(run_id=run.pk).order_by("pk")
    while keys := list(rows.values_list("pk", flat=True)[:5_000]):
        StagedRow.objects.filter(run_id=run.pk, pk__range=(keys[0], keys[-1])).delete()


def lines_of(file: BinaryIO) -> int:
    """About how many rows there are, to show how far the check is; 0 for a file that is not made of lines."""
    start, count = file.read(4), 0
    if not start.startswith((b"PK", b"\xd0\xcf")):
        while part := file.read(1 << 20):
            count += part.count(b"\n")
    file.seek(0)
    return max(count - 1, 0)


@transaction.atomic
def stage(run: ImportRun, rows: Sequence[Parsed], problems: Iterable[Problem], manner: Manner) -> None:
    """Write some rows of the list, added to what earlier rows said about the same organisation."""
    if not still_ours(run, len(rows)):
        raise Overtaken
    keys, there = matched(rows)
    known = {row.key: row for row in StagedRow.objects.filter(run=run, key__in=set(keys.values())).order_by()}
    drafts = {key: draft_of(row) for key, row in known.items()}
    gather(rows, keys, run.constants, drafts)
    for problem in problems:
        drafts[keys[problem.row]].problems.append(problem)
    staged = list(staged_rows(run, drafts, there, manner))
    StagedRow.objects.bulk_create([row for row in staged if row.key not in known])
    more = [row for row in staged if row.key in known]
    for row in more:
        row.pk = known[row.key].pk
    StagedRow.objects.bulk_update(more, PLANNED, batch_size=100)


def matched(rows: Iterable[Parsed]) -> tuple[dict[int, str], dict[str, Organisation]]:
    """{row: key} and {key: organisation that is there}; however rows name a record, they get one key.

    Rows about a record that was joined with another become rows about that one.
    """
    rows = list(rows)
    named = {parsed.row: key_of(parsed) for parsed in rows}
    found = already_there(set(named.values()))
    for parsed in rows:
        if (key := named[parsed.row]) in found:
            lead_on(parsed, key, found[key])
    keys = {row: known_as(found[key]) if key in found else key for row, key in named.items()}
    return keys, {known_as(organisation): organisation for organisation in found.values()}


def still_ours(run: ImportRun, count: int) -> bool:
    """Whether nobody took the work over meanwhile; counts the rows done, in the transaction of their writing."""
    mine = ImportRun.objects.filter(pk=run.pk, attempt=run.attempt)
    return bool(mine.update(done=F("done") + count, seen_alive_at=timezone.now()))


def draft_of(row: StagedRow) -> Draft:
    """The draft that was staged, to be added to or planned anew."""
    values = dict(row.values)
    notes = values.pop("notes", [])
    return Draft(row.position, values, notes, [Problem(**problem) for problem in row.problems])


def staged_rows(
    run: ImportRun, drafts: Mapping[str, Draft], there: Mapping[str, Organisation], manner: Manner
) -> Iterator[StagedRow]:
    """What each draft would do."""
    planned = plan(drafts, there, run.constants, manner)
    for key, draft in drafts.items():
        if key.startswith("reference:") and key not in there:
            draft.problems.append(Problem(draft.row, "reference", unknown_reference()))
        yield staged_row(run, key, draft, planned[key])


def staged_row(run: ImportRun, key: str, draft: Draft, planned: Planned) -> StagedRow:
    """One draft with what it would change."""
    headings = {field: heading for heading, field in run.columns.items()}
    named = [replace(one, column=headings.get(one.column, one.column)) for one in draft.problems]
    base = planned.before or blank_record()
    names = [name for name, value in planned.after.items() if value != base[name]]
    there = planned.organisation
    return StagedRow(
        run=run,
        position=draft.row,
        kind=kind_of(draft, planned),
        key=key,
        name=planned.after["name"],
        subject_kind=Organisation._meta.label_lower if there else "",
        subject_id=there.pk if there else None,
        seen_at=there.changed_at if there else None,
        values=draft.values | ({"notes": draft.notes} if draft.notes else {}),
        before={name: planned.before[name] for name in names} if planned.before else {},
        after={name: planned.after[name] for name in names},
        problems=[asdict(problem) for problem in named],
    )


def kind_of(draft: Draft, planned: Planned) -> StagedRow.Kind:
    """What would happen to it."""
    if draft.problems:
        return Kind.WRONG
    if planned.organisation is None:
        return Kind.NEW
    return Kind.CHANGED if planned.differs else Kind.SAME


def unknown_reference() -> str:
    """What to do about a reference nobody has."""
    return _("No organisation has this reference. Correct it, or empty the cell to add a new organisation.")


def summarise(run: ImportRun, readings: Readings) -> None:
    """The counts of the staged rows, the first problems, a few samples, and what was read otherwise than written."""
    run.refresh_from_db(fields=["done"])
    samples = StagedRow.objects.filter(run=run).order_by("position")[:SHOWN]
    run.summary = counts_of(run) | {
        "rows": run.done,
        "problems": first_problems(run),
        "readings": readings.result(),
        "samples": [sample_of(row) for row in samples],
    }
    mine = ImportRun.objects.filter(pk=run.pk, attempt=run.attempt)
    if not mine.update(summary=run.summary):
        raise Overtaken


def finish(run: ImportRun) -> None:
    """From now on people may answer, and bring it in."""
    run.state, run.done = ImportRun.State.CHECKED, run.summary["rows"]
    run.total = run.done
    mine = ImportRun.objects.filter(pk=run.pk, attempt=run.attempt)
    if not mine.update(state=run.state, done=run.done, total=run.total):
        raise Overtaken


def counts_of(run: ImportRun) -> dict[str, int]:
    """How many organisations there are of each kind of staged row."""
    counted = StagedRow.objects.filter(run=run).order_by("kind").values_list("kind").annotate(Count("pk"))
    return dict.fromkeys(Kind.values, 0) | dict(counted)


def first_problems(run: ImportRun) -> list[dict[str, Any]]:
    """Some hundreds of problems; more tell nobody anything."""
    wrong = StagedRow.objects.filter(run=run, kind=Kind.WRONG).order_by("position")
    lists = wrong.values_list("problems", flat=True)[:MOST_PROBLEMS]
    return [problem for problems in lists for problem in problems][:MOST_PROBLEMS]


def sample_of(row: StagedRow) -> dict[str, Any]:
    """A line of the preview."""
    return {
        "name": row.name,
        "is_new": row.kind == Kind.NEW,
        "differs": row.kind in (Kind.NEW, Kind.CHANGED),
        "origins": [place["area"] for place in row.after.get("places", []) if place["role"] == "origin"],
        "notes": len(row.after.get("notes", [])),
    }
