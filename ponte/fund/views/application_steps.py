"""Sending an application, giving it back, finding it eligible; and looking into a sealed one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.core.moments import moment_in_words
from ponte.core.references import normalise
from ponte.core.refusal import Refused
from ponte.core.views.steps import perform, reason_of
from ponte.fund.actions.sending import begin_sending, look_into, send
from ponte.fund.forms.intake import ReturnForm
from ponte.fund.lifecycles.application import lifecycle
from ponte.fund.models.sealed_look import sealed_until
from ponte.fund.models.vocabulary import EDITABLE, ApplicationState
from ponte.fund.queries.checklist import Checklist
from ponte.fund.queries.deadlines import deadline_in_words, why_not_written
from ponte.fund.queries.visible import applications_sealed_to
from ponte.fund.views.application import ON_THIS_PAGE
from ponte.fund.views.loading import load_application


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def sending(request: SignedInRequest, reference: str) -> HttpResponse:
    """Pressed once: look at it whole. Pressed again: it is sent, and there is a receipt."""
    row = load_application(request, reference, "fund.submit_application")
    if request.method == "POST":
        try:
            if "begin" in request.POST:
                begin_sending(row, by=request.user)
                return redirect("fund:application_send", row.reference)
            if "agrees" not in request.POST:
                begin_sending(row, by=request.user)
                raise Refused(_("Tick the sentence above the button first."))
            send(row, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("Sent. Keep the receipt below; a letter with it is on its way to you.")
            )
            return redirect(row)
    if row.state not in EDITABLE or why_not_written(row):
        return redirect(row)
    context = {
        "application": row,
        "call": row.call,
        "checklist": Checklist(row),
        "deadline": deadline_in_words(row),
    }
    return render(request, "fund/application_send.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def giving_back(request: SignedInRequest, reference: str) -> HttpResponse:
    """What is the matter, in one of three words and in sentences, and until when they may change it."""
    row = load_application(request, reference, "fund.return_application")
    if row.state != ApplicationState.SUBMITTED:
        return redirect(row)
    form = ReturnForm(request.POST or None, application=row)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            lifecycle.perform(
                "return", row, by=request.user, reason=data["reason"], why=data["why"], until=data["until"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Given back. Its people get a letter with what you wrote."))
            return redirect(row)
    context = {"application": row, "form": form}
    return render(request, "fund/application_return.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def step(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """One of the steps that are a button on the page."""
    row = load_application(request, reference)
    if name not in ON_THIS_PAGE:
        raise Http404
    perform(request, lifecycle, name, row)
    return redirect(row)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def look(request: SignedInRequest, reference: str) -> HttpResponse:
    """Open a sealed application: with a reason, and the applicant will see who did."""
    rows = applications_sealed_to(request.user).select_related("call")
    row = get_object_or_404(rows, reference=normalise(reference))
    if not request.user.has_perm("fund.open_sealed_application", row):
        raise Http404
    if request.method == "POST":
        try:
            look_into(row, by=request.user, reason=reason_of(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect(row)
    until = sealed_until(row)
    context = {
        "application": row,
        "call": row.call,
        "until": moment_in_words(until, row.call.time_zone) if until else "",
    }
    return render(request, "fund/application_look.html", context)


@login_required
@require_safe
def submission(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """What was sent, byte for byte: its SHA-256 is the receipt."""
    row = load_application(request, reference)
    found = get_object_or_404(row.submissions, number=number)
    answer = HttpResponse(found.content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{row.reference}-{number}.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
