"""Panels: the list, one of them, its terms, its members, its life."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.core import changes, references
from ponte.core.refusal import Refused
from ponte.fund.actions import panels as acts
from ponte.fund.forms.panels import MemberForm, PanelForm
from ponte.fund.lifecycles.panel import lifecycle, undecided
from ponte.fund.models import Panel
from ponte.fund.models.vocabulary import PanelState
from ponte.fund.queries import panel_page, telling
from ponte.fund.queries.envelope import given_by
from ponte.fund.queries.visible import calls_visible_to
from ponte.fund.queries.voting import unheard
from ponte.fund.rules.panels import hears_appeals
from ponte.fund.views.two_people import press


def load_panel(request: HttpRequest, reference: str, permission: str = "fund.view_panel") -> Panel:
    """The panel, if this person may see it and do this; for anybody else it does not exist."""
    rows = panel_page.panels_visible_to(request.user).select_related("call", "released_by")
    panel = get_object_or_404(rows, reference=references.normalise(reference))
    if not request.user.has_perm(permission, panel):
        raise Http404
    return panel


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All of them, newest first."""
    if not request.user.has_perm("fund.view_panel"):
        raise Http404
    pages = panel_page.overview(request.user, request.GET.get("page"))
    context = {"pages": pages, "hears_appeals": hears_appeals(request.user)}
    return render(request, "fund/panel_list.html", context)


@login_required
@require_safe
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The ranked list, what is decided so far, and what comes next."""
    panel = load_panel(request, reference)
    rows, pages, shown = panel_page.page_of(panel, request.user, request.GET.get("page"))
    members = list(panel.members.select_related("person"))
    sits = any(member.person_id == request.user.pk for member in members)
    silent = sits and panel.state == PanelState.OPEN and unheard(panel, request.user).exists()
    context = {
        "panel": panel,
        "call": panel.call,
        "sums": panel_page.sums(panel, rows),
        "pages": pages,
        "rows": shown,
        "hidden": len(rows) - pages.paginator.count,
        "members": members,
        "is_silent": silent,
        "to_vote": 0 if silent or not sits else len(panel_page.votes_to_cast(panel, request.user)),
        "is_open": panel.state == PanelState.OPEN,
        "may_change": request.user.has_perm("fund.change_panel", panel)
        and panel.state in (PanelState.PREPARED, PanelState.OPEN),
        "waiting": undecided(panel).count() if panel.state == PanelState.OPEN else 0,
        "may_read_history": request.user.has_perm("fund.release_panel", panel),
        "untold": telling.listed(request.user, panel),
        "offers": lifecycle.open_to(request.user, panel),
        "steps_at": f"{panel.get_absolute_url()}step/",
    }
    return render(request, "fund/panel.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Call a panel together for a call."""
    wanted = references.normalise(request.GET.get("call", "")[:20])
    call = get_object_or_404(calls_visible_to(request.user), reference=wanted)
    if not request.user.has_perm("fund.add_panel"):
        raise Http404
    left = None if call.pot_minor is None else max(0, call.pot_minor - given_by(call))
    initial = {"title": call.title, "quorum": 2, "envelope_minor": left}
    form = PanelForm(request.POST or None, call=call, initial=initial)

    def add(values: dict[str, Any]) -> Panel:
        return acts.add_panel(call, values=values, by=request.user)

    return edit_form(request, form, add, {"call": call, "panel": None})


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Change its terms."""
    panel = load_panel(request, reference, "fund.change_panel")
    initial = {name: getattr(panel, name) for name in acts.FIELDS}
    form = PanelForm(request.POST or None, call=panel.call, initial=initial)

    def change(values: dict[str, Any]) -> Panel:
        acts.change_panel(panel, values=values, by=request.user)
        return panel

    return edit_form(request, form, change, {"call": panel.call, "panel": panel})


def edit_form(
    request: HttpRequest, form: PanelForm, save: Callable[[dict[str, Any]], Panel], context: dict[str, Any]
) -> HttpResponse:
    """Show the form, or save and go to the panel."""
    if request.method == "POST" and form.is_valid():
        try:
            panel = save(form.cleaned_data)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(panel)
    return render(
        request, "fund/panel_edit.html", context | {"form": form}, status=422 if form.errors else 200
    )


@login_required
@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, reference: str) -> HttpResponse:
    """Who votes."""
    panel = load_panel(request, reference, "fund.change_panel")
    form = MemberForm(request.POST if "add" in request.POST else None)
    if request.method == "POST":
        try:
            done = change_members(request, panel, form)
        except Refused as why:
            messages.error(request, str(why))
            done = True
        if done:
            return redirect("fund:panel_members", panel.reference)
    context = {
        "panel": panel,
        "call": panel.call,
        "form": form,
        "members": panel.members.select_related("person"),
    }
    return render(request, "fund/panel_members.html", context, status=422 if form.errors else 200)


def change_members(request: HttpRequest, panel: Panel, form: MemberForm) -> bool:
    """Add somebody, name the chair, or take somebody out; whether it was one of these."""
    if "add" in request.POST:
        if not form.is_valid():
            return False
        chair = form.cleaned_data["is_chair"]
        acts.add_member(panel, form.cleaned_data["email"], is_chair=chair, by=request.user)
        return True
    for button, act in (("chair", acts.make_chair), ("remove", acts.remove_member)):
        if (key := request.POST.get(button, "")).isdecimal():
            act(panel, get_object_or_404(panel.members, pk=int(key[:18])), by=request.user)
            return True
    return False


@login_required
@require_POST
def refresh(request: HttpRequest, reference: str) -> HttpResponse:
    """Bring the list up to date."""
    panel = load_panel(request, reference, "fund.change_panel")
    try:
        added, gone = acts.bring_up_to_date(panel, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
    else:
        counts = {"added": added, "gone": gone}
        messages.success(request, _("Added: %(added)d. Taken off: %(gone)d.") % counts)
    return redirect(panel)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Move it along its life; the release takes two people."""
    panel = load_panel(request, reference)
    press(request, lifecycle, name, panel)
    return redirect(panel)


@login_required
@require_safe
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that happened to it, decisions included: so only for who is near to none of the applicants."""
    panel = load_panel(request, reference, "fund.release_panel")
    context = {"panel": panel, "entries": changes.history_of(panel)[:200]}
    return render(request, "fund/panel_history.html", context)
