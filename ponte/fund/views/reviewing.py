"""The pages of a reviewer: what they have before them, one application beside its grid, files, steps."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.core import references, wordings
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean
from ponte.fund.actions import reviewing
from ponte.fund.forms.reviewing import RecogniseForm, ReviewForm
from ponte.fund.lifecycles.review import lifecycle
from ponte.fund.models import Review
from ponte.fund.queries.conflicts import may_open
from ponte.fund.queries.my_reviews import reviews_of, takings
from ponte.fund.queries.other_scores import others
from ponte.fund.queries.reading import reading_of

OWN_STEPS = ("abstain", "resume")


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything this person reviews; outside the office there is no such page."""
    found = takings(request.user)
    if not found and not request.user.has_perm("fund.list_reviews"):
        raise Http404
    return render(request, "fund/reviews.html", {"takings": found})


def load(request: HttpRequest, reference: str) -> Review:
    """A review of this person, if they said that they may write it. For anybody else it does not exist."""
    review = get_object_or_404(reviews_of(request.user), reference=references.normalise(reference))
    if not request.user.has_perm("fund.view_review", review):
        raise Http404
    if not may_open(request.user, review.application):
        raise Http404
    return review


def form_of(review: Review, data: Any = None) -> ReviewForm:
    """The grid with what is saved."""
    criteria = list(review.phase.call.criteria.all())
    shown = wordings.best_many(criteria, ["name"], get_language() or "en")
    names = {row.pk: shown[row.pk, "name"].text or row.name for row in criteria}
    return ReviewForm(data, criteria=criteria, names=names, initial=stored(review))


def stored(review: Review) -> dict[str, Any]:
    """What is saved, as the form names it."""
    values: dict[str, Any] = {name: getattr(review, name) for name in reviewing.TEXTS}
    values["edition"] = review.edition
    for score in review.scores.all():
        values[f"points_{score.criterion_id}"] = score.points
        values[f"why_{score.criterion_id}"] = score.comment
    return values


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Read and judge: saved by a button where there is no script, or handed in."""
    review = load(request, reference)
    if request.method == "GET":
        return show(request, review, form_of(review))
    form = form_of(review, request.POST)
    if not form.is_valid():
        return show(request, review, form, status=422)
    try:
        review = reviewing.save(review, form.written, by=request.user)
        if "submit" in request.POST:
            reviewing.step(review, "submit", by=request.user)
    except NotPermitted:
        raise Http404 from None
    except reviewing.Stale as why:
        return show_both(request, load(request, reference), str(why))
    except Refused as why:
        fresh = form_of(review)
        messages.error(request, str(why))
        return show(request, review, fresh, status=422)
    if "submit" in request.POST:
        messages.success(request, _("Handed in. Thank you."))
        return redirect("fund:reviews")
    messages.success(request, _("Saved."))
    return redirect(review)


def show_both(request: HttpRequest, review: Review, why: str) -> HttpResponse:
    """What was typed here, beside what another window saved: pressing the button again is a choice."""
    data = request.POST.copy()
    data["edition"] = str(review.edition)
    form = form_of(review, data)
    form.is_valid()
    messages.error(request, why)
    return show(request, review, form, status=409, saved=stored(review))


def show(
    request: HttpRequest, review: Review, form: ReviewForm, *, status: int = 200, saved: Any = None
) -> HttpResponse:
    """The application on one side, the grid on the other."""
    names = {row.pk: str(form.fields[f"points_{row.pk}"].label) for row in form.criteria}
    given = [score.points for score in review.scores.all() if score.points is not None]
    rows = [row | meanwhile(row, saved or {}) for row in form.rows]
    context = {
        "review": review,
        "reading": reading_of(review, get_language() or "en"),
        "form": form,
        "rows": rows,
        "total": sum(given),
        "given": len(given),
        "may_write": review.is_open and review.phase.is_open,
        "offers": [o for o in lifecycle.open_to(request.user, review) if o.step in OWN_STEPS],
        "steps_at": f"{review.get_absolute_url()}step/",
        "others": others(review, names),
        "recognise_form": RecogniseForm(),
    }
    return render(request, "fund/review.html", context, status=status)


def meanwhile(row: dict[str, Any], saved: dict[str, Any]) -> dict[str, str]:
    """What another window saved for a criterion, where it is not what was typed here."""
    found = {"saved_points": "", "saved_why": ""}
    for part in ("points", "why"):
        kept = saved.get(row[part].name)
        text = "" if kept is None else str(kept)
        if row[part].name in saved and text != str(row[part].data or ""):
            found[f"saved_{part}"] = text or "–"
    return found


@login_required
@never_cache
@require_POST
def autosave(request: HttpRequest, reference: str) -> HttpResponse:
    """What changed, while one writes. Answers with the new edition, or says why nothing was kept."""
    review = load(request, reference)
    form = form_of(review, request.POST)
    if not form.is_valid():
        return JsonResponse({"refused": next(iter(form.errors.values()))[0]}, status=422)
    try:
        review = reviewing.save(review, form.written, by=request.user)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        return JsonResponse({"refused": str(why)}, status=409)
    given = [score.points for score in review.scores.all() if score.points is not None]
    return JsonResponse({"edition": review.edition, "total": sum(given), "given": len(given)})


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Abstain, or take back."""
    review = load(request, reference)
    if name not in OWN_STEPS:
        raise Http404
    reason = clean(request.POST.get("reason", ""), multiline=True)[:2000]
    try:
        reviewing.step(review, name, by=request.user, reason=reason)
    except NotPermitted:
        raise Http404 from None
    except Refused as why:
        messages.error(request, str(why))
        return redirect(review)
    messages.success(request, _("Done."))
    return redirect("fund:reviews" if name == "abstain" else review.get_absolute_url())


@login_required
@require_POST
def recognise(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell the office that one knows whose application it is."""
    review = load(request, reference)
    form = RecogniseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in a few words what gave it away."))
        return redirect(review)
    try:
        reviewing.recognise(review, how=form.cleaned_data["how"], by=request.user)
    except NotPermitted:
        raise Http404 from None
    messages.success(
        request, _("Thank you: the office knows. Go on if you can judge freely; otherwise abstain below.")
    )
    return redirect(f"{reverse('fund:review', args=[review.reference])}#steps")
