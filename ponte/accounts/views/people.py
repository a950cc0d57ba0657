"""Who works in the office, and in which roles."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts import queries, roles_page
from ponte.accounts.actions import people
from ponte.accounts.forms.people import RolesForm
from ponte.accounts.models import Person, Role
from ponte.accounts.requests import SignedInRequest
from ponte.core import changes
from ponte.core.refusal import Refused


@login_required
def page(request: SignedInRequest) -> HttpResponse:
    """Everybody with a role."""
    _only_if(request, "accounts.view_people")
    return render(request, "accounts/people.html", {"people": queries.people_of_the_office()})


@login_required
@require_http_methods(["GET", "POST"])
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody's roles and history; administrators change them here."""
    _only_if(request, "accounts.view_people")
    somebody = get_object_or_404(Person.objects.prefetch_related("office_roles__granted_by"), pk=pk)
    form = RolesForm(request.POST if request.method == "POST" else None, person=somebody)
    if request.method == "POST":
        _only_if(request, "accounts.withdraw_role")
        if form.is_valid() and _give_and_take(request, somebody, set(form.cleaned_data["roles"])):
            return redirect("accounts:person", pk=pk)
    context = {"somebody": somebody, "form": form, "changes": changes.history_of(somebody)[:50]}
    return render(request, "accounts/person.html", context)


def _give_and_take(request: SignedInRequest, somebody: Person, wanted: set[str]) -> bool:
    """Whether all of it was possible; what was refused is said."""
    held = set(somebody.roles)
    try:
        for role in sorted(wanted - held):
            people.grant_role(person=somebody, role=role, by=request.user)
        for role in sorted(held - wanted):
            people.withdraw_role(person=somebody, role=role, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
        return False
    messages.success(request, _("Saved."))
    return True


@login_required
@require_POST
def close_or_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop somebody from signing in, or let them sign in again."""
    _only_if(request, "accounts.deactivate_person")
    somebody = get_object_or_404(Person, pk=pk)
    change = people.close_account if somebody.is_active else people.reopen_account
    try:
        change(person=somebody, by=request.user)
        messages.success(request, _("Saved."))
    except Refused as why:
        messages.error(request, str(why))
    return redirect("accounts:person", pk=pk)


@login_required
@require_POST
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete the personal data of a closed account; the address typed proves that it is meant."""
    _only_if(request, "accounts.forget_person")
    somebody = get_object_or_404(Person, pk=pk)
    if request.POST.get("address", "").strip().lower() != somebody.email:
        messages.error(
            request, _("Type the address of the account to show that you mean it. Nothing was deleted.")
        )
        return redirect("accounts:person", pk=pk)
    try:
        people.forget_person(person=somebody, by=request.user)
        messages.success(request, _("The personal data was deleted."))
    except Refused as why:
        messages.error(request, str(why))
    return redirect("accounts:person", pk=pk)


def roles(request: HttpRequest) -> HttpResponse:
    """What each role may do, asked of the rules themselves. No secret: anybody may read it."""
    return render(request, "accounts/roles.html", {"roles": Role, "rows": roles_page.rows()})


def _only_if(request: SignedInRequest, permission: str) -> None:
    """A page somebody may not see is as if absent."""
    if not request.user.has_perm(permission):
        raise Http404
