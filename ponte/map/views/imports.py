"""Bringing a list in: upload, columns, preview, apply, and undo."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.accounts.models import Person
from ponte.core import files, places, values
from ponte.core.importing import read_table
from ponte.core.models import ImportRun, SavedMapping
from ponte.core.refusal import Refused
from ponte.map.forms.imports import ColumnsForm, UploadForm
from ponte.map.tasks import apply_list, check_list

KIND = "map.organisation"
State = ImportRun.State


def for_importers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only those who may import; for anybody else there is no such page."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not request.user.has_perm("map.import_organisation"):
            raise Http404
        return view(request, *args, **options)

    return guarded


@for_importers
def overview(request: HttpRequest) -> HttpResponse:
    """The lists brought in so far."""
    runs = ImportRun.objects.filter(kind=KIND).select_related("by").order_by("-pk")[:100]
    return render(request, "map/imports.html", {"runs": runs})


@for_importers
def upload(request: HttpRequest) -> HttpResponse:
    """The first step: a file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("map:import_columns", start(request, form.cleaned_data["file"]).pk)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    return render(request, "map/import_new.html", {"form": form}, status=422 if form.errors else 200)


def start(request: HttpRequest, uploaded: Any) -> ImportRun:
    """Keep the file and see that it is a table at all."""
    stored = files.receive(uploaded, kinds=files.LISTS, by=request.user, largest=files.LARGEST_LIST)
    try:
        run = ImportRun(kind=KIND, file=stored, file_name=stored.name, by=cast(Person, request.user))
        with run.open() as file:
            read_table(file)
    except Refused:
        files.discard(stored)
        raise
    run.save()
    return run


@for_importers
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """The second step: what each column is. Then the list is checked."""
    run = get_object_or_404(
        ImportRun, pk=pk, kind=KIND, state__in=(State.UPLOADED, State.CHECKING, State.CHECKED)
    )
    with run.open() as file:
        header = list(read_table(file).header)
    saved = SavedMapping.objects.filter(kind=KIND).order_by("name")
    known = saved.filter(pk=number(request.GET.get("mapping", ""))).first()
    form = ColumnsForm(
        request.POST or None,
        header=header,
        known=run.columns or (known.columns if known else {}),
        initial=run.constants or (known.constants if known else {}),
    )
    if request.method == "POST" and form.is_valid():
        remember(form)
        run.columns, run.constants = form.columns, form.constants
        check(run)
        return redirect("map:import", run.pk)
    context = {"form": form, "run": run, "saved": saved}
    return render(request, "map/import_columns.html", context, status=422 if form.errors else 200)


def number(raw: str) -> int:
    """A key out of an address; 0 for anything else."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 18 else 0


def remember(form: ColumnsForm) -> None:
    """Keep the choices under a name, if one was given."""
    if name := form.cleaned_data["keep_as"]:
        SavedMapping.objects.update_or_create(
            kind=KIND, name=name, defaults={"columns": form.columns, "constants": form.constants}
        )


def check(run: ImportRun) -> None:
    """Check a short list at once and a long one in the background."""
    run.state, run.summary = State.CHECKING, {}
    run.save()
    if run.is_long:
        check_list.enqueue(run.pk)
        return
    check_list.call(run.pk)


def labelled(outcome: dict[str, Any] | None) -> dict[str, Any] | None:
    """The outcome of an undoing, with the names of fields in the reader's language."""
    if outcome is None:
        return None
    rows = [
        {**row, "labels": [values.label(KIND, name) for name in row["fields"]]} for row in outcome["kept"]
    ]
    return {**outcome, "kept": rows}


@for_importers
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the list would do, with errors by row and column; or what it did."""
    run = get_object_or_404(ImportRun.objects.select_related("by"), pk=pk, kind=KIND)
    language = get_language() or "en"
    samples = [
        {**sample, "origins": [places.name(code, language) for code in sample["origins"]]}
        for sample in run.summary.get("samples", [])
    ]
    context = {
        "run": run,
        "samples": samples,
        "outcome": labelled(run.summary.get("undone")),
        "progress_label": _("Organisations brought in") if run.state == State.APPLYING else _("Rows checked"),
        "progress_shown": _("%(done)d of %(total)d") % {"done": run.done, "total": run.total},
        "is_waiting": run.state in (State.CHECKING, State.APPLYING),
        "may_apply": run.state == State.CHECKED
        and not run.summary.get("problems")
        and run.summary.get("rows"),
    }
    return render(request, "map/import.html", context)


@require_POST
@for_importers
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring it in: all or nothing."""
    run = get_object_or_404(ImportRun, pk=pk, kind=KIND, state__in=(State.CHECKED, State.APPLYING))
    run.state = State.APPLYING
    run.save(update_fields=["state"])
    if run.is_long:
        apply_list.enqueue(run.pk, cast(Person, request.user).pk)
    else:
        apply_list.call(run.pk, cast(Person, request.user).pk)
        run.refresh_from_db()
        if run.state == State.APPLIED:
            messages.success(request, _("The list is in. Everybody who may see it finds it now."))
    return redirect("map:import", run.pk)
