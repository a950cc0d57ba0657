"""What an organisation took part in: read by whom it is for, written by the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.core.refusal import Refused
from ponte.map.actions.track_record import change_track_record, remove_track_record, write_track_record
from ponte.map.forms.track_record import TrackRecordForm
from ponte.map.models import Organisation, TrackRecord
from ponte.map.queries.track_record import track_record_of
from ponte.map.views.organisation import load

PAGE_LENGTH = 50


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole of it, as far as this person sees."""
    organisation = load(request, reference)
    pages = Paginator(track_record_of(organisation, request.user), PAGE_LENGTH).get_page(
        request.GET.get("page")
    )
    context = {
        "organisation": organisation,
        "pages": pages,
        "may_write": request.user.has_perm("map.change_track_record", organisation),
        "sees_all": request.user.has_perm("map.view_track_record", organisation),
    }
    return render(request, "map/track_record.html", context)


def load_to_write(request: HttpRequest, reference: str) -> Organisation:
    """The organisation, for those of the office who write its track record."""
    organisation = load(request, reference)
    if not request.user.has_perm("map.change_track_record", organisation):
        raise Http404
    return organisation


@login_required
def new(request: HttpRequest, reference: str) -> HttpResponse:
    """One more line."""
    organisation = load_to_write(request, reference)
    form = TrackRecordForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        write_track_record(organisation, by=request.user, **form.facts)
        messages.success(request, _("Saved."))
        return redirect("map:track_record", organisation.reference)
    context = {"organisation": organisation, "form": form, "line": None}
    return render(request, "map/track_record_edit.html", context, status=422 if form.errors else 200)


@login_required
def edit(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Correct a line written by hand."""
    organisation = load_to_write(request, reference)
    line = get_object_or_404(TrackRecord, pk=pk, organisation=organisation, subject_reference="")
    # What is typed goes into a copy: a refused line must not look changed, and the action compares with the row.
    shown = TrackRecord.objects.get(pk=line.pk)
    form = TrackRecordForm(request.POST or None, instance=shown, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        change_track_record(line, by=request.user, **form.facts)
        messages.success(request, _("Saved."))
        return redirect("map:track_record", organisation.reference)
    context = {"organisation": organisation, "form": form, "line": line}
    return render(request, "map/track_record_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take a line away; the history keeps that it was there."""
    organisation = load_to_write(request, reference)
    try:
        remove_track_record(get_object_or_404(TrackRecord, pk=pk, organisation=organisation), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken away. The history keeps that it was there."))
    return redirect("map:track_record", organisation.reference)
