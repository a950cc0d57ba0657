"""What an organisation sees by the link mailed to it: its record and three buttons. Looking changes nothing."""

from typing import Any

from allauth.core.ratelimit import consume
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.core.models import SignedLink
from ponte.core.refusal import Refused
from ponte.map.actions import corrections, listing
from ponte.map.forms.correction import CorrectionForm
from ponte.map.lifecycles import correction as life_of_correction
from ponte.map.models import Correction, Organisation
from ponte.map.models.correction import CorrectionState
from ponte.map.queries.sight import EVERYBODY, seen
from ponte.map.views.organisation import body_of, side_of, top


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """The record as it is shown; POST answers with one of the buttons."""
    try:
        link, organisation = look_up(request, token)
        if request.method == "POST":
            return act(request, token, link, organisation)
    except Refused as why:
        return gone(request, token, why)
    return render(request, "map/listed.html", shown(organisation) | {"token": token, "link": link})


def look_up(request: HttpRequest, token: str) -> tuple[SignedLink, Organisation]:
    """What the link is about, unless it is good for nothing or somebody tries many."""
    if not consume(request, action="listed"):
        raise Refused(_("Too many tries. Wait ten minutes, then try again."))
    return listing.look_up(token)


def shown(organisation: Organisation) -> dict[str, Any]:
    """The parts of its public page, as a stranger sees them, and what it told the office before."""
    own = organisation.corrections.filter(is_own=True, scrubbed_at=None)
    public = seen(organisation, EVERYBODY)
    context = (
        top(public, "", AnonymousUser())
        | body_of(public, EVERYBODY)
        | side_of(AnonymousUser(), organisation, public)
    )
    return context | {
        "tabs": [],
        "may_report": False,
        "may_claim": False,
        "corrections": own.order_by("-pk")[:10],
    }


def act(request: HttpRequest, token: str, link: SignedLink, organisation: Organisation) -> HttpResponse:
    """All is right; take us off; take one's own correction back."""
    match request.POST.get("act"):
        case "confirm":
            listing.confirm(organisation)
        case "withdraw":
            listing.withdraw(link, organisation)
            return render(request, "map/listed_withdrawn.html", {"organisation": organisation})
        case "take_back":
            take_back(organisation, request.POST.get("correction", ""))
    return redirect("map:listed", token)


def take_back(organisation: Organisation, reference: str) -> None:
    """Nothing is wrong any more. A correction of another organisation is as if it were not there."""
    open_ones = organisation.corrections.filter(is_own=True, state=CorrectionState.OPEN)
    found: Correction | None = open_ones.filter(reference=reference[:20].replace("\x00", "")).first()
    if found is not None:
        life_of_correction.lifecycle.perform("withdraw", found, by=None, reason=listing.by_link())


@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, token: str) -> HttpResponse:
    """Say what is wrong."""
    try:
        _link, organisation = look_up(request, token)
        form = CorrectionForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            sender = corrections.Sender(language=get_language() or "en", is_own=True)
            text = form.cleaned_data["text"]
            corrections.send_correction(organisation, values=form.values, text=text, sender=sender)
            return redirect("map:listed", token)
    except Refused as why:
        return gone(request, token, why)
    context = {"form": form, "organisation": organisation, "token": token}
    return render(request, "map/listed_correct.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new link to the address on the record; who holds the old one does not learn which that is."""
    try:
        if not consume(request, action="listed"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        if not listing.renew(token):
            raise Refused(_("For this link there is no new one. Write to the office."))
    except Refused as why:
        return gone(request, "", why)
    return render(request, "map/listed_renewed.html")


def gone(request: HttpRequest, token: str, why: Refused) -> HttpResponse:
    """Why a link opens nothing, and the way on."""
    may_renew = bool(token) and listing.links.expired(token, listing.PURPOSE) is not None
    context = {"why": str(why), "may_renew": may_renew, "token": token}
    return render(request, "map/listed_gone.html", context, status=410)
