"""Bringing a list in: upload, columns, preview, apply, and undo."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.accounts.models import Person
from ponte.core import files, values
from ponte.core.models import ImportRun, StagedRow
from ponte.core.refusal import Refused
from ponte.map.forms.imports import UploadForm
from ponte.map.forms.readings import columns_told, readings_of
from ponte.map.queries.import_preview import kinds_of, shown, staged_page
from ponte.map.tasks import apply_list
from ponte.map.views import import_columns
from ponte.map.views.import_columns import look_at

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
    if request.method == "POST" and form.is_valid() and not is_too_large(form):
        try:
            return redirect("map:import_columns", start(request, form.cleaned_data["file"]).pk)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    return render(request, "map/import_new.html", {"form": form}, status=422 if form.errors else 200)


def is_too_large(form: UploadForm) -> bool:
    """Whether the list is for the shell; the form then says how."""
    uploaded = form.cleaned_data["file"]
    if uploaded.size <= files.LARGEST_LIST:
        return False
    size = _("This list has %(size)d MB; up to %(most)d MB can be uploaded here.") % {
        "size": uploaded.size // 1_000_000,
        "most": files.LARGEST_LIST // 1_000_000,
    }
    way = _("Ask the administrator to bring it in on the server: %(command)s") % {
        "command": f"make import FILE={files.file_name(uploaded.name)}"
    }
    form.add_error("file", f"{size} {way}")
    return True


def start(request: HttpRequest, uploaded: Any) -> ImportRun:
    """Keep the file and see that it is a table at all."""
    stored = files.receive(uploaded, kinds=files.LISTS, by=request.user, largest=files.LARGEST_LIST)
    try:
        run = ImportRun(kind=KIND, file=stored, file_name=stored.name, by=cast(Person, request.user))
        look_at(run, {})
    except Refused:
        files.discard(stored)
        raise
    run.save()
    return run


columns = for_importers(import_columns.page)


def labelled(outcome: dict[str, Any] | None) -> dict[str, Any] | None:
    """The outcome of an undoing, with the names of fields in the reader's language."""
    if outcome is None:
        return None
    rows = [
        {**row, "labels": [values.label(KIND, name) for name in row["fields"]]} for row in outcome["kept"]
    ]
    return {**outcome, "kept": rows}


def progress_label(run: ImportRun) -> str:
    """What is being counted at this moment."""
    if run.state == State.APPLYING:
        return _("Organisations brought in")
    return _("New organisations compared with the register") if run.summary else _("Rows checked")


@for_importers
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the list would do, with errors by row and column; or what it did."""
    run = get_object_or_404(ImportRun.objects.select_related("by"), pk=pk, kind=KIND)
    kind = request.GET.get("kind", "")
    pages = staged_page(run, kind, request.GET.get("page", "1"))
    context = {
        "run": run,
        "pages": pages,
        "rows": [shown(row) for row in pages],
        "kinds": kinds_of(run, kind),
        "query": f"kind={kind}" if kind in StagedRow.Kind.values else "",
        "readings": readings_of(run),
        "told": columns_told(run),
        "outcome": labelled(run.summary.get("undone")),
        "progress_label": progress_label(run),
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
    run = get_object_or_404(ImportRun, pk=pk, kind=KIND)
    if run.state not in (State.CHECKED, State.APPLYING):  # pressed twice, or in another tab
        return redirect("map:import", run.pk)
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
