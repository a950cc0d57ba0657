"""The voting booth: by an account or by a link. Nothing of a visit is logged, and no answer names the choice."""

from collections.abc import Callable
from typing import Any

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ponte.convene.actions import ballots, elections
from ponte.convene.forms.election import VoteForm
from ponte.convene.models import Election, Elector
from ponte.convene.models.electing import ElectionState
from ponte.convene.queries.table_page import top
from ponte.convene.queries.voting import Voter, by_account, by_delegate, cast_by, standing
from ponte.core import references
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.request_log import off_the_record

Booth = Callable[..., HttpResponse]


@off_the_record
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def by_signing_in(request: HttpRequest, reference: str) -> HttpResponse:
    """For who acts for an organisation of the roll and has an account; for others there is no such page."""
    rows = Election.objects.select_related("table")
    election = get_object_or_404(rows, reference=references.normalise(reference))
    voter = by_account(election, request.user)
    if not voter.own:
        raise Http404
    return booth(request, election, voter)


@off_the_record
@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, reference: str, token: str) -> HttpResponse:
    """For who holds a link that the table lets vote. It stays good until the vote ends, and says when one has voted."""
    election = (
        Election.objects.select_related("table").filter(reference=references.normalise(reference)).first()
    )
    try:
        if election is None:
            raise Refused(_("This link is not valid. Copy it whole, or ask for a new one."))
        delegate = elections.delegate_of_link(election, token)
    except Refused as why:
        # Only wrong tries are counted: a count of right ones would be a time beside a voter.
        words = str(why)
        if not consume(request, action="listed"):
            words = _("Too many tries. Wait ten minutes, then try again.")
        return render(request, "convene/link_refused.html", {"why": words}, status=410)
    return booth(request, election, by_delegate(election, delegate))


def booth(request: HttpRequest, election: Election, voter: Voter) -> HttpResponse:
    """One form for each organisation this voter votes for; after a vote, the same page anew."""
    electors = list(cast_by(election, voter))
    candidates = standing(election)
    why, status, forms = "", 200, {}
    for row in electors:
        sent = request.POST if request.POST.get("elector") == str(row.pk) and "vote" in request.POST else None
        forms[row.pk] = form = VoteForm(sent, candidates=candidates, elector=row)
        if sent is not None and form.is_valid():
            try:
                ballots.cast(election, elector=row.pk, choice=form.choice, voter=voter)
            except Refused as refusal:
                why, status = str(refusal), 422
            else:
                return redirect(request.path)
    if "proxy" in request.POST or "take_back" in request.POST:
        try:
            change_proxy(request, election, voter)
        except Refused as refusal:
            why, status = str(refusal), 422
        else:
            return redirect(request.path)
    if any(form.errors for form in forms.values()):
        status = 422
    context = top(election.table) | context_of(election, voter, electors, forms) | {"why": why}
    return render(request, "convene/booth.html", context, status=status)


def context_of(
    election: Election, voter: Voter, electors: list[Elector], forms: dict[int, VoteForm]
) -> dict[str, Any]:
    """What the booth shows."""
    is_open = election.takes_votes
    others = Elector.objects.none()
    if is_open and election.proxies_per_holder:
        rows = Elector.objects.filter(election=election, proxy=None)
        others = rows.exclude(pk__in=voter.own).order_by("name", "pk")
    return {
        "election": election,
        "is_open": is_open,
        "is_counted": election.state == ElectionState.COUNTED,
        "others": list(others),
        "rows": [
            {
                "elector": row,
                "form": forms[row.pk],
                "votes": voter.votes_for(row),
                "is_own": voter.votes_for_itself(row),
            }
            for row in electors
        ],
        "candidates": standing(election),
    }


def change_proxy(request: HttpRequest, election: Election, voter: Voter) -> None:
    """Ask another organisation to vote for one's own, or take that back."""
    try:
        giver = int(request.POST.get("elector", ""))
        holder = None if "take_back" in request.POST else int(request.POST.get("holder", ""))
    except ValueError:
        raise Refused(_("Choose one of the organisations that vote.")) from None
    try:
        ballots.give_proxy(election, giver=giver, holder=holder, by=voter)
    except NotPermitted:
        raise Http404 from None
