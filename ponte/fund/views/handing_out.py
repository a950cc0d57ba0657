"""Handing applications out: the proposal and its reasons, one by hand, and what became of each review."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.core import references
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean
from ponte.fund.actions import handing_out as acts
from ponte.fund.actions import reviewing
from ponte.fund.models import Application, AssignmentPlan, Review, ReviewPhase
from ponte.fund.models.vocabulary import PlanState
from ponte.fund.queries.plans import candidates_for, in_words, reviews_in
from ponte.fund.queries.visible import applications_visible_to
from ponte.fund.tasks.reviews import work_plan_out
from ponte.fund.views.review_desk import load_phase


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a proposal, look at it, hand out or put aside."""
    phase = load_phase(request, pk)
    if request.method == "POST":
        return settle(request, phase)
    latest = phase.plans.first()
    context: dict[str, Any] = {"phase": phase, "call": phase.call, "plan": latest}
    if latest is not None and latest.state == PlanState.READY:
        context |= in_words(latest, request.user)
    return render(request, "fund/plan.html", context)


def settle(request: HttpRequest, phase: ReviewPhase) -> HttpResponse:
    """What the pressed button says."""
    here = redirect("fund:plan", phase.pk)
    try:
        if "ask" in request.POST:
            work_plan_out.enqueue(acts.ask_for_plan(phase, by=request.user).pk)
            return here
        row = get_object_or_404(AssignmentPlan, phase=phase, pk=_number(request.POST.get("plan", "")))
        if "discard" in request.POST:
            acts.discard_plan(row, by=request.user)
            return redirect(f"{phase.get_absolute_url()}?phase={phase.pk}")
        out = [_number(place) for place in request.POST.getlist("out")]
        count = acts.apply_plan(row, by=request.user, without=out)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
        return here
    messages.success(request, _("Handed out: %(count)s. The reviewers get a mail.") % {"count": count})
    return redirect(f"{phase.get_absolute_url()}?phase={phase.pk}")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1


def load_application(request: HttpRequest, reference: str, phase: ReviewPhase) -> Application:
    """An application of the call, as far as this person sees it."""
    rows = applications_visible_to(request.user).filter(call=phase.call_id)
    rows = rows.select_related("call", "organisation")
    return get_object_or_404(rows, reference=references.normalise(reference))


@login_required
@never_cache
@require_safe
def application(request: HttpRequest, pk: int, reference: str) -> HttpResponse:
    """Every review of one application in a phase, and who else could read it."""
    phase = load_phase(request, pk)
    row = load_application(request, reference, phase)
    if not request.user.has_perm("fund.release_review", Review(application=row)):
        raise Http404
    found = reviews_in(phase, row)
    context = {
        "phase": phase,
        "call": phase.call,
        "application": row,
        "found": found,
        "candidates": candidates_for(phase, row),
    }
    return render(request, "fund/application_reviews.html", context)


@login_required
@require_POST
def by_hand(request: HttpRequest, pk: int, reference: str) -> HttpResponse:
    """The office chooses who reads it."""
    phase = load_phase(request, pk)
    row = load_application(request, reference, phase)
    try:
        acts.hand_out_by_hand(row, phase, reviewer=_number(request.POST.get("reviewer", "")), by=request.user)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Handed out. The reviewer gets a mail."))
    return redirect(reverse("fund:application_reviews", args=[phase.pk, row.reference]))


@login_required
@require_POST
def release(request: HttpRequest, reference: str) -> HttpResponse:
    """Take an application back from a reviewer."""
    rows = Review.objects.select_related("phase__call", "application", "reviewer__person")
    review = get_object_or_404(rows, reference=references.normalise(reference))
    load_application(request, review.application.reference, load_phase(request, review.phase_id))
    reason = clean(request.POST.get("reason", ""), multiline=True)[:2000]
    try:
        reviewing.step(review, "release", by=request.user, reason=reason)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Taken back."))
    return redirect(reverse("fund:application_reviews", args=[review.phase_id, review.application.reference]))
