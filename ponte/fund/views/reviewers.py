"""The list of reviewers, and the conflicts of interest of a call."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.accounts.queries import people_of_the_office
from ponte.core import changes, references
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean
from ponte.fund.actions.conflicts import declare_conflict, withdraw_conflict
from ponte.fund.actions.phases import keep_reviewer
from ponte.fund.forms.phase import NewReviewerForm, ReviewerForm
from ponte.fund.forms.reviewing import ConflictForm
from ponte.fund.models import Call, Reviewer
from ponte.fund.queries.conflicts import conflicts_in
from ponte.fund.queries.reviewers import in_words, reviewers_listed
from ponte.fund.queries.visible import applications_visible_to
from ponte.fund.views.review_desk import load_call

LENGTH = 50
MAY = "fund.change_reviewer"


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everybody who reviews, with what they read and know and what waits for them."""
    if not request.user.has_perm(MAY):
        raise Http404
    pages = Paginator(reviewers_listed(), LENGTH).get_page(request.GET.get("page"))
    return render(request, "fund/reviewer_list.html", {"pages": pages, "rows": in_words(pages.object_list)})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Somebody else reviews."""
    if not request.user.has_perm(MAY):
        raise Http404
    people = people_of_the_office().exclude(reviewer__isnull=False)
    form = NewReviewerForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        keep_reviewer(Reviewer(person=person), values=values, by=request.user)
        messages.success(request, _("Added. Choose them in a phase of a call."))
        return redirect("fund:reviewers")
    context = {"form": form, "reviewer": None}
    return render(request, "fund/reviewer_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed of a reviewer."""
    reviewer = get_object_or_404(Reviewer.objects.select_related("person"), pk=pk)
    if not request.user.has_perm(MAY, reviewer):
        raise Http404
    form = ReviewerForm(request.POST or None, instance=Reviewer.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        keep_reviewer(reviewer, values=form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("fund:reviewers")
    context = {"form": form, "reviewer": reviewer, "entries": changes.history_of(reviewer)[:20]}
    return render(request, "fund/reviewer_edit.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def conflicts(request: HttpRequest, reference: str) -> HttpResponse:
    """Who stands too near to whom in a call; the office writes one down itself."""
    call = load_call(request, reference)
    people = [(row.person_id, str(row)) for row in Reviewer.objects.select_related("person").order_by("pk")]
    form = ConflictForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            write_down(request, call, form)
        except NotPermitted:
            raise Http404 from None
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Written down. It is shut to them from now on."))
            return redirect("fund:conflicts", call.reference)
    seen = set(_visible(request, call).values_list("pk", flat=True))
    rows = [row for row in conflicts_in(call.pk) if row.application_id in seen]
    context = {"call": call, "form": form, "rows": rows, "applications": list(_visible(request, call))}
    return render(request, "fund/conflicts.html", context, status=422 if form.errors else 200)


def _visible(request: HttpRequest, call: Call) -> Any:
    rows = applications_visible_to(request.user).filter(call=call, screened_at__isnull=False)
    return rows.select_related("organisation").order_by("organisation__sort_name", "pk")


def write_down(request: HttpRequest, call: Call, form: ConflictForm) -> None:
    """One conflict, about an application this person sees."""
    code = references.normalise(request.POST.get("application", ""))
    application = _visible(request, call).filter(reference=code).first()
    if application is None:
        raise Refused(_("Choose an applicant."))
    reviewer = Reviewer.objects.select_related("person").get(person=int(form.cleaned_data["person"]))
    declare_conflict(
        application,
        person=reviewer.person,
        kind=form.cleaned_data["kind"],
        reason=form.cleaned_data["reason"],
        by=request.user,
    )


@login_required
@require_POST
def conflict_withdraw(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """There is none after all."""
    call = load_call(request, reference)
    row = get_object_or_404(conflicts_in(call.pk), pk=pk)
    if not _visible(request, call).filter(pk=row.application_id).exists():
        raise Http404
    reason = clean(request.POST.get("reason", ""), multiline=True)[:1000]
    try:
        withdraw_conflict(row, by=request.user, reason=reason)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Taken back."))
    return redirect("fund:conflicts", call.reference)
