"""Bringing a list in: checked, then applied all or nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any, BinaryIO

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes, references, verbs
from ponte.core.importing import Problem, Target, parse_rows, read_table
from ponte.core.models import ImportRun
from ponte.core.refusal import Refused
from ponte.core.text import fold
from ponte.map.actions.import_plan import Draft, Key, Locate, Planned, gather, plan
from ponte.map.models import Organisation
from ponte.map.queries.index import keys_of, organisations
from ponte.map.queries.record import OWN, PARTS, own_values

TOGETHER = 400
SHOWN = 20
PLANNED_ANEW = 500
Progress = Callable[[int], object]


@dataclass(frozen=True)
class Reading:
    """How a list is read: the fields there are, and how a place is put on the map."""

    targets: Mapping[str, Target]
    locate: Locate


def nobody_watches(done: int) -> None:
    """Progress that nobody asked for."""


def draft(run: ImportRun, file: BinaryIO, reading: Reading) -> tuple[dict[Key, Draft], list[Problem], int]:
    """The drafts of a list, what is wrong with it, and how many rows it has. Raises Refused for an unreadable file."""
    table = read_table(file)
    problems: list[Problem] = []
    rows = list(parse_rows(table, run.columns, reading.targets, problems))
    drafts = gather(rows, run.constants, problems)
    headings = {field: heading for heading, field in run.columns.items()}
    named = [replace(problem, column=headings.get(problem.column, problem.column)) for problem in problems]
    return drafts, named, len(rows)


def check_import(run: ImportRun, file: BinaryIO, reading: Reading) -> None:
    """Find out what the list would do, and put that on the run for people to look at; nothing is saved."""
    drafts, problems, rows = draft(run, file, reading)
    new = changed = same = 0
    samples: list[dict[str, Any]] = []
    for planned in plan(drafts, run.constants, reading.locate):
        new += planned.organisation is None
        changed += planned.organisation is not None and planned.differs
        same += not planned.differs
        if len(samples) < SHOWN:
            samples.append(sample_of(planned))
    run.summary = {
        "rows": rows,
        "new": new,
        "changed": changed,
        "same": same,
        "problems": [asdict(problem) for problem in problems],
        "samples": samples,
    }
    run.state = ImportRun.State.CHECKED


def sample_of(planned: Planned) -> dict[str, Any]:
    """A line of the preview."""
    after = planned.after
    return {
        "name": after["name"],
        "is_new": planned.organisation is None,
        "differs": planned.differs,
        "origins": [place["area"] for place in after["places"] if place["role"] == "origin"],
        "notes": len(after["notes"]),
    }


@transaction.atomic
def apply_import(
    run: ImportRun, file: BinaryIO, reading: Reading, *, by: Any, progress: Progress = nobody_watches
) -> ImportRun:
    """Do all of it in one transaction, or nothing. Raises Refused when the run was applied or the list has problems."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state in (ImportRun.State.APPLIED, ImportRun.State.UNDONE):
        raise Refused(_("This list was brought in already."))
    drafts, problems, rows = draft(run, file, reading)
    if problems:
        raise Refused(_("The list still has problems. Correct them and upload it again."))
    counts = {"rows": rows, "new": 0, "changed": 0, "same": 0}
    index: list[tuple[int, Any, Any]] = []
    waiting = plan(drafts, run.constants, reading.locate)
    while some := list(islice(waiting, TOGETHER)):
        new = [planned for planned in some if planned.organisation is None]
        changed = [planned for planned in some if planned.organisation is not None and planned.differs]
        index += write_new(new, run=run, by=by) + write_changed(changed, run=run, by=by)
        counts["new"] += len(new)
        counts["changed"] += len(changed)
        counts["same"] += len(some) - len(new) - len(changed)
        progress(len(some))
    organisations.put_many(index)
    if len(index) > PLANNED_ANEW:
        tell_the_planner()
    run.summary = {**run.summary, **counts}
    run.state, run.applied_at = ImportRun.State.APPLIED, timezone.now()
    run.save()
    return run


def tell_the_planner() -> None:
    """PostgreSQL that was empty a moment ago plans as if it still were, and reads whole tables for one page."""
    if connection.vendor == "postgresql":
        tables: list[type[Model]] = [Organisation, *(model for model, _names in PARTS.values())]
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE " + ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
            )


def write_new(some: Sequence[Planned], *, run: ImportRun, by: Any) -> list[tuple[int, Any, Any]]:
    """New records in a few statements; what to tell the index about them."""
    now = timezone.now()
    made = []
    given = references.unused(Organisation, len(some))
    for planned, reference in zip(some, given, strict=True):
        own = own_values(planned.after, OWN) | {"reference": reference}
        sort_name = fold(own["name"])[:300]
        made.append(
            Organisation(**own, sort_name=sort_name, created_at=now, changed_at=now, contributed_by=by)
        )
    Organisation.objects.bulk_create(made)
    pairs = list(zip(made, some, strict=True))
    write_all_parts((organisation, planned.after) for organisation, planned in pairs)
    log(pairs, verb=verbs.CREATE, run=run, by=by)
    return [
        (organisation.pk, None, keys_of(planned.after, organisation.state)) for organisation, planned in pairs
    ]


def write_changed(some: Iterable[Planned], *, run: ImportRun, by: Any) -> list[tuple[int, Any, Any]]:
    """Changed records in a few statements; what to tell the index about them."""
    now = timezone.now()
    pairs = [(planned.organisation, planned) for planned in some if planned.organisation is not None]
    for organisation, planned in pairs:
        for name, value in own_values(planned.after, OWN).items():
            setattr(organisation, name, value)
        organisation.sort_name, organisation.changed_at = fold(organisation.name)[:300], now
    rows = [organisation for organisation, _planned in pairs]
    Organisation.objects.bulk_update(rows, [*OWN, "sort_name", "changed_at"], batch_size=100)
    for model, _names in PARTS.values():
        model._default_manager.filter(organisation__in=rows).delete()
    write_all_parts((organisation, planned.after) for organisation, planned in pairs)
    log(pairs, verb=verbs.IMPORT, run=run, by=by)
    return [
        (
            organisation.pk,
            keys_of(planned.before, organisation.state),
            keys_of(planned.after, organisation.state),
        )
        for organisation, planned in pairs
        if planned.before
    ]


def write_all_parts(pairs: Iterable[tuple[Organisation, Mapping[str, Any]]]) -> None:
    """Names, places, contacts and notes of many records."""
    pairs = list(pairs)
    for part, (model, _names) in PARTS.items():
        model._default_manager.bulk_create(
            model(organisation=organisation, **row) for organisation, record in pairs for row in record[part]
        )


def log(pairs: Iterable[tuple[Organisation, Planned]], *, verb: str, run: ImportRun, by: Any) -> None:
    """One entry of the change log for each record."""
    entries: Iterable[changes.Entry] = (
        {"subject": organisation, "verb": verb, "before": planned.before or {}, "after": planned.after}
        for organisation, planned in pairs
    )
    changes.record_many(entries, by=by, run=run.pk)
