"""Questionnaires of the office: the list, one with its versions, bringing one in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.ask.actions import writing
from ponte.ask.document import checking
from ponte.ask.document.differences import differences
from ponte.ask.document.parts import Document
from ponte.ask.forms.head import NewForm
from ponte.ask.lifecycles.version import lifecycle
from ponte.ask.models import Questionnaire, Version
from ponte.ask.queries.questionnaires import listed, versions_of
from ponte.ask.subjects import subject_kinds
from ponte.ask.views.loading import load_questionnaire, load_version
from ponte.core import changes
from ponte.core.refusal import Refused
from ponte.core.text import clean


@never_cache
@login_required
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """All questionnaires."""
    if not request.user.has_perm("ask.view_questionnaire"):
        raise Http404
    pages = Paginator(listed(), 50).get_page(request.GET.get("page"))
    may_write = request.user.has_perm("ask.change_questionnaire")
    return render(request, "ask/questionnaire_list.html", {"pages": pages, "may_write": may_write})


@never_cache
@login_required
@require_safe
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """One questionnaire: its versions and what can be done with each."""
    questionnaire = load_questionnaire(request, reference)
    versions = versions_of(questionnaire)
    draft = next((version for version in versions if version.is_draft), None)
    context: dict[str, Any] = {
        "questionnaire": questionnaire,
        "about": dict(subject_kinds.items())[questionnaire.about].label,
        "rows": [(version, lifecycle.open_to(request.user, version)) for version in versions],
        "draft": draft,
        "wrong": checking.errors(draft.parts) if draft else [],
        "may_write": request.user.has_perm("ask.change_questionnaire"),
        "may_read": request.user.has_perm("ask.view_responses"),
        "answered": questionnaire.responses.exclude(state="draft").count(),
        "entries": changes.history_of(questionnaire)[:20],
    }
    return render(request, "ask/questionnaire.html", context)


def only_writers(request: SignedInRequest) -> None:
    """For others these pages do not exist."""
    if not request.user.has_perm("ask.change_questionnaire"):
        raise Http404


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin one."""
    only_writers(request)
    form = NewForm(request.POST or None, initial={"languages": [get_language() or "en"]})
    if request.method == "POST" and form.is_valid():
        codes = form.cleaned_data["languages"]
        document = Document(languages=tuple(codes), title={codes[0]: form.cleaned_data["title"]})
        version = writing.write_questionnaire(document, by=request.user, about=form.cleaned_data["about"])
        return redirect("ask:write", version.questionnaire.reference)
    return render(request, "ask/questionnaire_new.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def step(request: SignedInRequest, reference: str, number: int, name: str) -> HttpResponse:
    """Move a version along its life."""
    version = load_version(request, reference, number)
    reason = clean(request.POST.get("reason", ""), multiline=True)[:2_000]
    try:
        lifecycle.perform(name, version, by=request.user, reason=reason)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect(version)


@login_required
@require_POST
def new_version(request: SignedInRequest, reference: str) -> HttpResponse:
    """Begin the next version."""
    questionnaire = load_questionnaire(request, reference, "ask.change_questionnaire")
    writing.new_version(questionnaire, by=request.user)
    return redirect("ask:write", questionnaire.reference)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def throw_away(request: SignedInRequest, reference: str) -> HttpResponse:
    """Delete a draft, asked once more."""
    questionnaire = load_questionnaire(request, reference, "ask.change_questionnaire")
    draft = questionnaire.versions.filter(state="draft").first()
    if draft is None:
        raise Http404
    if request.method == "POST":
        try:
            writing.throw_away(draft, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(questionnaire)
        messages.success(request, _("Thrown away."))
        return redirect(
            questionnaire
            if Questionnaire.objects.filter(pk=questionnaire.pk).exists()
            else "ask:questionnaires"
        )
    context = {"questionnaire": questionnaire, "draft": draft, "only": questionnaire.versions.count() == 1}
    return render(request, "ask/throw_away.html", context)


@never_cache
@login_required
@require_safe
def compare(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """What changed since the version before, in words."""
    version = load_version(request, reference, number)
    earlier: Version | None = (
        version.questionnaire.versions.filter(number__lt=number).order_by("-number").first()
    )
    found = differences(earlier.parts, version.parts, get_language() or "en") if earlier else []
    return render(request, "ask/compare.html", {"version": version, "earlier": earlier, "sentences": found})
