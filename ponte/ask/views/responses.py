"""Answers as a whole: one's own list, beginning, what is missing, submitting, another version."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.ask import subjects
from ponte.ask.actions import answering, responses
from ponte.ask.document.parts import said
from ponte.ask.lifecycles.response import lifecycle
from ponte.ask.models import Answer, Questionnaire, VersionState
from ponte.ask.queries import front
from ponte.ask.queries.overview import overview
from ponte.ask.queries.responses import own_responses, own_subjects, read_here, submitted_to
from ponte.ask.views.loading import load_questionnaire, load_response
from ponte.core import changes
from ponte.core.references import normalise
from ponte.core.refusal import Refused
from ponte.core.text import clean
from ponte.core.views.files import answer_with

LONGEST_REASON = 2_000


@never_cache
@login_required
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """What one may answer, and what one answered."""
    pages = Paginator(own_responses(request.user), 50).get_page(request.GET.get("page"))
    context = {"open_to_me": front.open_to(request.user), "pages": pages}
    return render(request, "ask/mine.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, reference: str) -> HttpResponse:
    """What it is about, for whom one answers, and the button that begins."""
    questionnaire = get_object_or_404(Questionnaire, reference=normalise(reference))
    version = questionnaire.versions.filter(state=VersionState.PUBLISHED).first()
    own = [pair for pair in own_subjects(request.user) if pair[0].partition(":")[0] == questionnaire.about]
    if version is None or not own or not request.user.has_perm("ask.add_response"):
        raise Http404
    if request.method == "POST":
        subject = request.POST.get("subject", own[0][0])
        try:
            response = responses.start(questionnaire, subject, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("ask:screen", response.reference, 1)
    document = version.parts
    title, language = said(document.title, get_language() or "en", document.language)
    context = {
        "questionnaire": questionnaire,
        "title": title,
        "title_language": language,
        "subjects": own,
        "questions": len(version.form.answered),
        "languages": document.languages,
    }
    return render(request, "ask/start.html", context)


@never_cache
@login_required
@require_safe
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """Where these answers stand: what is there, what is missing, what can be done."""
    response = load_response(request, reference)
    if home := subjects.home(response.subject):
        return redirect(home)
    newest = response.questionnaire.versions.filter(state=VersionState.PUBLISHED).first()
    may_change = response.is_open and request.user.has_perm("ask.change_response", response)
    title, spoken = said(
        response.version.parts.title, get_language() or "en", response.version.parts.language
    )
    context: dict[str, Any] = {
        "response": response,
        "title": title,
        "title_language": spoken,
        "subject": subjects.title(response.subject),
        "overview": overview(response),
        "may_change": may_change,
        "offers": lifecycle.open_to(request.user, response),
        "newer": newest if may_change and newest and newest.number > response.version.number else None,
        "entries": changes.history_of(response)[:50],
        "office": request.user.has_perm("ask.view_responses"),
    }
    return render(request, "ask/response.html", context)


@login_required
@require_POST
def step(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """Move answers along their life."""
    response = load_response(request, reference)
    if home := subjects.home(response.subject):  # there they go together with what they belong to
        return redirect(home)
    reason = clean(request.POST.get("reason", ""), multiline=True)[:LONGEST_REASON]
    try:
        lifecycle.perform(name, response, by=request.user, reason=reason)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect("ask:answers") if name == "reopen" else redirect(response)


@login_required
@require_POST
def settle(request: SignedInRequest, reference: str) -> HttpResponse:
    """Two people wrote different things: take one."""
    response = load_response(request, reference, "ask.change_response")
    try:
        answering.settle(
            response,
            request.POST.get("path", ""),
            take_rival=request.POST.get("take") == "rival",
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(response)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def newer(request: SignedInRequest, reference: str) -> HttpResponse:
    """Go on with the newer version: what would be lost is shown first."""
    response = load_response(request, reference, "ask.change_response")
    version = response.questionnaire.versions.filter(state=VersionState.PUBLISHED).first()
    if version is None or version.number <= response.version.number or not response.is_open:
        raise Http404
    if home := subjects.home(response.subject):
        return redirect(home)
    if request.method == "POST":
        try:
            responses.move_to(response, version, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("You answer the newer version now. Look whether something is missing.")
            )
        return redirect(response)
    context = {"response": response, "version": version, "losses": responses.losses(response, version)}
    return render(request, "ask/newer.html", context)


@login_required
@require_safe
def file(request: SignedInRequest, reference: str, pk: int) -> HttpResponseBase:
    """A file that is an answer."""
    response = load_response(request, reference)
    rows = Answer.objects.filter(response=response).exclude(file=None).select_related("file")
    found = get_object_or_404(rows, pk=pk).file
    if found is None:
        raise Http404
    return answer_with(request, found)


@never_cache
@login_required
@require_safe
def of_questionnaire(request: SignedInRequest, reference: str) -> HttpResponse:
    """What was submitted to one questionnaire, for the office."""
    questionnaire = load_questionnaire(request, reference, "ask.view_responses")
    rows = submitted_to(questionnaire).select_related("version")
    pages = Paginator(rows, 50).get_page(request.GET.get("page"))
    begun = read_here(questionnaire).filter(state="draft").count()
    context = {"questionnaire": questionnaire, "pages": pages, "begun": begun}
    return render(request, "ask/response_list.html", context)
