"""Matters that go up the tree, and asks to institutions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.rules import works_here
from ponte.convene.actions.matters import raise_matter, write_ask
from ponte.convene.forms.matters import AskForm, MatterForm
from ponte.convene.lifecycles import ask as life_of_ask
from ponte.convene.lifecycles import matter as life_of_matter
from ponte.convene.models import Ask, Matter
from ponte.convene.queries.matters import asks_of, asks_visible_to, matters_visible_to
from ponte.convene.queries.tables import tables_visible_to
from ponte.convene.views.tables import load as load_table
from ponte.core import changes, references
from ponte.core.refusal import Refused
from ponte.core.views.steps import perform
from ponte.plan.queries.engagements import engagements_visible_to

LENGTH = 25


def load_matter(request: HttpRequest, reference: str) -> Matter:
    """The matter, for people of one of its tables."""
    rows = matters_visible_to(request.user).select_related("table", "origin", "raised_by")
    return get_object_or_404(rows, reference=references.normalise(reference))


@login_required
def matter(request: HttpRequest, reference: str) -> HttpResponse:
    """What is brought up, where it is, and the answer."""
    row = load_matter(request, reference)
    context = {
        "matter": row,
        "offers": life_of_matter.lifecycle.open_to(request.user, row),
        "steps_at": f"{row.get_absolute_url()}step/",
        "changes": changes.history_of(row)[:30],
    }
    return render(request, "convene/matter.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def matter_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Bring something to the table above."""
    table = load_table(request, reference)
    if not request.user.has_perm("convene.raise_matter", table):
        raise Http404
    form = MatterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(raise_matter(table, values=form.cleaned_data, by=request.user))
        except Refused as why:
            form.add_error(None, str(why))
    context = {"form": form, "table": table}
    return render(request, "convene/matter_new.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def matter_step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Take it up, answer, send back, bring further up, take back."""
    row = load_matter(request, reference)
    perform(request, life_of_matter.lifecycle, name, row)
    return redirect(row)


@login_required
def asks(request: HttpRequest) -> HttpResponse:
    """What was asked, of whom, and what has no answer yet."""
    if not works_here(request.user):
        raise Http404
    wanted = request.GET.get("show", "")
    rows = asks_of(
        request.user,
        waiting={"waiting": True, "settled": False}.get(wanted),
        late=wanted == "late",
    )
    pages = Paginator(rows, LENGTH).get_page(request.GET.get("page"))
    tabs = [
        (_("All"), ""),
        (_("Waiting"), "waiting"),
        (_("Overdue"), "late"),
        (pgettext("asks to institutions", "Others"), "settled"),
    ]
    context = {
        "pages": pages,
        "tabs": [{"label": label, "url": f"?show={key}", "current": key == wanted} for label, key in tabs],
        "query": f"show={wanted}" if wanted in ("waiting", "late", "settled") else "",
        "may_change": request.user.has_perm("convene.change_ask"),
    }
    return render(request, "convene/asks.html", context)


def load_ask(request: HttpRequest, reference: str) -> Ask:
    """The ask as far as this person may see it."""
    rows = asks_visible_to(request.user).select_related("stakeholder", "table", "engagement", "liaison")
    return get_object_or_404(rows, reference=references.normalise(reference))


@login_required
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """One ask, its clocks and its answer. Members of the table see for whom it is named, not whom the office knows."""
    row = load_ask(request, reference)
    person: Any = request.user
    is_office = works_here(person)
    context = {
        "ask": row,
        "is_office": is_office,
        "offers": life_of_ask.lifecycle.open_to(person, row),
        "steps_at": f"{row.get_absolute_url()}step/",
        "may_change": person.has_perm("convene.change_ask", row),
        "changes": changes.history_of(row)[:30] if is_office else [],
    }
    return render(request, "convene/ask.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def ask_keep(request: HttpRequest, reference: str = "") -> HttpResponse:
    """A new one, or the same in other words."""
    if not request.user.has_perm("convene.change_ask"):
        raise Http404
    row = load_ask(request, reference) if reference else None
    tables = tables_visible_to(request.user).order_by("name", "pk")
    form = AskForm(
        request.POST or None,
        instance=load_ask(request, reference) if reference else None,
        initial={} if row else {"liaison": request.user.pk} | asked_for(request),
        tables=tables,
        engagements=engagements_visible_to(request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = write_ask(values=form.cleaned_data, by=request.user, ask=row)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(saved)
    context = {"form": form, "ask": row}
    return render(request, "convene/ask_edit.html", context, status=422 if form.errors else 200)


def asked_for(request: HttpRequest) -> dict[str, Any]:
    """The table whose page one comes from."""
    table = tables_visible_to(request.user).filter(reference=request.GET.get("table", "")[:20]).first()
    return {"table": table, "engagement": table.engagement_id} if table else {}


@login_required
@require_POST
def ask_step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Sent, reminded, brought higher, answered."""
    row = load_ask(request, reference)
    perform(request, life_of_ask.lifecycle, name, row)
    return redirect(row)
