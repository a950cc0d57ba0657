"""Bringing a checked list in: the staged rows are applied, all or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes, references, verbs
from ponte.core.models import ImportRun, StagedRow
from ponte.core.refusal import Refused
from ponte.core.text import fold
from ponte.map.actions.import_check import Progress, Reading, clear_staged, counts_of, nobody_watches
from ponte.map.actions.import_plan import Planned
from ponte.map.actions.import_staleness import plan_anew
from ponte.map.models import Organisation
from ponte.map.queries.index import keys_of, organisations
from ponte.map.queries.record import OWN, PARTS, blank_record, own_values, record_of, whole

TOGETHER = 400
PLANNED_ANEW = 500
Kind = StagedRow.Kind


def apply_import(
    run: ImportRun, reading: Reading, *, by: Any, progress: Progress = nobody_watches
) -> ImportRun:
    """Do what was staged, or nothing. Rows whose record somebody changed since the check are planned anew first.

    Raises Refused when the run was applied or the list has problems.
    """
    refuse_unready(run)
    anew = plan_anew(run, reading.locate)
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        refuse_unready(run)
        write(run, by=by, progress=progress)
        run.summary = {**run.summary, **counts_of(run), "anew": anew}
        run.state, run.applied_at = ImportRun.State.APPLIED, timezone.now()
        run.save()
    clear_staged(run)
    return run


def refuse_unready(run: ImportRun) -> None:
    """A list comes in once, and only when nothing in it is wrong."""
    if run.state in (ImportRun.State.APPLIED, ImportRun.State.UNDONE):
        raise Refused(_("This list was brought in already."))
    if StagedRow.objects.filter(run_id=run.pk, kind=Kind.WRONG).exists():
        raise Refused(_("The list still has problems. Correct them and upload it again."))


def write(run: ImportRun, *, by: Any, progress: Progress) -> None:
    """Records, log and index."""
    index: list[tuple[int, Any, Any]] = []
    waiting = iter(StagedRow.objects.filter(run=run).exclude(kind=Kind.SAME).order_by("pk").iterator(2_000))
    while some := list(islice(waiting, TOGETHER)):
        planned = list(planned_of(some))
        new = [one for one in planned if one.organisation is None]
        changed = [one for one in planned if one.organisation is not None]
        index += write_new(new, run=run, by=by) + write_changed(changed, run=run, by=by)
        progress(len(some))
    organisations.put_many(index)
    if len(index) > PLANNED_ANEW:
        tell_the_planner()


def planned_of(some: Sequence[StagedRow]) -> Iterator[Planned]:
    """Staged rows as whole records, before and after."""
    wanted = [row.subject_id for row in some if row.subject_id]
    there = {row.pk: row for row in whole(Organisation.objects.filter(pk__in=wanted).order_by("pk"))}
    blank = blank_record()
    for row in some:
        organisation = there[row.subject_id] if row.subject_id else None
        before = record_of(organisation) if organisation else None
        yield Planned(organisation, before, (before or blank) | row.after)


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
