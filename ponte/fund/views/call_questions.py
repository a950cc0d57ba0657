"""Questions about a call: asked by who is signed in, answered by the office for everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.wording_form import TextsForm
from ponte.fund.actions import call_questions as acts
from ponte.fund.forms.calls import AnswerForm, AskForm
from ponte.fund.models import Call, CallQuestion
from ponte.fund.queries import call_page, call_questions
from ponte.fund.queries.call_texts import to_translate
from ponte.fund.views.loading import load_call


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, reference: str) -> HttpResponse:
    """Ask something about the call."""
    call = load_call(request, reference, "fund.ask_call")
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.ask(call, form.cleaned_data["question"], language=get_language() or "en", by=request.user)
        except (Refused, NotPermitted) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Sent. You get a letter as soon as the answer stands on this page."))
            return redirect(call)
    context = call_page.context_of(call, request.user) | {"form": form}
    return render(request, "fund/call_ask.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def overview(request: SignedInRequest, reference: str) -> HttpResponse:
    """What waits for an answer, and what is answered."""
    call = load_call(request, reference, "fund.answer_call")
    context = call_page.top(call) | {
        "waiting": call_questions.waiting(call),
        "answered": call_questions.answered(call, get_language() or "en"),
    }
    return render(request, "fund/call_questions.html", context)


def question_of(call: Call, pk: int) -> CallQuestion:
    """One question of this call."""
    return get_object_or_404(CallQuestion.objects.select_related("call", "asked_by"), call=call, pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Answer one, or correct the answer."""
    call = load_call(request, reference, "fund.answer_call")
    row = question_of(call, pk)
    form = AnswerForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            acts.answer(row, by=request.user, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Published. Who asked gets a letter."))
            return redirect("fund:call_questions", call.reference)
    context = call_page.top(call) | {"form": form, "row": row}
    return render(request, "fund/call_answer.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def texts(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Question and answer in every language of the office."""
    call = load_call(request, reference, "fund.answer_call")
    row = question_of(call, pk)
    form = TextsForm(request.POST or None, parts=to_translate(row, call_questions.FIELDS))
    if request.method == "POST" and form.is_valid():
        try:
            acts.translate(row, form.to_write(), by=request.user)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Saved."))
            return redirect("fund:call_questions", call.reference)
    context = call_page.top(call) | {"form": form}
    return render(request, "fund/call_question_texts.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def take_away(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Delete what is no question."""
    call = load_call(request, reference, "fund.answer_call")
    try:
        acts.take_away(question_of(call, pk), by=request.user)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Taken away."))
    return redirect("fund:call_questions", call.reference)
