"""Claiming an organisation, and what the office makes of it."""

from typing import Any

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.core import changes, references
from ponte.core.refusal import Refused
from ponte.core.text import clean
from ponte.core.workflow import Offer
from ponte.map.actions import claims
from ponte.map.forms.claims import ClaimForm, CodeForm
from ponte.map.lifecycles.claim import lifecycle
from ponte.map.lifecycles.members import has_an_owner
from ponte.map.models import Claim, Organisation
from ponte.map.views.organisation import load

LONGEST_REASON = 2000


@login_required
@require_http_methods(["GET", "POST"])
def claim(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say that one speaks for an organisation, and show why the office should believe it."""
    organisation = load(request, reference)
    if not request.user.has_perm("map.claim_organisation", organisation):
        raise Http404
    form = ClaimForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(made(request, organisation, form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"organisation": organisation, "form": form}
    return render(request, "map/claim_new.html", context, status=422 if form.errors else 200)


def made(request: SignedInRequest, organisation: Organisation, given: dict[str, Any]) -> Claim:
    """Keep the claim."""
    if not consume(request, action="claim"):
        raise Refused(_("Too many claims in a short time. Wait an hour, then try again."))
    claim = claims.make_claim(
        organisation,
        by=request.user,
        position=given["position"],
        statement=given["statement"],
        uploads=given["evidence"],
    )
    if given["ask_address"]:
        claims.ask_the_address(claim, by=request.user)
    messages.success(request, _("Your claim waits for the office. It will write to you."))
    return claim


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def by_code(request: SignedInRequest) -> HttpResponse:
    """With the slip of the office: its reference and its code."""
    form = CodeForm(request.POST or None, initial={"reference": request.GET.get("reference", "")[:40]})
    if request.method == "POST" and form.is_valid():
        try:
            return with_code(request, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "map/claim_by_code.html", {"form": form}, status=422 if form.errors else 200)


def with_code(request: SignedInRequest, *, reference: str, code: str) -> HttpResponse:
    """Spend the code, unless somebody is guessing."""
    if not consume(request, action="claim_code", key=reference):
        raise Refused(_("Too many tries. Wait ten minutes, then try again."))
    organisation = Organisation.objects.filter(reference=reference).first()
    claim = claims.claim_with_code(organisation=organisation, code=code, by=request.user)
    if claim.is_open:
        messages.success(
            request, _("The code is right. Somebody owns this record already, so the office looks at it too.")
        )
        return redirect(claim)
    messages.success(request, _("The record is yours now. Look whether everything in it is right."))
    return redirect(claim.organisation)


@never_cache
@login_required
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """One claim, for who made it, for the office, and for those who own the record."""
    claim = load_claim(request, reference)
    may_read = claim.person == request.user or request.user.has_perm("map.view_register")
    context = {
        "claim": claim,
        "is_mine": claim.person == request.user,
        "may_read": may_read,
        "owned": has_an_owner(claim.organisation),
        "offers": offers_of(request.user, claim),
        "steps_at": claim.get_absolute_url() + "step/",
        "entries": [entry for entry in changes.history_of(claim)[:50] if may_read],
        "evidence": claim.evidence.order_by("pk") if may_read else [],
    }
    return render(request, "map/claim.html", context)


def load_claim(request: SignedInRequest, reference: str) -> Claim:
    """The claim if this person may see it; for anybody else it does not exist."""
    rows = Claim.objects.select_related("organisation", "person", "decided_by")
    claim = get_object_or_404(rows, reference=references.normalise(reference))
    if not request.user.has_perm("map.view_claim", claim):
        raise Http404
    return claim


def offers_of(person: Any, claim: Claim) -> list[Offer]:
    """What this person may do now; of the two ways to accept only the one that fits."""
    other = "accept" if has_an_owner(claim.organisation) else "accept_beside"
    return [offer for offer in lifecycle.open_to(person, claim) if offer.step != other]


@login_required
@require_POST
def step(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """Move a claim along its life; the table of steps decides whether that is possible."""
    claim = load_claim(request, reference)
    try:
        if name == "answer":
            claims.answer(
                claim, text=reason_of(request), uploads=request.FILES.getlist("evidence"), by=request.user
            )
            done = _("Sent. The office reads it.")
        else:
            move = lifecycle.perform(name, claim, by=request.user, reason=reason_of(request))
            done = _("Proposed. A second person now has to confirm it.") if move.is_proposal else _("Done.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(claim)


@login_required
@require_POST
def take_back(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """Take back one's own proposal of a step that takes two people."""
    claim = load_claim(request, reference)
    try:
        lifecycle.withdraw(name, claim, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn. Nothing has changed."))
    return redirect(claim)


def reason_of(request: HttpRequest) -> str:
    """What was written into the form of a step."""
    return clean(request.POST.get("reason", ""), multiline=True)[:LONGEST_REASON]


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail to the organisation's own address. Looking changes nothing; the button says yes."""
    try:
        if not consume(request, action="invitation"):
            raise Refused(_("Too many tries. Wait ten minutes, then try again."))
        _link, claim = claims.look_up(token)
        done = request.method == "POST"
        if done:
            claim = claims.confirm_address(token)
    except Refused as why:
        return render(request, "map/link_refused.html", {"why": str(why)}, status=410)
    context = {"claim": claim, "done": done, "home": reverse("core:home")}
    return render(request, "map/claim_confirm.html", context)
