"""Bringing a checked list in: written hidden in short steps, then shown all at once; all or nothing."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import versions
from ponte.core.finding import Gathered
from ponte.core.models import ImportRun, StagedRow
from ponte.core.portions import in_portions
from ponte.core.refusal import Refused
from ponte.map.actions.import_check import (
    Overtaken,
    Progress,
    Reading,
    begin,
    clear_staged,
    counts_of,
    nobody_watches,
    still_ours,
)
from ponte.map.actions.import_hidden import gather, take_back, write_hidden
from ponte.map.actions.import_staleness import Stale, lock_unchanged, plan_anew, refuse_newcomers
from ponte.map.actions.import_written import write_changed
from ponte.map.models import Organisation
from ponte.map.queries.index import organisations
from ponte.map.queries.record import PARTS

TOGETHER = 400
TRIES = 3
PLANNED_ANEW = 500
Kind = StagedRow.Kind


def apply_import(
    run: ImportRun, reading: Reading, *, by: Any, progress: Progress = nobody_watches
) -> ImportRun:
    """Do what was staged, or nothing. Rows whose record somebody changed since the check are planned anew first.

    Raises Refused when the run was applied or the list has problems.
    """
    anew = 0
    for _attempt in range(TRIES):
        refuse_unready(run)
        anew += plan_anew(run, reading.manner)
        refuse_unready(run)
        try:
            return bring_in(run, by=by, anew=anew, progress=progress)
        except Stale:
            continue
    raise Refused(_("Others are changing these organisations at this moment. Try again in some minutes."))


def refuse_unready(run: ImportRun) -> None:
    """A list comes in once, and only when nothing in it is wrong."""
    if ImportRun.objects.filter(pk=run.pk, applied_at__isnull=False).exists():
        raise Refused(_("This list was brought in already."))
    if StagedRow.objects.filter(run_id=run.pk, kind=Kind.WRONG).exists():
        raise Refused(_("The list still has problems. Correct them and upload it again."))


def bring_in(run: ImportRun, *, by: Any, anew: int, progress: Progress) -> ImportRun:
    """New records hidden in short steps, then everything shown in one short transaction. Raises Stale."""
    started = timezone.now()
    begin(run, total=StagedRow.objects.filter(run=run, kind=Kind.NEW).count())
    take_back(run)
    try:
        gathered = write_new(run, by=by, progress=progress)
        run = show(run, gathered, started=started, anew=anew, by=by)
    except Overtaken:
        raise
    except BaseException:
        with suppress(
            DatabaseError
        ):  # a full disk cannot take back either: the next attempt or the chore does
            take_back(run)
        raise
    clear_staged(run)
    if gathered.rows > PLANNED_ANEW:
        tell_the_planner()
    return run


def write_new(run: ImportRun, *, by: Any, progress: Progress) -> Gathered:
    """The new records, where nobody sees them yet; what to tell the index."""
    gathered = Gathered()
    staged = StagedRow.objects.filter(run=run, kind=Kind.NEW).only("after")
    for some in in_portions(staged, TOGETHER):
        values = [row.after for row in some]
        keys = write_hidden(values, run=run, by=by)
        gather(zip(keys, values, strict=True), gathered)
        progress(len(some))
    return gathered


def show(run: ImportRun, gathered: Gathered, *, started: Any, anew: int, by: Any) -> ImportRun:
    """The one transaction: changed records, the index, and the word that the list is in.

    Locks in the order of every other writer: the records by their number, then the index.
    """
    changes = list(StagedRow.objects.filter(run=run, kind=Kind.CHANGED).order_by("subject_id"))
    prepared = organisations.prepare(gathered) if not changes else None
    with transaction.atomic():
        if not still_ours(run, 0):
            raise Overtaken
        refuse_unready(run)
        there = lock_unchanged(changes)
        refuse_newcomers(run, since=started)
        run.state, run.applied_at = ImportRun.State.APPLIED, timezone.now()
        run.summary = {**run.summary, **counts_of(run), "anew": anew}
        run.save(update_fields=["state", "applied_at", "summary"])
        write_changed(changes, there, run=run, by=by, gathered=gathered)
        organisations.put_prepared(gathered, prepared)
        run.number = versions.number(run.kind)
        run.save(update_fields=["number"])
    return run


def tell_the_planner() -> None:
    """PostgreSQL that was empty a moment ago plans as if it still were, and reads whole tables for one page."""
    if connection.vendor == "postgresql":
        tables: Sequence[type[Model]] = [Organisation, *(model for model, _names in PARTS.values())]
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE " + ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
            )
