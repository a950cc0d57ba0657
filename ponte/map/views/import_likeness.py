"""A list beside the register: of each row that is like a record, a person says whether it is the same."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.core.matching import Likeness, evidence_from
from ponte.core.models import ImportRun, StagedRow
from ponte.core.refusal import Refused
from ponte.map.actions.import_likeness import answer, answer_as_proposed, undecided
from ponte.map.forms.reading import reading
from ponte.map.models import Organisation
from ponte.map.models.duplicate_pair import CERTAIN
from ponte.map.queries.likeness import Similar
from ponte.map.views.import_columns import number
from ponte.map.views.imports import KIND, for_importers

PAGE_LENGTH = 25


@dataclass(frozen=True)
class Doubtful(Similar):
    """A row of the list beside the record it is like."""

    row: StagedRow

    @property
    def listed_as(self) -> str:
        """The name in the list, also when the row is planned as a change of the record."""
        return str((self.row.own_values or self.row.values).get("name", self.row.name))


@for_importers
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows in doubt, the likeliest first, and the answers."""
    run = get_object_or_404(ImportRun, pk=pk, kind=KIND, state=ImportRun.State.CHECKED)
    if request.method == "POST":
        return take_answer(request, run)
    rows = StagedRow.objects.filter(run=run, like_id__isnull=False).order_by(
        "answer", "-like_score", "position"
    )
    shown = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "page": shown,
        "rows": beside_records(list(shown)),
        "proposed": undecided(run).filter(like_score__gte=CERTAIN).count(),
    }
    return render(request, "map/import_alike.html", context)


def beside_records(rows: list[StagedRow]) -> list[Doubtful]:
    """Each row with its record; a record that went meanwhile is left out."""
    there = Organisation.objects.filter(pk__in=[row.like_id for row in rows]).order_by("pk").in_bulk()
    return [
        Doubtful(there[row.like_id], Likeness(row.like_score, evidence_from(row.like_evidence)), row)
        for row in rows
        if row.like_id in there
    ]


def take_answer(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """One answer, or all that are proposed."""
    manner = reading().manner
    if "as_proposed" in request.POST:
        count = answer_as_proposed(run, manner)
        told = ngettext("%(number)d answer was written down.", "%(number)d answers were written down.", count)
        messages.success(request, told % {"number": count})
        return redirect("map:import_alike", run.pk)
    row = get_object_or_404(StagedRow, pk=number(request.POST.get("row", "")), run=run, like_id__isnull=False)
    said = request.POST.get("answer", "")
    if said in StagedRow.Answer.values:
        try:
            answer(run, row, said, manner)
            messages.success(request, _("Written down. Nothing happens before the list is brought in."))
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("map:import_alike", run.pk)
