"""Who is there: the facilitator's list, the code on the wall, checking in by it."""

from io import BytesIO
from typing import Any

import qrcode
import qrcode.image.svg
from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.convene.actions import attendance
from ponte.convene.forms.guests import CodeForm, LineForm
from ponte.convene.models import Meeting
from ponte.convene.models.attendance import Presence
from ponte.convene.queries.attendance import by_stakeholder, by_state, lines_of, quorum_of
from ponte.convene.queries.check_in import why_no_check_in
from ponte.convene.queries.meeting_page import top
from ponte.convene.queries.registration import numbers_of
from ponte.convene.views.meeting_edit import sentences
from ponte.convene.views.meetings import load
from ponte.core import references
from ponte.core.refusal import Refused

PREFIX = "line-"


@login_required
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """The list with a choice on each line; saved all at once."""
    meeting = load(request, reference, "convene.change_meeting")
    if request.method == "POST":
        keys = {
            name.removeprefix(PREFIX): state
            for name, state in request.POST.items()
            if name.startswith(PREFIX)
        }
        states = {int(key): str(state) for key, state in keys.items() if key.isdecimal()}
        attendance.note(meeting, states, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("convene:attendance", meeting.reference)
    return show(request, meeting, LineForm())


def show(request: SignedInRequest, meeting: Meeting, form: LineForm) -> HttpResponse:
    """The list, and the form for who came without being on it."""
    lines = lines_of(meeting)
    context = top(meeting) | {
        "lines": lines,
        "ways": [way for way in numbers_of(meeting)["ways"] if way.limit is not None],
        "choices": Presence.choices,
        "present": by_state(lines),
        "stakeholders": by_stakeholder(lines),
        "quorum": quorum_of(meeting, lines),
        "form": form,
    }
    return render(request, "convene/attendance.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def prefill(request: SignedInRequest, reference: str) -> HttpResponse:
    """Make lines from seats and registrations."""
    meeting = load(request, reference, "convene.change_meeting")
    count = attendance.prefill(meeting, by=request.user)
    said = ngettext("%(count)d line added.", "%(count)d lines added.", count)
    messages.success(request, said % {"count": count})
    return redirect("convene:attendance", meeting.reference)


@login_required
@require_POST
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Somebody who came without being on the list."""
    meeting = load(request, reference, "convene.change_meeting")
    form = LineForm(request.POST)
    if form.is_valid():
        try:
            attendance.add_line(meeting, values=form.cleaned_data, by=request.user)
        except ValidationError as problem:
            form.add_error(None, sentences(problem))
        else:
            return redirect("convene:attendance", meeting.reference)
    return show(request, meeting, form)


@login_required
@require_safe
def poster(request: SignedInRequest, reference: str) -> HttpResponse:
    """The code, large, to be shown on a screen or printed."""
    meeting = load(request, reference, "convene.change_meeting")
    here = f"{settings.URL}{reverse('convene:here', args=[meeting.reference])}?code={meeting.code}"
    return render(request, "convene/poster.html", top(meeting) | {"here": here})


@login_required
@require_safe
def code_picture(request: SignedInRequest, reference: str) -> HttpResponse:
    """The same as a picture that telephones read."""
    meeting = load(request, reference, "convene.change_meeting")
    here = f"{settings.URL}{reverse('convene:here', args=[meeting.reference])}?code={meeting.code}"
    picture = qrcode.make(here, image_factory=qrcode.image.svg.SvgPathFillImage, border=2)
    content = BytesIO()
    picture.save(content)
    return HttpResponse(content.getvalue(), content_type="image/svg+xml")


@never_cache
@require_http_methods(["GET", "POST"])
def here(request: HttpRequest, reference: str) -> HttpResponse:
    """Check in with the code on the wall. Who has a meeting that is not public in hand needs the code to see it."""
    meeting = meeting_in_the_room(request, reference)
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:20]})
    context: dict[str, Any] = top(meeting) | {"form": form, "why": why_no_check_in(meeting)}
    if request.method == "POST" and form.is_valid():
        try:
            if not consume(request, action="check_in"):
                raise Refused(_("Too many tries. Wait ten minutes, then try again."))
            values = {name: value for name, value in form.cleaned_data.items() if name != "code"}
            line = attendance.check_in_by_code(meeting, code=form.cleaned_data["code"], values=values)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            ways = numbers_of(meeting)["ways"]
            is_full = line.registration_id is None and any(way.over for way in ways)
            return render(request, "convene/here_done.html", context | {"line": line, "is_full": is_full})
    return render(request, "convene/here.html", context, status=422 if form.errors else 200)


def meeting_in_the_room(request: HttpRequest, reference: str) -> Meeting:
    """The meeting for who may see it, or who was given its code."""
    code = request.POST.get("code") or request.GET.get("code", "")
    if not code:
        return load(request, reference)
    row = get_object_or_404(
        Meeting.objects.select_related("table", "series"), reference=references.normalise(reference)
    )
    return row if attendance.is_code(row, code[:40]) else load(request, reference)
