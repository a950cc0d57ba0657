"""Lists that shall not stay: discarded before they are in, undone afterwards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.core.models import ImportRun
from ponte.core.refusal import Refused
from ponte.map.actions.import_discard import discard_import
from ponte.map.actions.undo_import import foresee, undo_import
from ponte.map.views.imports import KIND, State, for_importers, labelled


@for_importers
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what undoing would do, then take the import back."""
    run = get_object_or_404(ImportRun, pk=pk, kind=KIND)
    if run.state != State.APPLIED:  # pressed twice, or in another tab: its page says what happened
        return redirect("map:import", run.pk)
    if request.method == "POST":
        undo_import(run, by=request.user)
        messages.success(request, _("The import is undone."))
        return redirect("map:import", run.pk)
    return render(request, "map/import_undo.html", {"run": run, "outcome": labelled(vars(foresee(run)))})


@require_POST
@for_importers
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a list that is not in: its file, and what was staged."""
    try:
        discard_import(get_object_or_404(ImportRun, pk=pk, kind=KIND))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("map:import", pk)
    messages.success(request, _("The list and its file are gone. Nothing was brought in."))
    return redirect("map:imports")
