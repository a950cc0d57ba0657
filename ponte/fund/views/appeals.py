"""Appeals, for whoever answers them: somebody who had no hand in the decision."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ponte.core import references
from ponte.fund.lifecycles.appeal import lifecycle
from ponte.fund.models import Appeal
from ponte.fund.queries.appeals import appeals_visible_to
from ponte.fund.queries.decision_page import released_verdict
from ponte.fund.rules.panels import hears_appeals
from ponte.fund.views.two_people import press


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All of them, those that wait first."""
    if not hears_appeals(request.user):
        raise Http404
    rows = appeals_visible_to(request.user).select_related("application__organisation", "application__call")
    pages = Paginator(rows, 30).get_page(request.GET.get("page"))
    return render(request, "fund/appeal_list.html", {"pages": pages})


def load_appeal(request: HttpRequest, reference: str) -> Appeal:
    """One this person may see."""
    rows = appeals_visible_to(request.user).select_related(
        "application__organisation", "application__call", "filed_by", "decided_by"
    )
    appeal = get_object_or_404(rows, reference=references.normalise(reference))
    if not request.user.has_perm("fund.view_appeal", appeal):
        raise Http404
    return appeal


@login_required
@require_safe
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """What is wrong in the eyes of the applicant, and what was decided."""
    appeal = load_appeal(request, reference)
    offers = lifecycle.open_to(request.user, appeal)
    context = {
        "appeal": appeal,
        "application": appeal.application,
        "verdict": released_verdict(appeal.application),
        "offers": offers,
        "steps_at": f"{appeal.get_absolute_url()}step/",
        "took_part": not offers and appeal.state == "filed" and hears_appeals(request.user),
    }
    return render(request, "fund/appeal.html", context)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Uphold, dismiss, withdraw."""
    appeal = load_appeal(request, reference)
    press(request, lifecycle, name, appeal)
    return redirect(appeal)
