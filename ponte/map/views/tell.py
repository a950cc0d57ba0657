"""Telling those who are listed: one from its page, or all of a list that was brought in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.core.models import ImportRun
from ponte.core.refusal import Refused
from ponte.map.actions import listing
from ponte.map.tasks import tell_list
from ponte.map.views.organisation import load

AT_ONCE = 20  # more are told in the background


@login_required
@require_POST
def one(request: SignedInRequest, reference: str) -> HttpResponse:
    """Tell this organisation that it is listed."""
    organisation = load(request, reference)
    if not request.user.has_perm("map.tell_organisation"):
        raise Http404
    try:
        listing.tell(organisation, by=request.user, again="again" in request.POST)
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The mail is on its way."))
    return redirect(organisation)


@login_required
@require_http_methods(["GET", "POST"])
def whole_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask first, then tell everybody of a list who has an address and was not told yet."""
    run = get_object_or_404(ImportRun, pk=pk, kind="map.organisation", state=ImportRun.State.APPLIED)
    if not request.user.has_perm("map.tell_organisation"):
        raise Http404
    count = listing.untold(run).count()
    if request.method == "POST":
        task = tell_list.enqueue if count > AT_ONCE else tell_list.call
        task(run.pk, request.user.pk)
        said = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count)
        messages.success(request, said % {"count": count})
        return redirect("map:import", run.pk)
    return render(request, "map/import_tell.html", {"run": run, "count": count})
