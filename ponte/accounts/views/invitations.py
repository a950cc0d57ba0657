"""Invite people, and answer an invitation."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts import queries
from ponte.accounts.actions import invitations
from ponte.accounts.forms.people import AcceptForm, InviteForm
from ponte.accounts.models import Invitation
from ponte.accounts.requests import SignedInRequest
from ponte.core.refusal import Refused

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_required
@require_http_methods(["GET", "POST"])
def page(request: SignedInRequest) -> HttpResponse:
    """Invite somebody, and the invitations that wait for an answer."""
    if not request.user.has_perm("accounts.invite_person"):
        raise Http404
    form = InviteForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invitations.invite(by=request.user, **form.cleaned_data)
        except Refused as why:
            form.add_error("email", str(why))
        else:
            messages.success(
                request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email}
            )
            return redirect("accounts:invitations")
    context = {"form": form, "invitations": queries.open_invitations()}
    return render(request, "accounts/invitations.html", context)


@login_required
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    if not request.user.has_perm("accounts.invite_person"):
        raise Http404
    invitations.withdraw(invitation=get_object_or_404(Invitation, pk=pk), by=request.user)
    messages.success(request, _("The invitation was taken back. Its link opens nothing any more."))
    return redirect("accounts:invitations")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody is invited to, and a button. Looking changes nothing."""
    try:
        if not consume(request, action="invitation"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        _link, invitation = invitations.look_up(token)
        return _answer(request, token, invitation)
    except Refused as why:
        return render(request, "accounts/invitation_refused.html", {"why": str(why)}, status=410)


def _answer(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    owner = queries.person_of_address(invitation.email)
    form = None if owner else AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and owner is not None and owner == request.user:
        invitations.accept(token=token, person=owner)
        return redirect("core:desk")
    if request.method == "POST" and form is not None and form.is_valid():
        person = invitations.accept_as_new(token=token, **form.cleaned_data)
        login(request, person, backend=BACKEND)
        return redirect("core:desk")
    context = {
        "invitation": invitation,
        "form": form,
        "is_owner": owner is not None and owner == request.user,
    }
    return render(request, "accounts/invitation.html", context)
