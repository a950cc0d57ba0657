"""The change log: an append-only record of who changed what: history, origins of fields, undo."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import models, transaction
from django.utils import timezone

from ponte.core import verbs, versions
from ponte.core.models.change import Change
from ponte.core.values import REDACTED, differing, plain

BATCH = 2_000
Values = dict[str, Any]


class How(TypedDict, total=False):
    """What may be said besides: a note (the reason given), the door, the import run, another moment."""

    note: str
    via: str
    run: int | None
    at: datetime


class Entry(TypedDict):
    """One change of many, for `record_many`."""

    subject: models.Model
    verb: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    note: NotRequired[str]
    at: NotRequired[datetime]


def kind_of(subject: models.Model | type[models.Model]) -> str:
    """How the log calls this sort of thing: `map.organisation`."""
    return subject._meta.label_lower


def record(
    subject: models.Model,
    *,
    by: Any,
    verb: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    **how: Unpack[How],
) -> Change | None:
    """Log the fields that differ, in the caller's transaction, and count the data version on.

    `by` is a person, or None for the system. An empty `before` means a new thing and is always logged;
    otherwise nothing is logged, and None returned, when nothing differs.
    """
    values = differing(before, after)
    if before and not values:
        return None
    return append(subject, by=by, verb=verb, values=values, **how)


def append(subject: models.Model, *, by: Any, verb: str, values: Values, **how: Unpack[How]) -> Change:
    """Log values that are compared already (`{field: {"before":…, "after":…}}`, JSON), even none at all."""
    number = versions.count_on(kind_of(subject))
    change = _entry(subject, by=by, verb=verb, values=values, how=how)
    change.number = 0 if change.run_id else number
    change.save(force_insert=True)
    return change


@transaction.atomic
def record_many(
    entries: Iterable[Entry], *, by: Any, via: str = Change.Via.IMPORT, run: int | None = None
) -> int:
    """Log many changes in few statements and constant memory; says how many differed at all."""
    numbers: dict[str, int] = {}
    waiting, count = iter(entries), 0
    while batch := list(islice(waiting, BATCH)):
        changes = [change for entry in batch if (change := _entry_of_many(entry, by=by, via=via, run=run))]
        for kind in sorted({change.kind for change in changes} - set(numbers)):
            numbers[kind] = versions.count_on(kind)
        for change in changes:
            change.number = 0 if change.run_id else numbers[change.kind]
        Change.objects.bulk_create(changes)
        count += len(changes)
    return count


def history_of(subject: models.Model) -> models.QuerySet[Change]:
    """Everything that happened to this thing, newest first, people included."""
    own = Change.objects.filter(kind=kind_of(subject), subject_id=subject.pk)
    return own.select_related("by").order_by("-id")


def origins_of(subject: models.Model) -> dict[str, Change]:
    """The last change that touched each field. A redaction is no origin."""
    origins: dict[str, Change] = {}
    for change in history_of(subject).exclude(verb=verbs.REDACT):
        for field in change.values:
            origins.setdefault(field, change)
    return origins


def values_before(change: Change) -> Values:
    """What to put back to undo this change, as JSON values by field."""
    return {field: pair["before"] for field, pair in change.values.items()}


def can_undo(change: Change, current: Mapping[str, Any]) -> bool:
    """Whether the thing still has the values this change gave it, and they are known and free to go back."""
    return (
        bool(change.values)
        and change.redacted_at is None
        and verbs.is_undoable(change.kind, change.verb)
        and not differing(
            {field: pair["after"] for field, pair in change.values.items()}, _part(current, change)
        )
    )


@transaction.atomic
def redact(
    subject: models.Model, fields: Iterable[str], *, by: Any, reason: str, every_note: bool = False
) -> Change:
    """Replace the values of these fields (in all languages) in the whole history of this thing, for ever.

    Notes of the entries concerned (or every note) go too, since they may quote the value. The redaction is
    itself logged: who, when, why, which fields, never the values.
    """
    wanted = set(fields)
    now = timezone.now()
    for change in history_of(subject).exclude(verb=verbs.REDACT):
        hit = {field for field in change.values if field.partition("[")[0] in wanted}
        if hit or (every_note and change.note):
            change.overwrite(values=change.values | _marked(hit), note="", redacted_at=now)
    return append(subject, by=by, verb=verbs.REDACT, values=_marked(wanted), note=reason, at=now)


@transaction.atomic
def forget_name(person: models.Model) -> int:
    """Take the name of somebody off what they did, and say how many entries; what was done stays."""
    count = 0
    for change in Change.objects.filter(by_id=person.pk).exclude(by_name="").order_by("id"):
        change.overwrite(by_name="")
        count += 1
    return count


def _marked(fields: Iterable[str]) -> Values:
    return {field: {"before": REDACTED, "after": REDACTED} for field in sorted(fields)}


def _part(current: Mapping[str, Any], change: Change) -> Values:
    return {field: plain(current.get(field)) for field in change.values}


def _entry_of_many(entry: Entry, *, by: Any, via: str, run: int | None) -> Change | None:
    values = differing(entry["before"], entry["after"])
    if entry["before"] and not values:
        return None
    how: How = {"note": entry.get("note", ""), "via": via, "run": run}
    if "at" in entry:
        how["at"] = entry["at"]
    return _entry(entry["subject"], by=by, verb=entry["verb"], values=values, how=how)


def _entry(subject: models.Model, *, by: Any, verb: str, values: Values, how: How) -> Change:
    person = by if getattr(by, "pk", None) else None
    return Change(
        kind=kind_of(subject),
        subject_id=subject.pk,
        reference=getattr(subject, "reference", ""),
        at=how.get("at") or timezone.now(),
        by=person,
        by_name=str(person)[:200] if person else "",
        via=how.get("via", Change.Via.PAGE),
        verb=verb,
        values=values,
        note=how.get("note", ""),
        run_id=how.get("run"),
    )
