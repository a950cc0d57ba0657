"""Records of a list as rows of their tables: what is new, what changes, and what the log says of it."""

from collections.abc import Iterable, Mapping, Sequence
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

    def organisation(
        self, after: Mapping[str, Any], federations: Mapping[str, int], how: Mapping[str, Any]
    ) -> None:
        """The row of a new record."""
        own = own_columns({name: value for name, value in after.items() if name in OWN}, federations)
        self.organisations.add({**own, "sort_name": sorting(after["name"]), **how})

    def parts(self, organisation: int, values: Mapping[str, Any]) -> None:
        """Its names, places and so on, as far as `values` has them."""
        for part, sheet in self.of_parts.items():
            for row in values.get(part, ()):
                sheet.add({**row} | {"organisation_id": organisation})

    def log(
        self, organisation: int, reference: str, *, values: Mapping[str, Any], run: ImportRun, by: Any
    ) -> None:
        """The entry of the log; what was nothing before is new."""
        is_new = all(pair["before"] is None for pair in values.values())
        self.changes.add(
            {
                "kind": KIND,
                "subject_id": organisation,
                "reference": reference,
                "at": timezone.now(),
                "by_id": getattr(by, "pk", None),
                "by_name": str(by)[:200] if by else "",
                "via": Change.Via.IMPORT.value,
                "verb": verbs.CREATE if is_new and "name" in values else verbs.IMPORT,
                "values": values,
                "run_id": run.pk,
            }
        )

    def write_rest(self) -> None:
        """Everything but the organisations themselves, which had to be there first."""
        for sheet in (*self.of_parts.values(), self.changes):
            sheet.write()


def own_columns(values: Mapping[str, Any], federations: Mapping[str, int]) -> dict[str, Any]:
    """Values of a record by the columns of the table: another organisation by its key."""
    columns = {own_field(name).attname: value for name, value in values.items()}
    if "umbrella_id" in columns:
        columns["umbrella_id"] = federations.get(columns["umbrella_id"])
    return columns


def umbrellas(some: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The keys of the federations that these records name by reference."""
    named = {values["umbrella"] for values in some if values.get("umbrella")}
    if not named:
        return {}
    return dict(Organisation.objects.filter(reference__in=named).order_by().values_list("reference", "pk"))


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
    run: ImportRun,
    by: Any,
    gathered: Gathered,
) -> None:
    """Changed records in few statements, inside the transaction that shows the list."""
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
            sheets.log(organisation.pk, organisation.reference, values=values, run=run, by=by)
            old, new = (keys_of(record, organisation.state) for record in (before, before | row.after))
            gathered.note(organisation.pk, pairs(old), pairs(new))
        sheets.write_rest()
    if staged:
        versions.bump(KIND)


def update_own(some: Sequence[StagedRow]) -> None:
    """The columns that change; rows in which the same ones do are written together."""
    now, federations = timezone.now(), umbrellas(row.after for row in some)
    described = []
    for row in some:
        own = own_columns({name: value for name, value in row.after.items() if name in OWN}, federations)
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
