"""A version as people will see it on a phone, in each language; nothing is kept."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.ask.document import checking
from ponte.ask.document.evaluation import Evaluation
from ponte.ask.forms.answers import Reading, raw_of, read_answers
from ponte.ask.models import Version
from ponte.ask.queries.live import state_of
from ponte.ask.queries.screens import Drawing, Screen, screens_of
from ponte.ask.views.loading import load_version
from ponte.core import languages
from ponte.core.refusal import Refused


def drawing_of(request: SignedInRequest, version: Version, language: str) -> Drawing:
    """What the answers typed into the preview make of it."""
    form = version.form
    read = read_answers(form, request.POST, language) if request.method == "POST" else Reading()
    now = timezone.localtime()
    answers = {each.path: each.value for each in read.given if each.value not in (None, [])}
    evaluation = Evaluation(form, answers, now, language, {"start": now, "end": now, "today": now.date()})
    return Drawing(
        evaluation,
        raw=read.raw,
        problems=read.problems,
        shown=lambda item, stored: raw_of(item, stored, language),
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def preview(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """All screens one under the other, as wide as a phone."""
    version = load_version(request, reference, number)
    document = version.parts
    language = spoken(request, version)
    context = {
        "version": version,
        "questionnaire": version.questionnaire,
        "language": language,
        "direction": languages.direction(language),
        "tabs": [
            {"label": languages.own_name(code), "url": f"?language={code}", "current": code == language}
            for code in document.languages
        ],
        "wrong": checking.errors(document),
        "screens": [],
    }
    if not context["wrong"]:
        try:
            drawing = drawing_of(request, version, language)
            context["screens"] = [(screen, drawing.screen(screen)) for screen in screens_of(version.form)]
        except Refused as refusal:
            context["wrong"] = [str(refusal)]
    return render(request, "ask/preview.html", context)


def spoken(request: SignedInRequest, version: Version) -> str:
    """The language of the preview."""
    wanted = request.GET.get("language", "")
    own = version.parts.languages
    return wanted if wanted in own else own[0]


@never_cache
@login_required
@require_POST
def live(request: SignedInRequest, reference: str, number: int) -> JsonResponse:
    """The same after each answer."""
    version = load_version(request, reference, number)
    try:
        drawing = drawing_of(request, version, spoken(request, version))
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    everything = Screen(0, tuple(placed.item.name for placed in version.form.within("")))
    return JsonResponse(state_of(drawing, everything))
