"""Setting up a table, changing it, its texts in languages, and the steps of its life."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.convene.actions.tables import change_table, set_up_table, translate_table
from ponte.convene.forms.table import TableForm, who_may_facilitate
from ponte.convene.lifecycles.table import lifecycle
from ponte.convene.models import Table
from ponte.convene.models.table import NAME, PURPOSE
from ponte.convene.queries.tables import tables_run_by, written_texts
from ponte.convene.views.tables import load
from ponte.core import wordings
from ponte.core.refusal import Refused
from ponte.core.views.steps import perform
from ponte.core.wording_form import TextsForm
from ponte.plan.queries.engagements import engagements_visible_to


def form_for(request: HttpRequest, table: Table | None) -> TableForm:
    """The form with the choices this person has."""
    initial: dict[str, Any] = {}
    if table is not None:
        initial["purpose"] = written_texts(table, PURPOSE).get(table.name_language or "en", "")
    elif wanted := request.GET.get("engagement"):
        initial["engagement"] = engagements_visible_to(request.user).filter(reference=wanted[:20]).first()
    return TableForm(
        request.POST or None,
        instance=table,
        initial=initial,
        tables=tables_run_by(request.user).order_by("name", "pk"),
        engagements=engagements_visible_to(request.user),
        people=who_may_facilitate(table),
    )


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Set one up."""
    if not request.user.has_perm("convene.add_table"):
        raise Http404
    form = form_for(request, None)
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        return redirect(set_up_table(values=form.values, purpose=purpose, by=request.user))
    return render(request, "convene/table_edit.html", {"form": form}, status=422 if form.errors else 200)


def load_to_change(request: HttpRequest, reference: str) -> Table:
    """The table, for those who may change it."""
    table = load(request, reference)
    if not request.user.has_perm("convene.change_table", table):
        raise Http404
    return table


@login_required
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """The same table with other values."""
    table = load_to_change(request, reference)
    form = form_for(request, load_to_change(request, reference))
    if request.method == "POST" and form.is_valid():
        try:
            change_table(table, values=form.values, purpose=form.cleaned_data["purpose"], by=request.user)
        except Refused as why:
            form.add_error("parent", str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(table)
    context = {"form": form, "table": table}
    return render(request, "convene/table_edit.html", context, status=422 if form.errors else 200)


@login_required
def texts(request: HttpRequest, reference: str) -> HttpResponse:
    """Name and purpose in each language of the office."""
    table = load_to_change(request, reference)
    parts = {
        NAME: (_("Name"), wordings.states(table, NAME), written_texts(table, NAME)),
        PURPOSE: (_("What it is for"), wordings.states(table, PURPOSE), written_texts(table, PURPOSE)),
    }
    form = TextsForm(request.POST or None, parts=parts)
    if request.method == "POST" and form.is_valid():
        try:
            translate_table(table, texts=form.to_write(), by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(table)
    context = {"form": form, "table": table}
    return render(request, "convene/table_texts.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Pause, resume, close, open again."""
    table = load(request, reference)
    perform(request, lifecycle, name, table)
    return redirect(table)
