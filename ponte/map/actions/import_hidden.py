"""New records of a list on their way in: written in short transactions, seen by nobody until the list is in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import references, verbs
from ponte.core.finding import Gathered, pairs
from ponte.core.models import Change, ImportRun
from ponte.map.actions.import_check import Overtaken, begin, still_ours
from ponte.map.actions.import_written import Sheets, logged_as_new, said_by
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import State
from ponte.map.queries.index import keys_of
from ponte.map.queries.record import PARTS, Record, blank_record

TOGETHER = 2_000
IS_DEAD_AFTER = timedelta(minutes=15)


def write_hidden(some: Sequence[Mapping[str, Any]], *, run: ImportRun, by: Any) -> list[int]:
    """Some new records with their parts and their entries in the log; `some` are the values that are not blank.

    Answers with the keys the database gave them, in their order. Raises Overtaken.
    """
    now = timezone.now()
    said = said_by(by, verb=verbs.CREATE, run=run)
    given = references.unused(Organisation, len(some))
    sheets = Sheets.empty()
    for after, reference in zip(some, given, strict=True):
        how = {"reference": reference, "came_with_id": run.pk, "contributed_by_id": getattr(by, "pk", None)}
        sheets.organisation(after, how | {"created_at": now, "changed_at": now})
    with transaction.atomic():
        if not still_ours(run, len(some)):
            raise Overtaken
        sheets.organisations.write()
        keys = keys_by_reference(given)
        for after, reference in zip(some, given, strict=True):
            sheets.parts(keys[reference], after)
            sheets.log(keys[reference], reference, logged_as_new(after), said)
        sheets.write_rest()
    return [keys[reference] for reference in given]


def gather(made: Iterable[tuple[int, Mapping[str, Any]]], gathered: Gathered) -> None:
    """What the index will be told of new records: (key, values that are not blank)."""
    blank = blank_record()
    for pk, after in made:
        record: Record = {**blank, **after}
        gathered.note(pk, set(), pairs(keys_of(record, State.DECLARED)))


def keys_by_reference(given: Sequence[str]) -> dict[str, int]:
    """The keys the database gave."""
    rows = Organisation._base_manager.filter(reference__in=given).order_by()
    return dict(rows.values_list("reference", "pk"))


def take_back(run: ImportRun) -> None:
    """Whatever an attempt that did not end left behind; nobody ever saw it. Short steps, like the writing."""
    if ImportRun.objects.filter(pk=run.pk, applied_at__isnull=False).exists():
        return
    hidden = Organisation._base_manager.filter(came_with=run).order_by("pk").values_list("pk", flat=True)
    while keys := list(hidden[:TOGETHER]):
        with transaction.atomic():
            for model, _names in PARTS.values():
                model._base_manager.filter(organisation_id__in=keys).delete()
            Organisation._base_manager.filter(pk__in=keys).delete()
    entries: type[Model] = Change
    logged = entries._base_manager.filter(run_id=run.pk).order_by("pk").values_list("pk", flat=True)
    while keys := list(logged[:TOGETHER]):
        entries._base_manager.filter(pk__in=keys).delete()


def take_back_dead() -> int:
    """Free the lists whose process was killed: nothing of them is left, and they can be brought in again."""
    silent = ImportRun.objects.filter(
        applied_at__isnull=True, seen_alive_at__lt=timezone.now() - IS_DEAD_AFTER
    )
    hidden = Organisation._base_manager.filter(came_with__in=silent).order_by().values("came_with")
    begun = Q(state=ImportRun.State.APPLYING) | Q(pk__in=hidden)
    runs = list(silent.filter(begun).order_by("pk"))
    for run in runs:
        begin(run, total=0)
        take_back(run)
        run.summary = {**run.summary, "refused": stopped()}
        run.state = ImportRun.State.CHECKED
        run.save(update_fields=["summary", "state"])
    return len(runs)


def stopped() -> str:
    """What happened to a list whose process was killed."""
    return _("It stopped before the end, and nothing was brought in. Try again.")
