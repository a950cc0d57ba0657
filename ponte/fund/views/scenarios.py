"""Scenarios of a panel: calculated, side by side, taken over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.core.refusal import Refused
from ponte.fund.actions import scenarios as acts
from ponte.fund.forms.panels import ScenarioForm, TakeOverForm
from ponte.fund.models import Scenario
from ponte.fund.models.vocabulary import Method, PanelState
from ponte.fund.queries.panel_page import verdicts_visible_to
from ponte.fund.queries.ranking import ranked
from ponte.fund.queries.scenario_words import columns, groups_in, points_told
from ponte.fund.views.panels import load_panel

LENGTH = 200  # rows side by side; the sums are of all


@login_required
@require_safe
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """All of them side by side, each with its reasons."""
    panel = load_panel(request, reference)
    rows = ranked(panel)
    compared = columns(panel, rows, acts.fingerprint(rows))
    seen = set(verdicts_visible_to(request.user, panel).order_by().values_list("pk", flat=True))
    shown = [row for row in rows if row.verdict.pk in seen]
    context = {
        "panel": panel,
        "call": panel.call,
        "columns": compared,
        "rows": [
            {
                "row": row,
                "points": "–" if row.points is None else points_told(row.points),
                "cells": [
                    {"cell": column.cells.get(row.application.pk), "name": column.scenario.name}
                    for column in compared
                ],
            }
            for row in shown[:LENGTH]
        ],
        "more": max(0, len(shown) - LENGTH),
        "may_change": request.user.has_perm("fund.change_panel", panel) and panel.state == PanelState.OPEN,
        "take_form": TakeOverForm(),
    }
    return render(request, "fund/scenarios.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how the money should be divided; the answer comes at once."""
    panel = load_panel(request, reference, "fund.change_panel")
    rows = ranked(panel)
    initial = {"method": Method.RANK, "envelope_minor": panel.envelope_minor, "least_share": 100}
    form = ScenarioForm(request.POST or None, panel=panel, groups=groups_in(rows), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            acts.calculate(panel, values=form.values(), by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            return redirect("fund:panel_scenarios", panel.reference)
    context = {"panel": panel, "call": panel.call, "form": form}
    return render(request, "fund/scenario_new.html", context, status=422 if form.errors else 200)


def load_scenario(request: HttpRequest, reference: str, pk: int) -> Scenario:
    """One of a panel somebody prepares."""
    panel = load_panel(request, reference, "fund.change_panel")
    return get_object_or_404(panel.scenarios.select_related("panel__call"), pk=pk)


@login_required
@require_POST
def take(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """It becomes what the panel proposes; members vote on that."""
    scenario = load_scenario(request, reference, pk)
    form = TakeOverForm(request.POST)
    reserve = form.cleaned_data["reserve"] if form.is_valid() else 0
    try:
        count = acts.take_over(scenario, reserve=reserve, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
        return redirect("fund:panel_scenarios", scenario.panel.reference)
    words = ngettext("%(count)d decision is proposed.", "%(count)d decisions are proposed.", count)
    messages.success(request, words % {"count": count})
    return redirect(scenario.panel)


@login_required
@require_POST
def remove(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """It is not needed any more."""
    scenario = load_scenario(request, reference, pk)
    try:
        acts.remove_scenario(scenario, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Removed."))
    return redirect("fund:panel_scenarios", scenario.panel.reference)
