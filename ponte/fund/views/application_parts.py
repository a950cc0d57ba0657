"""Writing an application: the project, the questions, the budget, the partners."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ponte.accounts.requests import SignedInRequest
from ponte.core.refusal import Refused
from ponte.fund.actions import applying, budget, partners
from ponte.fund.forms.about import AboutForm
from ponte.fund.forms.budget import LineForm
from ponte.fund.forms.partners import PartnerForm
from ponte.fund.models import Application
from ponte.fund.queries.budget import budget_of
from ponte.fund.queries.deadlines import why_not_written
from ponte.fund.views.loading import load_application
from ponte.map.queries.organisations import organisations_visible_to

WRITE = "fund.change_application"


def to_write(request: SignedInRequest, reference: str) -> tuple[Application, HttpResponse | None]:
    """The application; and when nothing can be written now, the way back to its page, with the reason."""
    row = load_application(request, reference, WRITE)
    why = why_not_written(row)
    if not why:
        return row, None
    if request.method == "GET":
        messages.info(request, why)
        return row, redirect(row)
    return row, None  # what was typed stays on the page, with the reason: the action says no


def kept(request: SignedInRequest, form: Form, keep: Callable[[], object]) -> bool:
    """Save what is right; a refusal stands above the form, with everything that was typed."""
    if not form.is_valid():
        return False
    try:
        keep()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        form.there_now = there_now(form) if isinstance(refusal, applying.Stale) else []  # type: ignore[attr-defined]
        return False
    messages.success(request, _("Saved."))
    return True


def there_now(form: Form) -> list[tuple[str, str]]:
    """What is stored where something else was typed, by question."""
    found = []
    for name in form.changed_data:
        field, stored = form.fields[name], form.initial.get(name)
        choices = dict(getattr(field, "choices", ()))
        told = choices.get(stored, field.prepare_value(stored))
        found.append((str(field.label), "" if told is None else str(told)))
    return found


def seen_in(request: SignedInRequest) -> int:
    """Which edition the page showed that comes back."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def about(request: SignedInRequest, reference: str) -> HttpResponse:
    """Title, place, dates, host."""
    row, away = to_write(request, reference)
    if away:
        return away
    hosts = organisations_visible_to(request.user)
    form = AboutForm(request.POST or None, application=row, hosts=hosts)

    def keep() -> None:
        applying.change_about(row, values=form.values, by=request.user, seen=seen_in(request))

    if request.method == "POST" and kept(request, form, keep):
        return redirect(row)
    context = {"form": form, "application": row, "seen": row.edition}
    return render(request, "fund/application_about.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def questions(request: SignedInRequest, reference: str) -> HttpResponse:
    """To the questions; begun by a press where there are no answers yet."""
    row, away = to_write(request, reference)
    if away:
        return away
    if row.response is not None:
        return redirect("ask:screen", row.response.reference, 1)
    if request.method == "GET":
        return render(request, "fund/application_questions.html", {"application": row, "form": row.form})
    try:
        response = applying.open_questions(row, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(row)
    return redirect("ask:screen", response.reference, 1)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def lines(request: SignedInRequest, reference: str) -> HttpResponse:
    """The budget, and one more line."""
    row, away = to_write(request, reference)
    if away:
        return away
    form = LineForm(request.POST or None, application=row)
    if request.method == "POST" and kept(
        request, form, lambda: budget.keep_line(row, values=form.values, by=request.user)
    ):
        return redirect(f"{reverse('fund:application_budget', args=[row.reference])}#add")
    context = {
        "form": form,
        "application": row,
        "call": row.call,
        "budget": budget_of(row),
        "may_write": True,
    }
    return render(request, "fund/application_budget.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def line(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """One line again, or out with it."""
    row, away = to_write(request, reference)
    if away:
        return away
    back = redirect("fund:application_budget", row.reference)
    known = row.budget_lines.filter(pk=pk).first()
    if known is None:
        messages.info(request, _("This line is not there any more."))
        return back
    if "remove" in request.POST:
        return done(request, lambda: budget.remove_line(row, known, by=request.user), back)
    form = LineForm(request.POST or None, application=row, line=known)

    def keep() -> None:
        budget.keep_line(row, values=form.values, by=request.user, line=known, seen=seen_in(request))

    if request.method == "POST" and kept(request, form, keep):
        return back
    now = row.budget_lines.filter(pk=pk).first() or known
    context = {"form": form, "application": row, "line": now, "call": row.call}
    return render(request, "fund/application_line.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def partner(request: SignedInRequest, reference: str, pk: int = 0) -> HttpResponse:
    """Who is named already, and one more; or one of them again."""
    row, away = to_write(request, reference)
    if away:
        return away
    here = redirect("fund:application_partners", row.reference)
    known = row.partners.select_related("organisation").filter(pk=pk).first() if pk else None
    if pk and known is None:
        messages.info(request, _("This partner is not there any more."))
        return here
    if known is not None and "remove" in request.POST:
        return done(request, lambda: partners.remove_partner(row, known, by=request.user), here)
    form = PartnerForm(request.POST or None, scope=organisations_visible_to(request.user), partner=known)

    def keep() -> None:
        seen = seen_in(request)
        partners.keep_partner(row, values=form.values, by=request.user, partner=known, seen=seen)

    if request.method == "POST" and kept(request, form, keep):
        return here
    named = [] if known else list(row.partners.select_related("organisation"))
    context: dict[str, Any] = {"form": form, "application": row, "partners": named, "partner": known}
    return render(request, "fund/application_partners.html", context, status=422 if form.errors else 200)


def done(request: SignedInRequest, act: Callable[[], object], back: HttpResponse) -> HttpResponse:
    """Do it, or say why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken out."))
    return back
