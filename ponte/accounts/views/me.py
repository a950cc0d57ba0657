"""One's own account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ponte.accounts.actions.people import change_account
from ponte.accounts.forms.people import AccountForm
from ponte.accounts.models import Role
from ponte.accounts.requests import SignedInRequest


@login_required
def page(request: SignedInRequest) -> HttpResponse:
    """Name and language; the ways to sign in; which roles one holds."""
    person = request.user
    form = AccountForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        change_account(person=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    roles = [role for role in Role if role in person.roles]
    return render(request, "accounts/me.html", {"form": form, "roles": roles})
