"""The second step of bringing a list in: how it is read, and what each column is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ponte.core.importing import Table, look_over
from ponte.core.models import ImportRun, SavedMapping
from ponte.core.refusal import Refused
from ponte.map.forms.imports import ColumnsForm, LayoutForm, layout_in
from ponte.map.forms.reading import table_of
from ponte.map.tasks import check_list

KIND = "map.organisation"
State = ImportRun.State


def look_at(run: ImportRun, asked: dict[str, int]) -> Table:
    """The table as it was asked for; what its columns hold is kept with the run (not saved). Raises Refused."""
    wanted = asked or run.layout
    with run.open() as file:
        table = table_of(file, wanted)
        layout = {"sheet": table.layout.sheet, "line": table.layout.line, "lines": table.layout.lines}
        is_known = "looked" in run.layout and all(run.layout[name] == layout[name] for name in layout)
        if not is_known:
            run.layout = layout | {"looked": look_over(table)}
    return table


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the columns hold and ask what they are. Then the list is checked."""
    run = get_object_or_404(
        ImportRun, pk=pk, kind=KIND, state__in=(State.UPLOADED, State.CHECKING, State.CHECKED)
    )
    given = request.POST if request.method == "POST" else request.GET
    refused = ""
    try:
        table = look_at(run, layout_in(given.dict()))
    except Refused as refusal:
        refused, table = str(refusal), look_at(run, {})
    form = form_of(request, run, table)
    if request.method == "POST" and form.is_valid() and not refused:
        remember(form)
        note(run, form)
        check(run)
        return redirect("map:import", run.pk)
    context = {
        "form": form,
        "layout_form": LayoutForm(table=table),
        "table": table,
        "refused": refused,
        "run": run,
        "saved": SavedMapping.objects.filter(kind=KIND).order_by("name"),
    }
    return render(request, "map/import_columns.html", context, status=422 if form.errors else 200)


def form_of(request: HttpRequest, run: ImportRun, table: Table) -> ColumnsForm:
    """The form with what was chosen before: for this list, or for another one under a name."""
    saved = SavedMapping.objects.filter(kind=KIND, pk=number(request.GET.get("mapping", ""))).first()
    known: dict[str, Any] = {"columns": run.columns, **run.layout}
    constants = run.constants
    if saved and not run.columns:
        known = {"columns": saved.columns, "fill": saved.fill}
        constants = saved.constants
    return ColumnsForm(
        request.POST if request.method == "POST" else None,
        header=list(table.header),
        looked=run.layout["looked"],
        known=known,
        initial=constants,
    )


def number(raw: str) -> int:
    """A key out of an address; 0, which nothing has, for anything else."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 18 else 0


def note(run: ImportRun, form: ColumnsForm) -> None:
    """Keep with the list how it is to be read. Dates that decide their order themselves are read so."""
    looked = run.layout["looked"]
    decided = {heading: column["order"] for heading, column in looked.items() if column["order"]}
    run.columns, run.constants = form.columns, form.constants
    run.layout = {**run.layout, "orders": decided | form.orders, "fill": form.fill}


def remember(form: ColumnsForm) -> None:
    """Keep the choices under a name, if one was given."""
    if name := form.cleaned_data["keep_as"]:
        given = {"columns": form.columns, "constants": form.constants, "fill": form.fill}
        SavedMapping.objects.update_or_create(kind=KIND, name=name, defaults=given)


def check(run: ImportRun) -> None:
    """Check a short list at once and a long one in the background."""
    run.state, run.summary = State.CHECKING, {}
    run.save()
    if run.is_long:
        check_list.enqueue(run.pk)
        return
    check_list.call(run.pk)
