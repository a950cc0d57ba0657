"""Registering one's own organisation, and the slip for those who come without e-mail."""

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.core.models import Office
from ponte.core.refusal import Refused
from ponte.map.actions import claim_codes
from ponte.map.actions.mails import office_name
from ponte.map.actions.registering import register_oneself
from ponte.map.forms.registering import RegisterForm
from ponte.map.models import Organisation
from ponte.map.queries.record import blank_record
from ponte.map.views.organisation import load
from ponte.map.views.similar import question_about


def is_open() -> bool:
    """Whether the office lets organisations register themselves."""
    office = Office.current()
    return bool(office and office.organisations_register)


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The door for associations and groups: what happens, then the few things needed."""
    if not request.user.has_perm("map.register_organisation") or not is_open():
        return render(
            request,
            "map/register_door.html",
            {"is_open": is_open(), "here": request.path, "office": Office.current()},
        )
    form = RegisterForm(request.POST or None)
    question = None
    if request.method == "POST" and form.is_valid():
        question = question_about(request, blank_record() | form.values, seen_by=request.user)
        if question is None:
            try:
                return redirect(registered(request, form))
            except Refused as refusal:
                form.add_error(None, str(refusal))
    status = 422 if request.method == "POST" else 200
    return render(request, "map/register.html", {"form": form, "question": question}, status=status)


def registered(request: HttpRequest, form: RegisterForm) -> Organisation:
    """Keep the registration."""
    if not consume(request, action="register"):
        raise Refused(_("Too many registrations in a short time. Wait an hour, then try again."))
    organisation = register_oneself(
        values=form.values, position=form.cleaned_data["position"], by=request.user
    )
    messages.success(
        request,
        _(
            "Thank you. The office will look at it and write to you. Until then only you and the office see this."
        ),
    )
    return organisation


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def claim_code(request: SignedInRequest, reference: str) -> HttpResponse:
    """The slip. The button prints a code that is shown this one time; the code before it ends."""
    organisation = load(request, reference)
    if not request.user.has_perm("map.issue_claim_code", organisation):
        raise Http404
    context = {
        "organisation": organisation,
        "last": organisation.claim_codes.first(),
        "code": "",
        "claim_at": f"{settings.URL}{reverse('map:claim_by_code')}",
        "office_name": office_name(),
    }
    if request.method == "POST":
        try:
            context["code"] = claim_codes.issue(organisation, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(organisation)
        context["last"] = organisation.claim_codes.first()
    return render(request, "map/claim_code.html", context)


@login_required
@require_POST
def revoke_claim_code(request: SignedInRequest, reference: str) -> HttpResponse:
    """The slip was lost: its code opens nothing any more."""
    organisation = load(request, reference)
    if not request.user.has_perm("map.issue_claim_code", organisation):
        raise Http404
    claim_codes.revoke(organisation, by=request.user)
    messages.success(request, _("The code of the slip opens nothing any more."))
    return redirect("map:claim_code", organisation.reference)
