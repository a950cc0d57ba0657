"""Taking an import back: what nobody touched since goes or returns, what somebody worked on stays and is listed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from ponte.core import changes, verbs
from ponte.core.finding import Gathered, pairs
from ponte.core.models import Change, ImportRun, StagedRow, Wording
from ponte.core.values import differing
from ponte.map.actions.import_written import write_changed
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import State
from ponte.map.queries.index import keys_of, organisations
from ponte.map.queries.record import PARTS, blank_record, record_of, whole

TOGETHER = 400
LISTED = 500
KIND = changes.kind_of(Organisation)


@dataclass(frozen=True)
class Undone:
    """What undoing does to one record: it goes, or `values` return; `kept` are the fields somebody changed since."""

    organisation: Organisation
    record: Mapping[str, Any]
    goes: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    stays: bool = False  # made by the list, but somebody worked on it


@dataclass
class Outcome:
    """The totals of an undoing, and the records that keep something of the list."""

    gone: int = 0
    back: int = 0
    kept_count: int = 0
    kept: list[dict[str, Any]] = field(default_factory=list)

    def count(self, undone: Undone) -> None:
        """Add one record."""
        self.gone += undone.goes
        self.back += bool(undone.values)
        if undone.kept or undone.stays:
            self.kept_count += 1
            row = undone.organisation
            if len(self.kept) < LISTED:
                fields = list(undone.kept)
                self.kept.append({"reference": row.reference, "name": row.name, "fields": fields})


def foresee(run: ImportRun) -> Outcome:
    """What undoing would do at this moment; nothing is changed."""
    outcome = Outcome()
    for undone in undoing(run):
        outcome.count(undone)
    return outcome


@transaction.atomic
def undo_import(run: ImportRun, *, by: Any) -> ImportRun:
    """Take back what can be; what was kept is on `run.summary["undone"]`. A second time does nothing."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state != ImportRun.State.APPLIED:
        return run
    lock(run)
    outcome, gathered, waiting = Outcome(), Gathered(), undoing(run)
    while some := list(islice(waiting, TOGETHER)):
        give_back([undone for undone in some if undone.values], by=by, gathered=gathered)
        take_away([undone for undone in some if undone.goes], by=by, gathered=gathered)
        for undone in some:
            outcome.count(undone)
    organisations.put_prepared(gathered, None)
    run.summary = {**run.summary, "undone": vars(outcome)}
    run.state, run.undone_at = ImportRun.State.UNDONE, timezone.now()
    run.save(update_fields=["state", "undone_at", "summary"])
    return run


def lock(run: ImportRun) -> None:
    """All records of the list, by their number, before anything else: whoever edits one waits, or is waited for."""
    entries = Change.objects.filter(run_id=run.pk, kind=KIND).order_by().values("subject_id")
    rows = Organisation.objects.select_for_update(of=("self",)).filter(pk__in=entries).order_by("pk")
    for _pk in rows.values_list("pk", flat=True).iterator():
        pass


def undoing(run: ImportRun) -> Iterator[Undone]:
    """What happens to each record of the list, some hundreds at a time."""
    last = 0
    entries = Change.objects.filter(run_id=run.pk, kind=KIND).order_by("pk")
    while some := {change.subject_id: change for change in entries.filter(pk__gt=last)[:TOGETHER]}:
        last = max(change.pk for change in some.values())
        rows = list(whole(Organisation.objects.filter(pk__in=list(some)).order_by("pk")))
        made = {row.pk for row in rows if some[row.pk].verb == verbs.CREATE}
        held = held_by_others(made) | written_about(some, made)
        for row in rows:
            if row.pk in made:
                yield undone_of_made(row, some[row.pk], is_held=row.pk in held)
            else:
                yield undone_of_changed(row, some[row.pk])


def undone_of_made(row: Organisation, entry: Change, *, is_held: bool) -> Undone:
    """A record the list made goes, unless somebody worked on it."""
    record = record_of(row)
    touched = touched_since(record, entry)
    stays = is_held or row.state != State.DECLARED or bool(touched)
    return Undone(row, record, goes=not stays, stays=stays, kept=touched)


def undone_of_changed(row: Organisation, entry: Change) -> Undone:
    """A record that was there gets the values back that nobody changed since; not one joined with another since."""
    record, touched, blank = record_of(row), touched_since(record_of(row), entry), blank_record()
    if row.merged_into_id:
        return Undone(row, record, kept=tuple(name for name in entry.values if name in record))
    before = changes.values_before(entry) if entry.redacted_at is None else {}
    values = {
        name: blank[name] if value is None else value
        for name, value in before.items()
        if name in record and name not in touched
    }
    return Undone(row, record, values=values, kept=touched)


def touched_since(record: Mapping[str, Any], entry: Change) -> tuple[str, ...]:
    """The fields that are not as the list left them."""
    given = {name: pair["after"] for name, pair in entry.values.items() if name in record}
    return tuple(differing(given, {name: record[name] for name in given}))


def held_by_others(made: set[int]) -> set[int]:
    """Records something hangs on that the list did not make: people, papers, federations, joined records."""
    parts = {model for model, _names in PARTS.values()}
    held: set[int] = set()
    for relation in Organisation._meta.related_objects:
        if relation.related_model not in parts:
            name = relation.field.attname
            rows = relation.related_model._base_manager.filter(**{f"{name}__in": made}).order_by()
            held |= set(rows.values_list(name, flat=True))
    return held


def written_about(entries: Mapping[int, Change], made: set[int]) -> set[int]:
    """Records with texts in languages that somebody wrote since."""
    wrote = Change.objects.filter(kind=KIND, subject_id__in=made, verb=verbs.WRITE).order_by()
    later = wrote.values_list("subject_id", "pk")
    return {subject for subject, pk in later if pk > entries[subject].pk}


def give_back(some: list[Undone], *, by: Any, gathered: Gathered) -> None:
    """Records that were there, with their values of before the list."""
    staged = [
        StagedRow(
            subject_id=undone.organisation.pk,
            before={name: undone.record[name] for name in undone.values},
            after=dict(undone.values),
        )
        for undone in some
    ]
    there = {undone.organisation.pk: undone.organisation for undone in some}
    write_changed(staged, there, verb=verbs.UNDO, by=by, gathered=gathered)


def take_away(some: list[Undone], *, by: Any, gathered: Gathered) -> None:
    """Records that only the list made, with their texts; the log keeps that they were there."""
    rows = [undone.organisation for undone in some]
    entries: list[changes.Entry] = [
        {"subject": row, "verb": verbs.DELETE, "before": {"name": row.name}, "after": {}} for row in rows
    ]
    changes.record_many(entries, by=by, via=Change.Via.PAGE)
    for undone in some:
        keys = keys_of(dict(undone.record), undone.organisation.state)
        gathered.note(undone.organisation.pk, pairs(keys), set())
    keys_gone = [row.pk for row in rows]
    Wording.objects.filter(kind=KIND, subject_id__in=keys_gone).order_by().delete()
    Organisation.objects.filter(pk__in=keys_gone).order_by().delete()
