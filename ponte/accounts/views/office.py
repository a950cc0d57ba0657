"""The settings of the office."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ponte.accounts.actions.office import change_logo, change_office
from ponte.accounts.forms.office import OfficeForm
from ponte.core import changes
from ponte.core.models import Office
from ponte.core.refusal import Refused


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
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


def _save(request: HttpRequest, form: OfficeForm, office: Office) -> bool:
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
