"""The parts of an engagement: checklist, stakeholders, effects, conditions for leaving, roles and drafts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponte.core import changes, languages
from ponte.core.refusal import Refused
from ponte.core.views.steps import reason_of
from ponte.plan.actions.engagements import bring_back_effect, take_away, withdraw_effect, write_part
from ponte.plan.forms.engagement import (
    CriterionForm,
    DraftForm,
    EffectForm,
    FindingForm,
    PartyForm,
    RoleForm,
)
from ponte.plan.models import (
    Engagement,
    EngagementRole,
    ExitCriterion,
    Finding,
    MessageDraft,
    Party,
    UnplannedEffect,
)
from ponte.plan.models.vocabulary import Heading
from ponte.plan.queries.engagements import checklist, names_of, not_yet_parties
from ponte.plan.queries.progress import countries_of
from ponte.plan.views.engagements import load_for

LENGTH = 50
SEES, CHANGES = "plan.view_workings", "plan.change_engagement"


def kept(
    request: HttpRequest, engagement: Engagement, form: Any, *, template: str, back: str, **more: Any
) -> HttpResponse:
    """The page with its form, or, once the form is right, the page it leads to."""
    may_change = request.user.has_perm(CHANGES, engagement)
    if request.method == "POST" and not may_change:
        raise Http404
    if request.method == "POST" and form.is_valid():
        write_part(engagement, form.instance, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(back, engagement.reference)
    context = {"engagement": engagement, "form": form, "may_change": may_change} | more
    return render(request, template, context, status=422 if form.errors else 200)


@login_required
def environment(request: HttpRequest, reference: str) -> HttpResponse:
    """The checklist: what is known of each country, with its source."""
    engagement = load_for(request, reference, SEES)
    context = {
        "engagement": engagement,
        "countries": checklist(engagement),
        "may_change": request.user.has_perm(CHANGES, engagement),
    }
    return render(request, "plan/environment.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, reference: str, country: str, heading: str) -> HttpResponse:
    """One answer of the checklist."""
    engagement = load_for(request, reference, CHANGES)
    if country not in countries_of(engagement) or heading not in Heading.values:
        raise Http404
    row = Finding.objects.filter(engagement=engagement, country=country, heading=heading).first()
    row = row or Finding(engagement=engagement, country=country, heading=heading)
    row.by = request.user  # type: ignore[assignment]
    more = {"label": Heading(heading).label, "country": names_of([country])[0]}
    form = FindingForm(request.POST or None, instance=row)
    return kept(request, engagement, form, template="plan/finding.html", back="plan:environment", **more)


@login_required
@require_http_methods(["GET", "POST"])
def parties(request: HttpRequest, reference: str) -> HttpResponse:
    """Stakeholders of this engagement, drawn from the office's book."""
    engagement = load_for(request, reference, SEES)
    row = Party(engagement=engagement, added_by=request.user)  # type: ignore[misc]
    form = PartyForm(request.POST or None, instance=row, scope=not_yet_parties(engagement))
    rows = engagement.parties.select_related("stakeholder").order_by("stakeholder__sort_name", "pk")
    return kept(request, engagement, form, template="plan/parties.html", back="plan:parties", rows=rows)


@login_required
@require_http_methods(["GET", "POST"])
def effects(request: HttpRequest, reference: str) -> HttpResponse:
    """What came of it that nobody had planned."""
    engagement = load_for(request, reference, SEES)
    row = UnplannedEffect(engagement=engagement, by=request.user)  # type: ignore[misc]
    form = EffectForm(request.POST or None, instance=row)
    rows = engagement.effects.select_related("by").order_by("-on", "-pk")
    pages = Paginator(rows, LENGTH).get_page(request.GET.get("page"))
    return kept(request, engagement, form, template="plan/effects.html", back="plan:effects", pages=pages)


@login_required
@require_http_methods(["GET", "POST"])
def effect(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """One of them: corrected, withdrawn, and what happened to it."""
    engagement = load_for(request, reference, CHANGES)
    row = get_object_or_404(UnplannedEffect, pk=pk, engagement=engagement)
    if request.method == "POST" and "withdraw" in request.POST:
        return withdrawn(request, engagement, row)
    form = EffectForm(request.POST or None, instance=get_object_or_404(UnplannedEffect, pk=pk))
    more = {"effect": row, "changes": changes.history_of(row)[:100]}
    return kept(request, engagement, form, template="plan/effect.html", back="plan:effects", **more)


def withdrawn(request: HttpRequest, engagement: Engagement, row: UnplannedEffect) -> HttpResponse:
    """Withdraw it with a reason, or bring it back."""
    try:
        if row.withdrawn_at is None:
            withdraw_effect(row, reason=reason_of(request), by=request.user)
            messages.success(request, _("Withdrawn. The office still reads it, with your reason."))
        else:
            bring_back_effect(row, by=request.user)
            messages.success(request, _("Brought back."))
    except Refused as why:
        messages.error(request, str(why))
        return redirect("plan:effect", engagement.reference, row.pk)
    return redirect("plan:effects", engagement.reference)


@login_required
@require_http_methods(["GET", "POST"])
def leaving(request: HttpRequest, reference: str) -> HttpResponse:
    """Conditions, plan of the hand-over, and the body that goes on."""
    engagement = load_for(request, reference, SEES)
    row = ExitCriterion(engagement=engagement, position=engagement.criteria.count())
    form = CriterionForm(request.POST or None, instance=row)
    rows = engagement.criteria.order_by("position", "pk")
    return kept(request, engagement, form, template="plan/leaving.html", back="plan:leaving", rows=rows)


@login_required
@require_http_methods(["GET", "POST"])
def criterion(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """How far one condition is."""
    engagement = load_for(request, reference, CHANGES)
    row = get_object_or_404(ExitCriterion, pk=pk, engagement=engagement)
    form = CriterionForm(request.POST or None, instance=row)
    return kept(request, engagement, form, template="plan/criterion.html", back="plan:leaving")


@login_required
@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest, reference: str) -> HttpResponse:
    """Who wears which hat, and drafts of messages."""
    engagement = load_for(request, reference, SEES)
    row = EngagementRole(engagement=engagement, position=engagement.roles.count())
    form = RoleForm(request.POST or None, instance=row)
    drafts = [
        (row, languages.own_name(row.language)) for row in engagement.drafts.order_by("purpose", "language")
    ]
    return kept(
        request,
        engagement,
        form,
        template="plan/roles.html",
        back="plan:roles",
        rows=engagement.roles.select_related("person").order_by("position", "pk"),
        drafts=drafts,
    )


@login_required
@require_http_methods(["GET", "POST"])
def role(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """One role."""
    engagement = load_for(request, reference, CHANGES)
    row = get_object_or_404(EngagementRole, pk=pk, engagement=engagement)
    form = RoleForm(request.POST or None, instance=row)
    return kept(request, engagement, form, template="plan/role.html", back="plan:roles")


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """One draft, ready to be copied."""
    engagement = load_for(request, reference, CHANGES)
    row = get_object_or_404(MessageDraft, pk=pk, engagement=engagement)
    form = DraftForm(request.POST or None, instance=row)
    return kept(
        request, engagement, form, template="plan/draft.html", back="plan:roles", language=row.language
    )


REMOVABLE: dict[str, Any] = {
    "parties": Party,
    "leaving": ExitCriterion,
    "roles": EngagementRole,
}


@login_required
@require_POST
def remove(request: HttpRequest, reference: str, part: str, pk: int) -> HttpResponse:
    """A row goes."""
    engagement = load_for(request, reference, CHANGES)
    if part not in REMOVABLE:
        raise Http404
    take_away(engagement, get_object_or_404(REMOVABLE[part], pk=pk, engagement=engagement), by=request.user)
    messages.success(request, _("Removed."))
    return redirect(f"plan:{part}", engagement.reference)
