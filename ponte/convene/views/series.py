"""Series of meetings: the page with its meetings, and who convenes begins, changes and ends one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.convene.actions.series import begin_series, change_series, translate_series
from ponte.convene.forms.series import SeriesForm
from ponte.convene.lifecycles.series import lifecycle
from ponte.convene.models import Series
from ponte.convene.queries import series as read
from ponte.convene.queries.meeting_list import rows_of
from ponte.convene.queries.meetings import meetings_visible_to
from ponte.convene.views.meeting_edit import sentences
from ponte.convene.views.tables import load as load_table
from ponte.core import changes, references
from ponte.core.refusal import Refused
from ponte.core.views.steps import perform
from ponte.core.wording_form import TextsForm

LENGTH = 20


def load(request: HttpRequest, reference: str, permission: str = "") -> Series:
    """The series if this person may see it (and do this with it); for anybody else it does not exist."""
    rows = read.series_visible_to(request.user)
    found = get_object_or_404(rows, reference=references.normalise(reference))
    if permission and not (request.user.is_authenticated and request.user.has_perm(permission, found)):
        raise Http404
    return found


@require_safe
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The rule, the standing items and its meetings, the last first."""
    series = load(request, reference)
    person: Any = request.user
    own = meetings_visible_to(person).filter(series=series).order_by("-starts_at", "-pk")
    pages = Paginator(own, LENGTH).get_page(request.GET.get("page"))
    context = read.context_of(series, person) | {
        "pages": pages,
        "rows": rows_of(list(pages.object_list), get_language() or "en"),
        "offers": lifecycle.open_to(person, series) if person.is_authenticated else [],
        "steps_at": f"{series.get_absolute_url()}step/",
    }
    if context["may_change"]:
        context["changes"] = changes.history_of(series)[:50]
    return render(request, "convene/series.html", context)


@login_required
def new(request: SignedInRequest, reference: str) -> HttpResponse:
    """Begin one at a table."""
    table = load_table(request, reference)
    if not request.user.has_perm("convene.add_series", Series(table=table)):
        raise Http404
    initial = {"frequency": table.frequency, "zone": table.time_zone}
    form = SeriesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            series = begin_series(table, values=form.values, by=request.user)
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            messages.success(request, _("Begun. Plan its first meeting next."))
            return redirect(series)
    context = {"form": form, "table": table}
    return render(request, "convene/series_edit.html", context, status=422 if form.errors else 200)


@login_required
def edit(request: SignedInRequest, reference: str) -> HttpResponse:
    """Its rule and its standing items."""
    series = load(request, reference, "convene.change_series")
    form = SeriesForm(request.POST or None, series=series)
    return _written(
        request,
        series,
        form,
        template="convene/series_edit.html",
        save=lambda: change_series(series, values=form.values, by=request.user),
    )


@login_required
def texts(request: SignedInRequest, reference: str) -> HttpResponse:
    """Title and standing items in every language of the office."""
    series = load(request, reference, "convene.change_series")
    form = TextsForm(request.POST or None, parts=read.parts_of(series), most=300)
    return _written(
        request,
        series,
        form,
        template="convene/series_texts.html",
        save=lambda: translate_series(series, texts=form.to_write(), by=request.user),
    )


def _written(
    request: SignedInRequest, series: Series, form: Form, *, template: str, save: Callable[[], object]
) -> HttpResponse:
    """Save what was written, or show the form again with what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            messages.success(request, _("Saved."))
            return redirect(series)
    context = {"form": form, "series": series, "title": read.title_of(series)}
    return render(request, template, context, status=422 if form.errors else 200)


@login_required
@require_POST
def step(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """End it, or let it go on."""
    series = load(request, reference)
    perform(request, lifecycle, name, series)
    return redirect(reverse("convene:series", args=[series.reference]))
