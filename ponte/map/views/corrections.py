"""Corrections: proposed by anybody from the page of an organisation, decided by the office beside the record."""

from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ponte.core import changes, references
from ponte.core.refusal import Refused
from ponte.map.actions import corrections
from ponte.map.forms.correction import AnswerForm, StrangersForm
from ponte.map.lifecycles.correction import lifecycle
from ponte.map.models import Correction
from ponte.map.queries.corrections import differences_of, open_corrections, settled_corrections
from ponte.map.views.organisation import load


@never_cache
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what is wrong on a page, with or without an account."""
    organisation = load(request, reference)
    form = StrangersForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sender = corrections.Sender(get_language() or "en", data["sender_name"], data["sender_email"])
        try:
            if not consume(request, action="correction"):
                raise Refused(_("You told us a lot in one hour. Thank you: come back later with the rest."))
            corrections.send_correction(organisation, values=form.values, text=data["text"], sender=sender)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            return render(request, "map/correction_sent.html", {"organisation": organisation})
    context = {"form": form, "organisation": organisation}
    return render(request, "map/correction_new.html", context, status=422 if form.errors else 200)


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, and the last that were answered."""
    if not request.user.has_perm("map.view_correction"):
        raise Http404
    context = {"waiting": open_corrections(), "settled": settled_corrections()}
    return render(request, "map/corrections.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """One correction beside what the record says now."""
    if not request.user.has_perm("map.view_correction"):
        raise Http404
    rows = Correction.objects.select_related("organisation", "settled_by")
    correction = get_object_or_404(rows, reference=references.normalise(reference))
    form = AnswerForm(request.POST or None, correction=correction)
    if request.method == "POST" and form.is_valid():
        try:
            settle(request, correction, form.cleaned_data)
            return redirect(correction)
        except Refused as why:
            form.add_error("answer", str(why))
            correction.refresh_from_db()
    context = {
        "correction": correction,
        "form": form,
        "differences": differences_of(correction),
        "offers": lifecycle.open_to(request.user, correction),
        "changes": changes.history_of(correction)[:50],
    }
    return render(request, "map/correction.html", context, status=422 if form.errors else 200)


def settle(request: HttpRequest, correction: Correction, data: dict[str, Any]) -> None:
    """Do what the button said. Refused with a sentence when that cannot be."""
    match request.POST.get("step"):
        case "apply":
            taken = data.get("fields_taken", [])
            corrections.apply_correction(correction, fields=taken, answer=data["answer"], by=request.user)
        case "decline":
            corrections.decline_correction(correction, answer=data["answer"], by=request.user)
        case "withdraw":
            lifecycle.perform("withdraw", correction, by=request.user, reason=data["answer"])
        case _other:
            raise Refused(_("Press one of the buttons to say what you decide."))
    messages.success(request, _("Done."))
