"""Actions: of a table, one of them, recording, reporting with or without an account."""

import csv
from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.convene.actions import action_links
from ponte.convene.actions import action_points as acts
from ponte.convene.forms.decisions import ActionForm, ReportForm
from ponte.convene.lifecycles.action_point import lifecycle
from ponte.convene.models import ActionPoint
from ponte.convene.models.action_point import TITLE, ActionState, Evidence
from ponte.convene.queries.action_points import (
    actions_visible_to,
    in_words,
    narrowed,
    times_carried,
    with_words,
)
from ponte.convene.queries.assembling import told
from ponte.convene.queries.tables import tables_visible_to
from ponte.convene.views.decisions import place, safe
from ponte.core import changes, references, wordings
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.views.files import answer_with
from ponte.core.views.steps import perform

LENGTH = 50


def load(request: HttpRequest, reference: str) -> ActionPoint:
    """The action if this person may see it; for anybody else it does not exist."""
    rows = actions_visible_to(request.user).select_related("table__facilitator", "meeting", "decision__table")
    return get_object_or_404(rows, reference=references.normalise(reference))


@login_required
def of_table(request: HttpRequest, reference: str) -> HttpResponse:
    """The actions of a table, narrowed down; as CSV with `?as=csv`."""
    table = get_object_or_404(tables_visible_to(request.user), reference=references.normalise(reference))
    asked, today = request.GET.get("state", "unfinished"), timezone.localdate()
    rows = narrowed(actions_visible_to(request.user).filter(table=table), asked, today)
    if request.GET.get("as") == "csv":
        return as_csv(rows[:10_000])
    pages = Paginator(rows, LENGTH).get_page(request.GET.get("page"))
    states = [
        ("unfinished", _("Not finished")),
        ("overdue", _("Overdue")),
        *ActionState.choices,
        ("all", _("All")),
    ]
    context = {
        "table": table,
        "pages": pages,
        "rows": with_words(list(pages.object_list)),
        "tabs": [
            {"label": label, "url": f"?state={value}", "current": value == asked} for value, label in states
        ],
        "asked": asked,
        "query": f"state={asked}" if asked in dict(states) else "",
        "may_add": request.user.has_perm("convene.add_actionpoint", table),
    }
    return render(request, "convene/action_list.html", context)


def as_csv(rows: Any) -> HttpResponse:
    """Who does what until when."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="actions.csv"'
    write = csv.writer(answer)
    write.writerow(["reference", "title", "language", "owner", "not_before", "due_on", "state"])
    for row in rows:
        days = [day.isoformat() if day else "" for day in (row.not_before, row.due_on)]
        write.writerow([row.reference, safe(row.title), row.language, safe(str(row.owner)), *days, row.state])
    return answer


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """What has to be done, by whom, what shows that it was done."""
    action = load(request, reference)
    return render(request, "convene/action.html", context_of(request, action, ReportForm()))


def context_of(request: HttpRequest, action: ActionPoint, form: ReportForm) -> dict[str, Any]:
    """The page of one action."""
    text = wordings.best(action, TITLE, get_language() or "en")
    offers = lifecycle.open_to(request.user, action)
    return {
        "action": action,
        "title": told(text, action.title, action.language),
        "is_overdue": action.is_overdue(),
        "evidence": action.evidence.select_related("file"),
        "carried": times_carried(action),
        "offers": [offer for offer in offers if offer.step != "report"],
        "report_form": form if any(offer.step == "report" for offer in offers) else None,
        "may_change": action.is_unfinished and request.user.has_perm("convene.add_actionpoint", action.table),
        "steps_at": f"{action.get_absolute_url()}step/",
        "entries": changes.history_of(action)[:50],
    }


@login_required
@require_POST
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that it is done."""
    action = load(request, reference)
    form = ReportForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            acts.report(action, acts.Report(**form.cleaned_data), by=request.user)
        except NotPermitted:
            raise Http404 from None
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Thank you. Somebody else looks at it and verifies it."))
            return redirect(action)
    return render(request, "convene/action.html", context_of(request, action, form), status=422)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record one, for a meeting or for the table alone."""
    table, meeting = place(request)
    form = ActionForm(request.POST or None, table=table, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            action = acts.record_action(table, values=form.values() | {"meeting": meeting}, by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            action_links.tell_owner(action, by=request.user)
            messages.success(request, _("Recorded. The owner gets a mail, when an address is known."))
            return redirect(action)
    context = {"form": form, "table": table, "meeting": meeting, "action": None}
    return render(request, "convene/action_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Its words, its owner, its days."""
    action = load(request, reference)
    if not request.user.has_perm("convene.add_actionpoint", action.table) or not action.is_unfinished:
        raise Http404
    owners = {name: getattr(action, f"owner_{name}_id") for name in ("organisation", "delegate", "person")}
    owner = next(f"{name}-{pk}" for name, pk in owners.items() if pk)
    form = ActionForm(
        request.POST or None,
        table=action.table,
        meeting=action.meeting,
        initial=acts.kept(action) | {"owner": owner},
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_action(action, values=form.values(), by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            action.refresh_from_db()
            if str(owner) != request.POST.get("owner"):
                action_links.tell_owner(action, by=request.user)
            messages.success(request, _("Saved."))
            return redirect(action)
    context = {"form": form, "table": action.table, "meeting": action.meeting, "action": action}
    return render(request, "convene/action_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Move it along its life; reporting has its own form, since it takes evidence."""
    if name == "report":
        raise Http404
    thing = load(request, reference)
    perform(request, lifecycle, name, thing)
    return redirect(thing)


@login_required
@require_safe
def evidence_file(request: HttpRequest, reference: str, pk: int) -> Any:
    """A file that shows it, for whoever sees the action."""
    rows = Evidence.objects.filter(action=load(request, reference)).exclude(file=None)
    file = get_object_or_404(rows.select_related("file"), pk=pk).file
    if file is None:
        raise Http404
    return answer_with(request, file)


@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner sees by the link in a mail: the action, and a form with a button. Looking changes nothing."""
    try:
        if not consume(request, action="listed"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        held = action_links.look_up(token)
    except Refused as why:
        return render(request, "convene/link_gone.html", {"why": str(why)}, status=410)
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            action_links.report_by_link(held, acts.Report(**form.cleaned_data))
        except Refused as why:
            form.add_error(None, str(why))
        else:
            return render(request, "convene/action_thanks.html", {"action": held.action})
    shown = in_words([held.action], get_language() or "en")[0][1]
    context = {"action": held.action, "title": shown, "holder": held.name, "form": form}
    return render(request, "convene/action_by_link.html", context, status=422 if form.errors else 200)
