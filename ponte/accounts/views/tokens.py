"""Tokens of one's own account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts import queries
from ponte.accounts.actions import tokens
from ponte.accounts.forms.tokens import TokenForm
from ponte.accounts.requests import SignedInRequest
from ponte.core.api import scopes
from ponte.core.refusal import Refused


@login_required
@require_http_methods(["GET", "POST"])
@sensitive_variables("token")
def page(request: SignedInRequest) -> HttpResponse:
    """One's tokens, and a new one: it is shown in the answer, and never again."""
    form = TokenForm(request.POST or None, person=request.user)
    token = ""
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            _row, token = tokens.make_token(
                person=request.user, label=values["label"], wanted=form.wanted, days=values["days"]
            )
        except Refused as why:
            form.add_error("label", str(why))
        else:
            form = TokenForm(person=request.user)
    said = {scope.name: scope.says for scope in scopes}
    rows = [
        {"token": row, "scopes": [said.get(name, name) for name in row.scopes]}
        for row in queries.tokens_of(request.user)
    ]
    return render(request, "accounts/tokens.html", {"form": form, "token": token, "rows": rows})


@login_required
@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one of one's own tokens back."""
    tokens.revoke_token(get_object_or_404(queries.tokens_of(request.user), pk=pk), by=request.user)
    messages.success(request, _("The token was revoked. Programs that use it are refused from now on."))
    return redirect("accounts:tokens")
