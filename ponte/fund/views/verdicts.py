"""What a panel says about an application, and how its members vote."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.core import references
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean
from ponte.fund.actions.interests import declare_interests
from ponte.fund.actions.verdicts import FIELDS, cast_votes, write_verdict
from ponte.fund.forms.amounts import AmountField
from ponte.fund.forms.panels import InterestsForm, VerdictForm, VoteForm
from ponte.fund.lifecycles.verdict import lifecycle, refuse_amount
from ponte.fund.models import Panel, Verdict
from ponte.fund.models.vocabulary import Choice, PanelState
from ponte.fund.queries import verdict_page
from ponte.fund.queries.panel_page import verdicts_visible_to, votes_to_cast
from ponte.fund.queries.voting import outcomes, unheard
from ponte.fund.views.panels import load_panel
from ponte.fund.views.two_people import press


def load_verdict(request: SignedInRequest, panel: Panel, application: str) -> Verdict:
    """One that this person may see: for who is near to the applicant it does not exist."""
    rows = verdicts_visible_to(request.user, panel).select_related(
        "application__organisation", "application__host", "changed_by", "told_by", "scenario"
    )
    verdict = get_object_or_404(rows, application__reference=references.normalise(application))
    verdict.panel, verdict.application.call = panel, panel.call
    return verdict


@login_required
@require_http_methods(["GET", "POST"])
def page(request: SignedInRequest, reference: str, application: str) -> HttpResponse:
    """Points, what reviewers say, what is proposed, how the votes stand; a POST writes the decision."""
    panel = load_panel(request, reference)
    verdict = load_verdict(request, panel, application)
    may_write = panel.state == PanelState.OPEN and request.user.has_perm("fund.change_verdict", verdict)
    if request.method == "POST" and not may_write:
        raise Http404
    form = VerdictForm(
        request.POST or None, call=panel.call, initial={name: getattr(verdict, name) for name in FIELDS}
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = write_verdict(verdict, values=form.cleaned_data, by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(
                request, _("Saved. Members vote on it now.") if changed else _("Nothing has changed.")
            )
            return redirect(verdict)
    context = shown(request, panel, verdict) | {"form": form, "may_write": may_write}
    return render(request, "fund/verdict.html", context, status=422 if form.errors else 200)


def shown(request: SignedInRequest, panel: Panel, verdict: Verdict) -> dict[str, Any]:
    """What the page of one application has besides its form."""
    points, criteria = verdict_page.criteria_of(verdict)
    own = verdict_page.own_vote(verdict, request.user)
    sits = panel.members.filter(person=request.user).exists()
    offers = lifecycle.open_to(request.user, verdict)
    return {
        "panel": panel,
        "call": panel.call,
        "verdict": verdict,
        "application": verdict.application,
        "points": points,
        "criteria": criteria,
        "reviews": verdict_page.reviews_of(verdict),
        "suggested": verdict_page.suggested_feedback(verdict),
        "votes": verdict_page.votes_on(verdict),
        "outcome": outcomes(panel, [verdict])[verdict.pk],
        "may_vote": sits and panel.state == PanelState.OPEN and bool(verdict.decision),
        "vote_form": VoteForm(initial={"choice": own and own.choice, "words": own and own.words}),
        "may_read_all": request.user.has_perm("fund.view_application", verdict.application),
        "may_tell": request.user.has_perm("fund.tell_verdict", verdict),
        "offers": [offer for offer in offers if offer.allowed or offer.proposal],
        "amount_field": amount_form(panel, verdict)["amount_minor"],
        "steps_at": f"{verdict.get_absolute_url()}step/",
    }


def amount_form(panel: Panel, verdict: Verdict, data: Any = None) -> Any:
    """How much somebody on the reserve list gets."""
    form = VerdictForm(data, call=panel.call, initial={"amount_minor": verdict.application.asked_minor})
    form.fields = {"amount_minor": form.fields["amount_minor"]}
    form.fields["amount_minor"].required = True
    return form


@login_required
@require_POST
def step(request: SignedInRequest, reference: str, application: str, name: str) -> HttpResponse:
    """Call somebody up from the reserve list, by two people."""
    panel = load_panel(request, reference)
    verdict = load_verdict(request, panel, application)
    facts: dict[str, Any] = {}
    if name == "call_up" and request.POST.get("way", "do") == "do":
        field = AmountField(currency=panel.call.currency)
        try:
            facts["amount_minor"] = field.clean(request.POST.get("amount_minor", ""))
            refuse_amount(verdict.application, facts["amount_minor"], panel=panel)
        except Refused as why:
            messages.error(request, str(why))
            return redirect(verdict)
        except ValidationError as why:
            messages.error(request, " ".join(why.messages))
            return redirect(verdict)
    press(request, lifecycle, name, verdict, **facts)
    return redirect(verdict)


@login_required
@require_POST
def vote(request: SignedInRequest, reference: str, application: str) -> HttpResponse:
    """One vote, from the page of the application."""
    panel = load_panel(request, reference)
    verdict = load_verdict(request, panel, application)
    words = clean(request.POST.get("words", ""), multiline=True)[:2000]
    if cast(
        request, panel, {verdict.pk: (round_of(request, "round"), request.POST.get("choice", ""), words)}
    ):
        messages.success(request, _("Your vote is recorded."))
    return redirect(verdict)


@login_required
@require_http_methods(["GET", "POST"])
def vote_all(request: SignedInRequest, reference: str) -> HttpResponse:
    """Everything that waits for this member's vote, on one page."""
    panel = load_panel(request, reference)
    if not panel.members.filter(person=request.user).exists() or panel.state != PanelState.OPEN:
        raise Http404
    if request.method == "POST":
        seen = {row.pk: row for row in verdicts_visible_to(request.user, panel)}
        choices = {
            pk: (round_of(request, f"round-{pk}"), choice, "")
            for pk in seen
            if (choice := request.POST.get(f"choice-{pk}", ""))
        }
        if cast(request, panel, choices):
            messages.success(request, _("Your votes are recorded."))
            return redirect(panel)
        return redirect("fund:panel_vote", panel.reference)
    waiting = votes_to_cast(panel, request.user)
    for row in waiting:
        row.panel = panel
    context = {"panel": panel, "call": panel.call, "rows": waiting, "choices": Choice.choices}
    return render(request, "fund/panel_vote.html", context)


def round_of(request: SignedInRequest, name: str) -> int:
    """What the member saw when they voted."""
    text = request.POST.get(name, "")
    return int(text[:9]) if text.isdecimal() else 0


def cast(request: SignedInRequest, panel: Panel, choices: dict[int, tuple[int, str, str]]) -> bool:
    """Record them all or none, and say why not."""
    try:
        cast_votes(panel, choices, by=request.user)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def interests(request: SignedInRequest, reference: str) -> HttpResponse:
    """A member goes through the applicants before anything opens."""
    panel = load_panel(request, reference)
    if not panel.members.filter(person=request.user).exists() or panel.state != PanelState.OPEN:
        raise Http404
    rows = unheard(panel, request.user).select_related("application__organisation")
    applicants = [
        (row.application_id, str(row.application.organisation))
        for row in rows.order_by("application__organisation__sort_name", "pk")
    ]
    form = InterestsForm(request.POST or None, applicants=applicants)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            declare_interests(
                panel, near=data["near"], kind=data["kind"], reason=data["reason"], by=request.user
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Thank you. The list is open to you now."))
            return redirect(panel)
    context = {"panel": panel, "call": panel.call, "form": form, "count": len(applicants)}
    return render(request, "fund/panel_interests.html", context, status=422 if form.errors else 200)
