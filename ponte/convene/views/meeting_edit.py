"""Planning a meeting, changing it, its texts in languages, interpretation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ponte.accounts.requests import SignedInRequest
from ponte.convene.actions.meetings import (
    change_meeting,
    plan_meeting,
    translate_meeting,
)
from ponte.convene.forms.agenda import TextsForm
from ponte.convene.forms.meeting import MeetingForm, next_of
from ponte.convene.models import Meeting, Series, Table
from ponte.convene.queries.meeting_page import top
from ponte.convene.queries.meetings import TEXT, TITLE
from ponte.convene.queries.series import series_run_by
from ponte.convene.queries.tables import tables_run_by
from ponte.convene.views.meetings import load
from ponte.core import references, wordings
from ponte.core.models import Wording
from ponte.core.refusal import NotPermitted, Refused


@login_required
def new(request: SignedInRequest) -> HttpResponse:
    """Plan a meeting, perhaps of a table one comes from."""
    tables = tables_run_by(request.user)
    asked = references.normalise(request.GET.get("table", "")[:20])
    table = tables.filter(reference=asked).first() if asked else None
    series = series_asked(request)
    table = series.table if series else table
    if not request.user.has_perm("convene.add_meeting", Meeting(table=table) if table else None):
        raise Http404
    form = MeetingForm(request.POST or None, person=request.user, initial=initial_of(table, series))
    if request.method == "POST" and form.is_valid():
        try:
            meeting = plan_meeting(values=form.values, text=form.cleaned_data["text"], by=request.user)
        except NotPermitted:
            form.add_error("table", _("Choose a table that you facilitate."))
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            messages.success(request, _("Planned. Nobody else sees it before you announce it."))
            return redirect(meeting)
    context = {"form": form, "table": table}
    return render(request, "convene/meeting_edit.html", context, status=422 if form.errors else 200)


def series_asked(request: SignedInRequest) -> Series | None:
    """The series whose next meeting is planned."""
    asked = references.normalise(request.GET.get("series", "")[:20])
    rows = series_run_by(request.user).select_related("table")
    return rows.filter(reference=asked).first() if asked else None


def initial_of(table: Table | None, series: Series | None) -> dict[str, Any]:
    """What is known of a meeting of this table, or of the next one of this series."""
    if series is not None:
        return next_of(series)
    if table is None:
        return {}
    return {"table": table, "zone": table.time_zone, "languages": table.languages}


def sentences(problem: Refused | ValidationError) -> Any:
    """What is wrong, for the form."""
    return problem.messages if isinstance(problem, ValidationError) else str(problem)


@login_required
def edit(request: SignedInRequest, reference: str) -> HttpResponse:
    """Change a meeting; who is concerned gets a letter."""
    meeting = load(request, reference, "convene.change_meeting")
    text = wordings.best(meeting, TEXT, meeting.language, drafts=True).text
    form = MeetingForm(request.POST or None, person=request.user, meeting=meeting)
    form.fields["text"].initial = text
    if request.method == "POST" and form.is_valid():
        try:
            change_meeting(meeting, values=form.values, text=form.cleaned_data["text"], by=request.user)
        except NotPermitted:
            raise Http404 from None
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            messages.success(request, _("Saved. Those who are concerned get a letter."))
            return redirect(meeting)
    context = top(meeting) | {"form": form}
    return render(request, "convene/meeting_edit.html", context, status=422 if form.errors else 200)


@login_required
def texts(request: SignedInRequest, reference: str) -> HttpResponse:
    """Title and text in every language of the office."""
    meeting = load(request, reference, "convene.change_meeting")
    form = TextsForm(request.POST or None, states=wordings.states(meeting, TITLE), texts=written(meeting))
    if request.method == "POST" and form.is_valid():
        for language, (title, text) in form.changed.items():
            translate_meeting(meeting, language, title=title, text=text, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(meeting)
    context = top(meeting) | {"form": form}
    return render(request, "convene/texts.html", context, status=422 if form.errors else 200)


def written(thing: Any) -> dict[str, tuple[str, str]]:
    """{language: (title, text)} as they are written."""
    rows = Wording.objects.filter(kind=thing._meta.label_lower, subject_id=thing.pk, field__in=(TITLE, TEXT))
    found: dict[str, dict[str, str]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.language, {})[row.field] = row.text
    return {language: (texts.get(TITLE, ""), texts.get(TEXT, "")) for language, texts in found.items()}
