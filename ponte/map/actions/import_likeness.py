"""Rows of a list that may be in the register already: found, shown with their reasons, and answered by a person."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.core.models import ImportRun, StagedRow
from ponte.core.portions import in_portions
from ponte.core.refusal import Refused
from ponte.map.actions.import_check import Overtaken, counts_of, still_ours
from ponte.map.actions.import_parts import Manner
from ponte.map.actions.import_plan import as_change
from ponte.map.actions.import_staleness import restage
from ponte.map.models import Organisation
from ponte.map.models.duplicate_pair import CERTAIN
from ponte.map.queries.likeness import Register, similar_to_each
from ponte.map.queries.record import blank_record

TOGETHER = 200
# About a minute of work; of more rows nobody answers one by one, and the search for duplicates finds them afterwards.
MOST_COMPARED = 5_000
Answer, Kind = StagedRow.Answer, StagedRow.Kind
FOUND = ("like_id", "like_score", "like_evidence")


def note_likeness(run: ImportRun) -> None:
    """Write beside each new row the record of the register it is most like, and on the run how many there are.

    A list with more than MOST_COMPARED new rows is not compared, and the run says so. Raises Overtaken.
    """
    rows = StagedRow.objects.filter(run_id=run.pk, kind=Kind.NEW)
    total = rows.count()
    if total > MOST_COMPARED:
        tell(run, not_compared=total)
        return
    ImportRun.objects.filter(pk=run.pk, attempt=run.attempt).update(done=0, total=total)
    register, count = Register(), 0
    for some in in_portions(rows, TOGETHER):
        if not still_ours(run, len(some)):
            raise Overtaken
        records = [blank_record() | row.after for row in some]
        alike = []
        for row, similar in zip(some, similar_to_each(records, register=register), strict=True):
            if similar:
                best = similar[0]
                row.like_id, row.like_score = best.organisation.pk, best.likeness.score
                row.like_evidence = [reason.as_json() for reason in best.likeness.evidence]
                alike.append(row)
        StagedRow.objects.bulk_update(alike, FOUND, batch_size=100)
        count += len(alike)
    tell(run, alike=count)


def tell(run: ImportRun, **more: int) -> None:
    """Bring the counts on the run up to date."""
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        held.summary = run.summary = {**held.summary, **counts_of(held), **more}
        held.save(update_fields=["summary"])


@transaction.atomic
def answer(run: ImportRun, row: StagedRow, said: str, manner: Manner) -> None:
    """Plan the row as a change of the record it is like, or as a new one. Refused when the list was brought in."""
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    if held.state != ImportRun.State.CHECKED:
        raise Refused(_("This list is not waiting any more. Look at what became of it."))
    row = StagedRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.answer == said:
        return
    if said == Answer.SAME:
        known = Organisation.objects.filter(pk=row.like_id or 0).first()
        if known is None:
            raise Refused(
                _("That record is not there any more. Look at the columns and check the list again.")
            )
        row.own_values, row.values = row.values, as_change(row.values, known)
    elif row.answer == Answer.SAME:
        row.own_values, row.values = {}, row.own_values
    row.answer = said
    row.save(update_fields=["own_values", "values", "answer"])
    restage(run, [row], manner)
    tell(run)


def answer_as_proposed(run: ImportRun, manner: Manner) -> int:
    """Say "the same" of every row without an answer that is very likely so; how many.

    A row whose record another row was joined to already keeps waiting: two rows cannot be one record.
    """
    count = 0
    for row in undecided(run).filter(like_score__gte=CERTAIN):
        try:
            answer(run, row, Answer.SAME, manner)
        except Refused:
            continue
        count += 1
    return count


def undecided(run: ImportRun) -> Any:
    """Rows that are like a record and of which nobody has said anything, the likeliest first."""
    rows = StagedRow.objects.filter(run_id=run.pk, like_id__isnull=False, answer="")
    return rows.order_by("-like_score", "position")
