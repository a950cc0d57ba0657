"""The settings of the office."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ponte.accounts.actions.office import NOTICE, change_logo, change_office, change_privacy, notices_of
from ponte.accounts.forms.office import OfficeForm, PrivacyForm
from ponte.accounts.requests import SignedInRequest
from ponte.core import changes, languages, wordings
from ponte.core.models import Office
from ponte.core.refusal import Refused


@login_required
@require_http_methods(["GET", "POST"])
def page(request: SignedInRequest) -> HttpResponse:
    """Everything about the office, with its history; administrators change it here."""
    office = Office.current()
    if office is None or not request.user.has_perm("core.view_office"):
        raise Http404
    may_change = request.user.has_perm("core.change_office")
    form = OfficeForm(
        request.POST or None,
        request.FILES or None,
        has_logo=office.logo is not None,
        initial={name: getattr(office, name) for name in OfficeForm.READS},
    )
    if request.method == "POST":
        if not may_change:
            raise Http404
        if form.is_valid() and _save(request, form, office):
            messages.success(request, _("Saved."))
            return redirect("accounts:office")
    context = {"form": form, "office": office, "may_change": may_change}
    return render(request, "accounts/office.html", context | {"changes": changes.history_of(office)[:50]})


def _save(request: SignedInRequest, form: OfficeForm, office: Office) -> bool:
    """Whether all of it was possible; a refused picture is said at its field and nothing is saved."""
    values: dict[str, Any] = dict(form.cleaned_data)
    logo, logo_goes = values.pop("logo"), values.pop("logo_goes", False)
    try:
        with transaction.atomic():
            change_office(office=office, values=values, by=request.user)
            if logo or logo_goes:
                change_logo(office=office, upload=logo, by=request.user)
    except Refused as why:
        form.add_error("logo", str(why))
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def privacy(request: SignedInRequest) -> HttpResponse:
    """The data controller, and the notice in each language of the office with its state."""
    office = Office.current()
    if office is None or not request.user.has_perm("core.change_privacy_notice"):
        raise Http404
    states = wordings.states(office, NOTICE)
    form = PrivacyForm(
        request.POST or None,
        languages=[(code, languages.own_name(code)) for code in states],
        initial={
            "data_controller": office.data_controller,
            **{f"notice_{code}": text for code, text in notices_of(office).items()},
        },
    )
    if request.method == "POST" and form.is_valid():
        change_privacy(
            office=office,
            data_controller=form.cleaned_data["data_controller"],
            notices=form.notices(),
            by=request.user,
        )
        messages.success(request, _("Saved."))
        return redirect("accounts:privacy_settings")
    outdated = [
        languages.own_name(code) for code, state in states.items() if state == wordings.State.OUTDATED
    ]
    return render(request, "accounts/privacy_settings.html", {"form": form, "outdated": outdated})
