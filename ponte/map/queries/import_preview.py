"""A checked list as people look at it: row by row, and what was read otherwise than it was written."""

from typing import Any

from django.core.paginator import Page, Paginator

from ponte.core.models import ImportRun, StagedRow
from ponte.core.values import differences, differing

KIND = "map.organisation"
PAGE_LENGTH = 50


def staged_page(run: ImportRun, kind: str, number: str) -> Page:
    """One page of the rows of a list, of one sort when `kind` names one; three statements."""
    rows = StagedRow.objects.filter(run=run).order_by("position", "pk")
    if kind in StagedRow.Kind.values:
        rows = rows.filter(kind=kind)
    return Paginator(rows, PAGE_LENGTH).get_page(number)


def shown(row: StagedRow) -> dict[str, Any]:
    """A row with the lines that would change, in the reader's words."""
    pairs = differing(row.before, row.after)
    return {"row": row, "differences": differences(KIND, pairs), "problems": row.problems}


def kinds_of(run: ImportRun, chosen: str) -> list[dict[str, Any]]:
    """The sorts of rows there are, with how many, to choose among."""
    return [
        {
            "value": kind.value,
            "label": kind.label,
            "count": run.summary.get(kind.value, 0),
            "chosen": kind == chosen,
        }
        for kind in StagedRow.Kind
        if run.summary.get(kind.value)
    ]
