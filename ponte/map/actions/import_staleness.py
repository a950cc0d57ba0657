"""Between the check of a list and its application others go on working: what they touched is planned anew."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.core.importing import Parsed
from ponte.core.models import ImportRun, StagedRow
from ponte.core.portions import in_portions
from ponte.core.refusal import Refused
from ponte.map.actions.import_check import PLANNED, TOGETHER, draft_of, matched, staged_rows
from ponte.map.actions.import_parts import Manner
from ponte.map.models import Organisation
from ponte.map.queries.record import whole

Kind = StagedRow.Kind


class Stale(Exception):
    """Somebody changed a record between the planning and the writing: plan it again."""


def plan_anew(run: ImportRun, manner: Manner) -> int:
    """Stage again the rows whose record was changed, made or taken away since the check; how many there were."""
    count = 0
    waiting = StagedRow.objects.filter(run_id=run.pk).exclude(kind=Kind.WRONG)
    for some in in_portions(waiting, TOGETHER):
        if stale := list(stale_of(some)):
            restage(run, stale, manner)
            count += len(stale)
    return count


def lock_unchanged(staged: Sequence[StagedRow]) -> dict[int, Organisation]:
    """The records that change, locked by their number. Raises Stale when one is not as it was when checked."""
    there: dict[int, Organisation] = {}
    for start in range(0, len(staged), TOGETHER):
        some = {row.subject_id or 0: row.seen_at for row in staged[start : start + TOGETHER]}
        rows = whole(
            Organisation.objects.select_for_update(of=("self",)).filter(pk__in=list(some)).order_by("pk")
        )
        found = {row.pk: row for row in rows}
        if any(key not in found or found[key].changed_at != seen for key, seen in some.items()):
            raise Stale
        there |= found
    return there


def refuse_newcomers(run: ImportRun, *, since: datetime) -> None:
    """Raises Stale when somebody else made a record meanwhile that the list would make too."""
    fresh = Organisation.objects.filter(changed_at__gte=since).order_by("pk")
    named = {f"name:{name}" for name in fresh.values_list("sort_name", flat=True)}
    numbered = {f"number:{number}" for number in fresh.values_list("external_id", flat=True) if number}
    if StagedRow.objects.filter(run=run, kind=Kind.NEW, key__in=named | numbered).exists():
        raise Stale


def stale_of(some: Iterable[StagedRow]) -> Iterator[StagedRow]:
    """Those of these rows that are about another record than they were, or about one that was changed."""
    some = list(some)
    keys, there = matched(Parsed(row.pk, listed(row)) for row in some)
    for row in some:
        now = there.get(keys[row.pk])
        if (now.pk if now else None) != row.subject_id or (now and now.changed_at != row.seen_at):
            yield row


def listed(row: StagedRow) -> dict:
    """What the list itself says, from which the key is made."""
    return {name: value for name, value in row.values.items() if name != "notes"}


@transaction.atomic
def restage(run: ImportRun, rows: list[StagedRow], manner: Manner) -> None:
    """Plan these rows as if they were checked now."""
    listed_rows = [Parsed(row.pk, listed(row)) for row in rows]
    keys, there = matched(listed_rows)
    others = StagedRow.objects.filter(run=run, key__in=set(keys.values())).exclude(pk__in=list(keys))
    if len(set(keys.values())) < len(rows) or others.exists():
        raise Refused(
            _("Rows of this list are about one organisation now. Look at the columns and check it again.")
        )
    drafts = {
        keys[row.pk]: replace(draft_of(row), values=parsed.values)
        for row, parsed in zip(rows, listed_rows, strict=True)
    }
    places = {keys[row.pk]: row.pk for row in rows}
    staged = list(staged_rows(run, drafts, there, manner))
    for row in staged:
        row.pk = places[row.key]
    StagedRow.objects.bulk_update(staged, ("key", *PLANNED), batch_size=100)
