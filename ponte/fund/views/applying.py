"""Before the form: may we apply, how much work is it; and what came on paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.core.moments import moment_in_words
from ponte.core.refusal import Refused
from ponte.fund.actions.applying import begin, take_in, the_live_one
from ponte.fund.forms.about import language_choices
from ponte.fund.forms.intake import IntakeForm
from ponte.fund.models import Application, Call
from ponte.fund.queries import eligibility
from ponte.fund.queries.effort import effort_of
from ponte.fund.queries.visible import applications_sealed_to
from ponte.fund.views.loading import load_call
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles
from ponte.map.queries.organisations import organisations_visible_to
from ponte.map.rules.facts import EDITING


def own_organisations(person: Any) -> list[Organisation]:
    """Those for which somebody may write."""
    keys = [key for key, role in membership_roles(person).items() if role in EDITING]
    return list(Organisation.objects.filter(pk__in=keys).order_by("sort_name", "pk")) if keys else []


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def apply(request: SignedInRequest, reference: str) -> HttpResponse:
    """For each of one's organisations: what it has running, or whether it may apply and what is missing."""
    call = load_call(request, reference)
    own = own_organisations(request.user)
    if request.method == "POST":
        wanted = request.POST.get("organisation", "")
        organisation = next((one for one in own if one.reference == wanted), None)
        if organisation is None:
            raise Http404
        try:
            return redirect(begin(call, organisation, by=request.user, language=language_for(call)))
        except Refused as refusal:
            messages.error(request, str(refusal))
    context = {
        "call": call,
        "candidates": [candidate(call, organisation) for organisation in own],
        "is_open": call.is_open(),
        "effort": effort_of(call),
        "deadline": moment_in_words(call.closes_at, call.time_zone) if call.closes_at else "",
    }
    return render(request, "fund/apply.html", context)


def candidate(call: Call, organisation: Organisation) -> dict[str, Any]:
    """One organisation before the form."""
    findings = eligibility.check(call, organisation)
    return {
        "organisation": organisation,
        "application": the_live_one(call, organisation),
        "findings": sorted(findings, key=lambda finding: finding.passed),
        "may_apply": all(finding.passed for finding in findings),
    }


def language_for(call: Call) -> str:
    """The reader's own, if the call takes it, else the first it takes."""
    taken = [code for code, _name in language_choices(call)]
    own = get_language() or "en"
    return own if own in taken else taken[0]


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def intake(request: SignedInRequest, reference: str) -> HttpResponse:
    """Somebody sent paper or called: the office begins the application for them."""
    call = load_call(request, reference)
    if not request.user.has_perm("fund.take_in_application"):
        raise Http404
    form = IntakeForm(request.POST or None, call=call, scope=organisations_visible_to(request.user))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = take_in(
                call,
                data["organisation"],
                by=request.user,
                language=data["language"],
                channel=data["channel"],
                received_at=data["received_at"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Begun. Type in what they wrote or said, then send it."))
            return redirect(made)
    context = {"call": call, "form": form}
    return render(request, "fund/intake.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def sealed(request: SignedInRequest, reference: str) -> HttpResponse:
    """What came in and nobody opens yet: references and moments, nothing else."""
    call = load_call(request, reference)
    rows = applications_sealed_to(request.user).filter(call=call).order_by("submitted_at", "pk")
    shown: list[Application] = list(rows.only("reference", "submitted_at"))
    if not shown:
        raise Http404
    context = {
        "call": call,
        "rows": shown,
        "deadline": moment_in_words(call.closes_at, call.time_zone) if call.closes_at else "",
        "may_open": request.user.has_perm("fund.open_sealed_application"),
    }
    return render(request, "fund/sealed.html", context)
