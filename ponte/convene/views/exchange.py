"""The exchange for who moderates it: the panel, questions, polls, take-aways, each with its translations."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.convene.actions import exchange
from ponte.convene.forms.exchange import PollForm, SpeakerForm, WordForm
from ponte.convene.models import Meeting, Poll, Question, Speaker, TakeAway
from ponte.convene.models.exchange import QuestionState
from ponte.convene.queries.exchange import panel_of, polls_of, questions_of, take_aways_of
from ponte.convene.queries.meeting_page import top
from ponte.convene.views.meeting_edit import sentences
from ponte.convene.views.meetings import load
from ponte.core import wordings
from ponte.core.refusal import Refused

THINGS: dict[str, Any] = {"question": Question, "poll": Poll, "take_away": TakeAway, "speaker": Speaker}


@login_required
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """Everything of the exchange with its buttons."""
    meeting = load(request, reference, "convene.change_meeting")
    return show(request, meeting)


def show(request: SignedInRequest, meeting: Meeting, **forms: Any) -> HttpResponse:
    """The page, with what was typed wrongly."""
    language = get_language() or "en"
    given = {"speaker_form": SpeakerForm(initial={"language": language}), "poll_form": PollForm()}
    given |= {"word_form": WordForm(initial={"language": language})} | forms
    context = top(meeting) | given
    context |= {
        "panel": panel_of(meeting, language),
        "questions": questions_of(meeting, language, states=QuestionState.values),
        "polls": polls_of(meeting, language, drafts=True),
        "take_aways": take_aways_of(meeting, language),
    }
    is_wrong = any(form.errors for form in forms.values())
    return render(request, "convene/exchange.html", context, status=422 if is_wrong else 200)


@login_required
@require_POST
def add(request: SignedInRequest, reference: str, what: str) -> HttpResponse:
    """One more speaker, poll or take-away."""
    meeting = load(request, reference, "convene.change_meeting")
    language = get_language() or "en"
    kinds = {"speaker": SpeakerForm, "poll": PollForm, "take_away": WordForm}
    if what not in kinds:
        raise Http404
    form: Any = kinds[what](request.POST)
    name = "word_form" if what == "take_away" else f"{what}_form"
    if not form.is_valid():
        return show(request, meeting, **{name: form})
    data = dict(form.cleaned_data)
    try:
        if what == "speaker":
            texts = {"biography": data.pop("biography"), "language": data.pop("language")}
            exchange.keep_speaker(Speaker(meeting=meeting), values=data, by=request.user, **texts)
        elif what == "poll":
            answers = data["options"].splitlines()
            exchange.prepare_poll(
                meeting, text=data["text"], options=answers, language=language, by=request.user
            )
        else:
            exchange.add_take_away(meeting, text=data["text"], language=data["language"], by=request.user)
    except (Refused, ValidationError) as problem:
        form.add_error(None, sentences(problem))
        return show(request, meeting, **{name: form})
    return redirect("convene:exchange", meeting.reference)


@login_required
@require_POST
def act(request: SignedInRequest, reference: str, what: str, pk: int) -> HttpResponse:
    """Show or answer a question, open or close a poll, take something away."""
    meeting = load(request, reference, "convene.change_meeting")
    found, name = thing_of(meeting, what, pk), request.POST.get("act", "")
    try:
        match what:
            case "question":
                exchange.moderate(found, name, by=request.user)
            case "poll":
                exchange.turn_poll(found, name, by=request.user)
            case "speaker":
                exchange.remove_speaker(found, by=request.user)
            case "take_away":
                exchange.remove_take_away(found, by=request.user)
    except Refused as why:
        messages.error(request, str(why))
    return redirect("convene:exchange", meeting.reference)


def thing_of(meeting: Meeting, what: str, pk: int) -> Any:
    """Something of this exchange."""
    if what not in THINGS:
        raise Http404
    return get_object_or_404(THINGS[what].objects.select_related("meeting__table"), meeting=meeting, pk=pk)


@login_required
def translate(request: SignedInRequest, reference: str, what: str, pk: int) -> HttpResponse:
    """A question or a take-away in one more language."""
    meeting = load(request, reference, "convene.change_meeting")
    found = thing_of(meeting, what, pk)
    field = "biography" if what == "speaker" else "text"
    form = WordForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        exchange.translate(found, field, data["language"], data["text"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("convene:exchange", meeting.reference)
    shown = wordings.best(found, field, get_language() or "en")
    context = top(meeting) | {"form": form, "shown": shown}
    return render(request, "convene/exchange_translate.html", context, status=422 if form.errors else 200)
