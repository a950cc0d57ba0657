"""Federations and members of an organisation: seen, asked for, confirmed, ended."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.core.refusal import NotPermitted, Refused
from ponte.map.actions.affiliations import affiliate
from ponte.map.forms.affiliation import FEDERATION, AffiliationForm
from ponte.map.lifecycles.affiliation import lifecycle
from ponte.map.models import Affiliation, Organisation
from ponte.map.models.affiliation import AffiliationState
from ponte.map.queries.affiliations import federations_of, members_of
from ponte.map.queries.organisations import organisations_visible_to
from ponte.map.views.organisation import load

PAGE_LENGTH = 50


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Of which federations it is a member, and who its own members are."""
    organisation = load(request, reference)
    person: Any = request.user
    may_ask = person.has_perm("map.ask_affiliation", organisation)
    if request.method == "POST" and not may_ask:
        raise Http404
    form = AffiliationForm(request.POST or None, scope=organisations_visible_to(person)) if may_ask else None
    if request.method == "POST" and form and form.is_valid():
        try:
            return save(request, organisation, form.cleaned_data)
        except Refused as refusal:
            form.add_error("other", str(refusal))
    pages = Paginator(members_of(organisation, person), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "form": form,
        "federations": rows(person, federations_of(organisation, person)),
        "members": rows(person, pages),
        "pages": pages,
    }
    return render(request, "map/affiliations.html", context, status=422 if form and form.errors else 200)


def rows(person: Any, affiliations: Any) -> list[dict[str, Any]]:
    """Each with the steps this person may take."""
    return [
        {
            "affiliation": row,
            "waits": row.state == AffiliationState.ASKED,
            "offers": lifecycle.open_to(person, row) if person.is_authenticated else [],
        }
        for row in affiliations
    ]


def save(request: HttpRequest, organisation: Organisation, data: dict[str, Any]) -> HttpResponse:
    """Ask, or write down what the office knows."""
    pair = (organisation, data["other"])
    member, federation = pair if data["side"] == FEDERATION else pair[::-1]
    row = affiliate(member, federation, by=request.user, since=data["since"])
    if row.state == AffiliationState.CONFIRMED:
        messages.success(request, _("Saved. Both pages say so now."))
    else:
        messages.success(request, _("Asked. The other side or the office has to confirm it."))
    return redirect("map:affiliations", organisation.reference)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, pk: int, name: str) -> HttpResponse:
    """Confirm, decline, take back or end; whoever keeps neither side finds nothing here."""
    organisation = load(request, reference)
    own = Q(member=organisation) | Q(federation=organisation)
    row = get_object_or_404(Affiliation.objects.filter(own), pk=pk)
    try:
        lifecycle.perform(name, row, by=request.user)
    except NotPermitted:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect("map:affiliations", organisation.reference)
