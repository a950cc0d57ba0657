"""Records of a list as rows of their tables: what is new, what changes, and what the log says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.utils import timezone

from ponte.core import bulk, verbs, versions
from ponte.core.changes import kind_of
from ponte.core.finding import Gathered, pairs
from ponte.core.models import Change, ImportRun, StagedRow
from ponte.core.values import differing
from ponte.map.actions.import_plan import sorting
from ponte.map.models import Organisation
from ponte.map.queries.index import keys_of
from ponte.map.queries.record import OWN, PARTS, blank_record, own_field, record_of

KIND = kind_of(Organisation)
TOGETHER = 500


@dataclass
class Sheets:
    """The rows of all tables that some records fill."""

    organisations: bulk.Sheet
    of_parts: dict[str, bulk.Sheet]
    changes: bulk.Sheet

    @classmethod
    def empty(cls) -> "Sheets":
        """None yet."""
        of_parts = {part: bulk.Sheet(model) for part, (model, _names) in PARTS.items()}
        return cls(bulk.Sheet(Organisation), of_parts, bulk.Sheet(Change))

    def organisation(self, after: Mapping[str, Any], how: Mapping[str, Any]) -> None:
        """The row of a new record."""
        own = own_columns(after)
        self.organisations.add({**own, "sort_name": sorting(after["name"]), **how})

    def parts(self, organisation: int, values: Mapping[str, Any]) -> None:
        """Its names, places and so on, as far as `values` has them."""
        for part, sheet in self.of_parts.items():
            for row in values.get(part, ()):
                sheet.add({**row} | {"organisation_id": organisation})

    def log(
        self, organisation: int, reference: str, values: Mapping[str, Any], said: Mapping[str, Any]
    ) -> None:
        """The entry of the log."""
        about = {"kind": KIND, "subject_id": organisation, "reference": reference, "values": values}
        self.changes.add({**said, **about})

    def write_rest(self) -> None:
        """Everything but the organisations themselves, which had to be there first."""
        for sheet in (*self.of_parts.values(), self.changes):
            sheet.write()


def said_by(by: Any, *, verb: str, run: ImportRun | None, number: int = 0) -> dict[str, Any]:
    """What all entries of the log about one doing have in common: who, when, by which door."""
    person = by if getattr(by, "pk", None) else None
    return {
        "at": timezone.now(),
        "by_id": person.pk if person else None,
        "by_name": str(person)[:200] if person else "",
        "via": (Change.Via.IMPORT if run else Change.Via.PAGE).value,
        "verb": verb,
        "run_id": run.pk if run else None,
        "number": number,
    }


def own_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a record says of itself, without its parts, by the columns of the table."""
    return {own_field(name).attname: value for name, value in values.items() if name in OWN}


def logged_as_new(after: Mapping[str, Any]) -> dict[str, Any]:
    """What the log says of a new record, of which only what is not blank is given."""
    return blank_logged() | {name: {"before": None, "after": value} for name, value in after.items()}


@cache
def blank_logged() -> dict[str, Any]:
    """What the log says of a record of which nothing is known."""
    return differing({}, blank_record())


def write_changed(
    staged: Sequence[StagedRow],
    there: Mapping[int, Organisation],
    *,
    by: Any,
    gathered: Gathered,
    verb: str = verbs.IMPORT,
    run: ImportRun | None = None,
) -> None:
    """Changed records in few statements; `before` and `after` of a staged row have the fields that change."""
    number = versions.count_on(KIND) if staged else 0
    said = said_by(by, verb=verb, run=run, number=0 if run else number)
    for start in range(0, len(staged), TOGETHER):
        some = staged[start : start + TOGETHER]
        update_own(some)
        sheets = Sheets.empty()
        for part, (model, _names) in PARTS.items():
            keys = [row.subject_id for row in some if part in row.after]
            model._base_manager.filter(organisation_id__in=keys).delete()
        for row in some:
            organisation = there[row.subject_id or 0]
            before = record_of(organisation)
            sheets.parts(organisation.pk, row.after)
            values = differing(row.before, row.after)
            sheets.log(organisation.pk, organisation.reference, values, said)
            old, new = (keys_of(record, organisation.state) for record in (before, before | row.after))
            gathered.note(organisation.pk, pairs(old), pairs(new))
        sheets.write_rest()


def update_own(some: Sequence[StagedRow]) -> None:
    """The columns that change; rows in which the same ones do are written together."""
    now = timezone.now()
    described = []
    for row in some:
        own = own_columns(row.after)
        renamed = {"sort_name": sorting(row.after["name"])} if "name" in row.after else {}
        described.append((tuple(sorted(own | renamed)), own | renamed | {"changed_at": now}, row.subject_id))
    ready = {field.attname: bulk.converter(field) for field in Organisation._meta.concrete_fields}
    described.sort(key=lambda one: one[0])
    for names, rows in groupby(described, key=lambda one: one[0]):
        columns = [*names, "changed_at"]
        bulk.update(
            Organisation,
            columns,
            ((*(ready[name](values[name]) for name in columns), key) for _names, values, key in rows),
        )
