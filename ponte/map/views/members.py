"""Who acts for an organisation: the list, invitations, and the answer to one."""

from typing import Any

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

from ponte.accounts.queries import person_of_address
from ponte.accounts.requests import SignedInRequest
from ponte.core.refusal import Refused
from ponte.map.actions import members
from ponte.map.forms.members import InviteMemberForm, JoinForm, RoleForm
from ponte.map.models import Membership, MembershipInvitation, Organisation
from ponte.map.queries.members import claims_of, invitations_of, members_of
from ponte.map.views.organisation import load, top

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def load_for(request: SignedInRequest, reference: str, permission: str) -> Organisation:
    """The organisation, for those who may do this with its people."""
    organisation = load(request, reference)
    if not request.user.has_perm(permission, organisation):
        raise Http404
    return organisation


@login_required
@require_http_methods(["GET", "POST"])
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who acts for an organisation, who is invited, and a form to invite somebody."""
    organisation = load_for(request, reference, "map.view_members")
    may_change = request.user.has_perm("map.change_members", organisation)
    form = InviteMemberForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST":
        if not may_change:
            raise Http404
        if form.is_valid() and invited(request, organisation, form):
            return redirect("map:members", organisation.reference)
    context = top(organisation, "members", request.user) | {
        "memberships": members_of(organisation),
        "invitations": invitations_of(organisation) if may_change else [],
        "claims": claims_of(organisation) if may_change else [],
        "may_change": may_change,
        "roles": RoleForm.base_fields["role"].choices,  # type: ignore[attr-defined]
        "form": form,
    }
    return render(request, "map/members.html", context, status=422 if form.errors else 200)


def invited(request: SignedInRequest, organisation: Organisation, form: InviteMemberForm) -> bool:
    """Send the invitation, or say beside the address why not."""
    try:
        invitation = members.invite(organisation, by=request.user, **form.cleaned_data)
    except Refused as why:
        form.add_error("email", str(why))
        return False
    messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invitation.email})
    return True


@login_required
@require_POST
def withdraw(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    organisation = load_for(request, reference, "map.change_members")
    members.withdraw(
        get_object_or_404(MembershipInvitation, pk=pk, organisation=organisation), by=request.user
    )
    messages.success(request, _("The invitation was taken back. Its link opens nothing any more."))
    return redirect("map:members", organisation.reference)


@login_required
@require_POST
def change(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Give somebody another role."""
    organisation = load_for(request, reference, "map.change_members")
    membership = get_object_or_404(Membership, pk=pk, organisation=organisation, ended_at=None)
    form = RoleForm(request.POST)
    try:
        if form.is_valid():
            members.change_role(membership, role=form.cleaned_data["role"], by=request.user)
            messages.success(request, _("Saved."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return away(request, organisation)


@login_required
@require_POST
def end(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """End a membership, or leave."""
    organisation = load_for(request, reference, "map.view_members")
    membership = get_object_or_404(Membership, pk=pk, organisation=organisation, ended_at=None)
    if membership.person != request.user and not request.user.has_perm("map.change_members", organisation):
        raise Http404
    try:
        members.end(membership, by=request.user)
        messages.success(request, _("Ended. This person no longer acts for the organisation."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return away(request, organisation)


def away(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """Back to the list, or to the desk for who may not see it any more."""
    if request.user.has_perm("map.view_members", organisation):
        return redirect("map:members", organisation.reference)
    return redirect("core:desk")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """To what somebody is invited, and a button. Looking changes nothing."""
    try:
        if not consume(request, action="invitation"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        _link, invitation = members.look_up(token)
        return joined(request, token, invitation)
    except Refused as why:
        return render(request, "map/link_refused.html", {"why": str(why)}, status=410)


def joined(request: HttpRequest, token: str, invitation: MembershipInvitation) -> HttpResponse:
    """The page of an invitation, or where it leads once it is accepted."""
    owner: Any = person_of_address(invitation.email)
    form = None if owner else JoinForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and owner is not None and owner == request.user:
        members.accept(token=token, person=owner)
        return redirect(invitation.organisation)
    if request.method == "POST" and form is not None and form.is_valid():
        person = members.accept_as_new(token=token, **form.cleaned_data)
        login(request, person, backend=BACKEND)
        return redirect(invitation.organisation)
    context = {
        "invitation": invitation,
        "form": form,
        "is_owner": owner is not None and owner == request.user,
    }
    return render(request, "map/join.html", context)
