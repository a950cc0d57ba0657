"""The office writes a call: begins it, clones it, and goes through its parts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.core.refusal import Refused
from ponte.fund.actions.call_clones import clone as make_twin
from ponte.fund.actions.calls import change_call, write_call
from ponte.fund.forms.call_dates import DatesForm, QuestionsForm
from ponte.fund.forms.call_parts import DecisionForm, MoneyForm, NewForm, ScopeForm, WhatForm
from ponte.fund.forms.calls import CloneForm
from ponte.fund.forms.part import PartForm
from ponte.fund.models import Call
from ponte.fund.queries.call_page import top
from ponte.fund.queries.call_parts import PARTS, missing, why_not
from ponte.fund.views.loading import load_call
from ponte.plan.queries.engagements import engagements_visible_to

FORMS: dict[str, type[PartForm]] = {
    "what": WhatForm,
    "money": MoneyForm,
    "dates": DatesForm,
    "scope": ScopeForm,
    "questions": QuestionsForm,
    "decision": DecisionForm,
}


@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a call."""
    if not request.user.has_perm("fund.add_call"):
        raise Http404
    asked = request.GET.get("engagement", "")[:20]
    engagement = engagements_visible_to(request.user).filter(reference=asked).first() if asked else None
    form = NewForm(request.POST or None, initial={"engagement": engagement})
    if request.method == "POST" and form.is_valid():
        try:
            call = write_call(values=form.values, by=request.user)
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            messages.success(request, _("Begun. Nobody outside the office sees it before you publish it."))
            return redirect("fund:call_edit", call.reference)
    return render(request, "fund/call_new.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def clone(request: SignedInRequest, reference: str) -> HttpResponse:
    """A new call that begins as this one."""
    source = load_call(request, reference)
    if not request.user.has_perm("fund.add_call"):
        raise Http404
    form = CloneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = make_twin(source, title=form.cleaned_data["title"], by=request.user)
        messages.success(request, _("Copied without dates and people. Look through it, then set the dates."))
        return redirect("fund:call_edit", call.reference)
    context = top(source) | {"form": form}
    return render(request, "fund/call_clone.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def overview(request: SignedInRequest, reference: str) -> HttpResponse:
    """All parts of the call, and what is missing before it can be published."""
    call = load_call(request, reference, "fund.change_call")
    wanting = missing(call)
    context = around(call) | {"missing": wanting}
    for row in context["parts"]:
        row["missing"] = [sentence for part, sentence in wanting if part == row["name"]]
    return render(request, "fund/call_edit.html", context)


def around(call: Call, part: str = "") -> dict[str, Any]:
    """What stands around the screen of every part."""
    return top(call) | {
        "part": part,
        "label": PARTS[part].label if part else "",
        "why_not": why_not(call, part) if part else "",
        "parts": [
            {
                "name": name,
                "label": each.label,
                "url": reverse("fund:call_part", args=[call.reference, name]),
                "current": name == part,
                "why_not": why_not(call, name),
            }
            for name, each in PARTS.items()
        ],
    }


def edit_part(request: SignedInRequest, call: Call, part: str) -> HttpResponse:
    """A part that is columns of the call."""
    # The form writes into the instance it is given; the page goes on showing the call as it is.
    form = FORMS[part](request.POST or None, instance=Call.objects.get(pk=call.pk))
    if request.method == "POST" and form.is_valid():
        try:
            change_call(call, part, values=form.values, by=request.user, reason=form.reason)
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            return saved(request, call, part)
    context = around(call, part) | {"form": form}
    return render(request, "fund/call_part.html", context, status=422 if form.errors else 200)


def saved(request: SignedInRequest, call: Call, part: str) -> HttpResponse:
    """On to the next part while it is written; back to the page once people read it."""
    messages.success(request, _("Saved."))
    if call.state != "draft":
        return redirect(call)
    names = list(PARTS)
    after = names[names.index(part) + 1 :]
    return (
        redirect("fund:call_part", call.reference, after[0])
        if after
        else redirect("fund:call_edit", call.reference)
    )


def sentences(problem: Refused | ValidationError) -> Any:
    """What is wrong, for the form."""
    return problem.messages if isinstance(problem, ValidationError) else str(problem)
