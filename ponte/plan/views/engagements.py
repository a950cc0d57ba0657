"""Engagements: the list, the page of one, and the steps of its life."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponte.core import changes, references
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.registries import page_slots
from ponte.core.text import clean
from ponte.plan.actions.engagements import begin, change
from ponte.plan.forms.engagement import BeginForm, EngagementForm
from ponte.plan.lifecycle import lifecycle
from ponte.plan.models import Engagement
from ponte.plan.queries.engagements import engagements_visible_to, names_of, preview_of, templates
from ponte.plan.queries.progress import bridge_of, progress_of

LENGTH = 25


def load(request: HttpRequest, reference: str) -> Engagement:
    """The engagement if this person may see it; for anybody else it does not exist."""
    rows = engagements_visible_to(request.user).select_related("owner", "successor")
    return get_object_or_404(rows, reference=references.normalise(reference))


def load_for(request: HttpRequest, reference: str, permission: str) -> Engagement:
    """The engagement, for those who may do this."""
    engagement = load(request, reference)
    if not request.user.has_perm(permission, engagement):
        raise Http404
    return engagement


def overview(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first."""
    rows = engagements_visible_to(request.user).select_related("owner").order_by("-created_at", "-pk")
    pages = Paginator(rows, LENGTH).get_page(request.GET.get("page"))
    context = {"pages": pages, "may_add": request.user.has_perm("plan.add_engagement")}
    return render(request, "plan/engagement_list.html", context)


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """What it is for; for the office also how far it is by the model, and what is missing."""
    engagement = load(request, reference)
    person = request.user
    is_inside = person.has_perm("plan.view_workings")
    progress = progress_of(engagement) if is_inside else []
    context = {
        "engagement": engagement,
        "panels": page_slots.slot("plan.engagement.panels").panels(request, engagement),
        "origins": names_of(engagement.origins),
        "residences": names_of(engagement.residences),
        "phases": Engagement._meta.get_field("phases").labels(engagement.phases),
        "is_inside": is_inside,
        "progress": progress,
        "bridge": bridge_of(progress),
        "may_change": person.has_perm("plan.change_engagement", engagement),
        "offers": lifecycle.open_to(person, engagement) if person.is_authenticated else [],
        "changes": changes.history_of(engagement)[:20] if is_inside else [],
    }
    return render(request, "plan/engagement.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a template, see what it brings, give it a name: ready."""
    if not request.user.has_perm("plan.add_engagement"):
        raise Http404
    chosen = references.normalise(request.GET.get("from", ""))
    source = get_object_or_404(templates(), reference=chosen) if chosen else None
    form = BeginForm(request.POST or None, initial={"owner": request.user.pk})
    if request.method == "POST" and form.is_valid():
        engagement = begin(values=form.cleaned_data, source=source, by=request.user)
        messages.success(request, _("It is ready, with everything its template brings. Look it through."))
        return redirect(engagement)
    context = {"form": form, "source": source, "templates": templates(), "preview": preview_of(source)}
    return render(request, "plan/engagement_new.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Its scope and its end."""
    engagement = load_for(request, reference, "plan.change_engagement")
    form = EngagementForm(request.POST or None, instance=load(request, reference))
    if request.method == "POST" and form.is_valid():
        change(engagement, values=form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(engagement)
    context = {"form": form, "engagement": engagement}
    return render(request, "plan/engagement_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Move it along its life."""
    engagement = load(request, reference)
    reason = clean(request.POST.get("reason", ""), multiline=True)[:2000]
    try:
        lifecycle.perform(name, engagement, by=request.user, reason=reason)
    except NotPermitted:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect(engagement)
