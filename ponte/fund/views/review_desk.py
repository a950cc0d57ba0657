"""The office follows a review: phases, who reads what, what is missing, how differently people judge."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.core import changes, references
from ponte.core.refusal import Refused
from ponte.core.views import steps
from ponte.fund.actions import phases as acts
from ponte.fund.forms.phase import PhaseForm
from ponte.fund.lifecycles.phase import lifecycle
from ponte.fund.models import Call, ReviewPhase
from ponte.fund.models.conflict import conflicts_of
from ponte.fund.models.review import blind_of
from ponte.fund.models.vocabulary import Hidden
from ponte.fund.queries import review_desk as desk
from ponte.fund.queries.calibration import calibration_of
from ponte.fund.queries.needs import read_in
from ponte.fund.queries.visible import applications_visible_to, calls_visible_to

LENGTH = 25
MAY = "fund.change_reviewphase"


def load_call(request: HttpRequest, reference: str) -> Call:
    """A call, for who runs its review; nobody else finds this page."""
    if not request.user.has_perm(MAY):
        raise Http404
    return get_object_or_404(calls_visible_to(request.user), reference=references.normalise(reference))


def load_phase(request: HttpRequest, pk: int) -> ReviewPhase:
    """A phase, for who runs it."""
    rows = ReviewPhase.objects.select_related("call")
    phase = get_object_or_404(rows.filter(call__in=calls_visible_to(request.user).order_by()), pk=pk)
    if not request.user.has_perm(MAY, phase):
        raise Http404
    return phase


@login_required
@never_cache
@require_safe
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """The review of a call; of its phases one is looked at."""
    call = load_call(request, reference)
    phases = desk.phases_of(call)
    phase = desk.chosen_phase(phases, request.GET.get("phase", ""))
    context: dict[str, Any] = {"call": call, "phases": phases, "phase": phase}
    if phase is not None:
        context |= phase_context(request, phase)
    return render(request, "fund/review_desk.html", context)


def phase_context(request: HttpRequest, phase: ReviewPhase) -> dict[str, Any]:
    """One phase. Where this person stands too near, an application is counted and not shown."""
    visible = applications_visible_to(request.user).filter(call=phase.call_id)
    kept_apart = conflicts_of(request.user) | blind_of(request.user)
    unseen = (
        set(read_in(phase).filter(pk__in=kept_apart).values_list("pk", flat=True)) if kept_apart else set()
    )
    asked = request.GET.get("show", desk.ALL)
    figures = desk.counted(phase)
    paginator = Paginator(desk.listed(phase, asked, without=unseen), LENGTH)
    if not unseen:
        paginator.__dict__["count"] = figures.of(asked)  # known already: the database need not count again
    pages = paginator.get_page(request.GET.get("page"))
    tabs = [
        (desk.ALL, _("All"), figures.every),
        (desk.MISSING, _("A reviewer is missing"), figures.missing),
        (desk.WRITING, _("Being written"), figures.writing),
        (desk.DIFFER, _("Reviewers differ"), figures.differ),
        (desk.DONE, _("Complete"), figures.done),
    ]
    here = f"?phase={phase.pk}"
    people = desk.people_of(phase)
    return {
        "figures": figures,
        "unseen": len(unseen),
        "pages": pages,
        "rows": desk.rows_of(phase, list(pages.object_list), visible=visible),
        "query": f"phase={phase.pk}&show={asked}",
        "tabs": [
            {"label": f"{label} ({count})", "url": f"{here}&show={name}", "current": name == asked}
            for name, label, count in tabs
        ],
        "people": people if "people" in request.GET else desk.waited_for(people),
        "how_many": len(people),
        "offers": lifecycle.open_to(request.user, phase),
        "hidden": [label for code, label in Hidden.choices if code in phase.hidden],
    }


@login_required
@require_http_methods(["GET", "POST"])
def phase_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Prepare a phase."""
    call = load_call(request, reference)
    form = PhaseForm(request.POST or None, has_concepts=call.has_concepts, initial=acts.first_values(call))
    if request.method == "POST" and form.is_valid():
        try:
            acts.prepare(call, values=form.values, reviewers=form.cleaned_data["reviewers"], by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Prepared. Reviewers see it once you open it."))
            return redirect("fund:review_desk", call.reference)
    return edit_page(request, form, call, None)


@login_required
@require_http_methods(["GET", "POST"])
def phase_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a phase, and who takes part."""
    phase = load_phase(request, pk)
    chosen = list(phase.members.values_list("reviewer_id", flat=True))
    form = PhaseForm(
        request.POST or None,
        has_concepts=phase.call.has_concepts,
        instance=ReviewPhase.objects.get(pk=pk),
        initial={"reviewers": chosen},
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.change(phase, values=form.values, reviewers=form.cleaned_data["reviewers"], by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(phase)
    return edit_page(request, form, phase.call, phase)


def edit_page(request: HttpRequest, form: PhaseForm, call: Call, phase: ReviewPhase | None) -> HttpResponse:
    """The form, or what is wrong with it."""
    context = {
        "form": form,
        "call": call,
        "phase": phase,
        "nobody": form.has_no_reviewers,
    }
    return render(request, "fund/phase_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def phase_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Open, end, open again."""
    phase = load_phase(request, pk)
    steps.perform(request, lifecycle, name, phase)
    return redirect(f"{phase.get_absolute_url()}?phase={phase.pk}")


@login_required
@never_cache
@require_safe
def calibration(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is stricter than the others, and who gives everybody the same."""
    phase = load_phase(request, pk)
    context = {
        "phase": phase,
        "call": phase.call,
        "found": calibration_of(phase),
        "entries": changes.history_of(phase)[:20],
    }
    return render(request, "fund/calibration.html", context)
