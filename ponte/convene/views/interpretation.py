"""Interpretation at a meeting: the channels, what interpreters answered, and the page of their link."""

from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.convene.actions import interpreters
from ponte.convene.actions.meetings import set_interpretation
from ponte.convene.forms.agenda import ChannelsForm, written_channels
from ponte.convene.lifecycles.interpretation import lifecycle
from ponte.convene.models import Interpretation
from ponte.convene.queries.meeting_page import top
from ponte.convene.views.meetings import load
from ponte.core.refusal import Refused
from ponte.core.views.steps import perform


@login_required
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who interprets from which language into which, and who has said yes."""
    meeting = load(request, reference, "convene.change_meeting")
    rows = list(meeting.interpretation.all())
    form = ChannelsForm(request.POST or None, initial={"channels": written_channels(rows)})
    if request.method == "POST" and form.is_valid():
        try:
            asked = set_interpretation(meeting, form.cleaned_data["channels"], by=request.user)
        except ValidationError as problem:
            form.add_error("channels", problem.messages)
        else:
            messages.success(
                request, _("Saved. Who was not asked yet gets a letter.") if asked else _("Saved.")
            )
            return redirect("convene:interpretation", meeting.reference)
    for row in rows:
        row.meeting = meeting
    pairs = interpreters.pairs_of(rows, get_language() or "en")
    lines = [
        {
            "channel": row,
            "pair": pair,
            "offers": lifecycle.open_to(request.user, row),
            "steps_at": f"{request.path}{row.pk}/step/",
        }
        for row, pair in zip(rows, pairs, strict=True)
    ]
    context = top(meeting) | {"form": form, "lines": lines}
    return render(request, "convene/interpretation.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def step(request: SignedInRequest, reference: str, pk: int, name: str) -> HttpResponse:
    """The interpreter told the office; or is asked once more."""
    meeting = load(request, reference, "convene.change_meeting")
    rows = Interpretation.objects.select_related("meeting__table")
    perform(request, lifecycle, name, get_object_or_404(rows, meeting=meeting, pk=pk))
    return redirect("convene:interpretation", meeting.reference)


@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Will you interpret? Two buttons; looking changes nothing."""
    why = ""
    try:
        if not consume(request, action="listed"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        _link, channels = interpreters.look_up(token)
    except Refused as refusal:
        return render(request, "convene/link_refused.html", {"why": str(refusal)}, status=410)
    if request.method == "POST":
        try:
            interpreters.answer_by_link(token, confirms=request.POST.get("answer") == "yes")
        except Refused as refusal:
            why = str(refusal)
        else:
            messages.success(request, _("Thank you for your answer"))
            return redirect("convene:interpreter", token)
    meeting, language = channels[0].meeting, get_language() or "en"
    pairs: list[Any] = list(zip(channels, interpreters.pairs_of(channels, language), strict=True))
    context = top(meeting) | {"channels": pairs, "why": why}
    return render(request, "convene/interpreter.html", context, status=409 if why else 200)
