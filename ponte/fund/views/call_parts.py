"""The parts of a call that are lists: criteria, categories, rules, texts, invited organisations, files."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponte.accounts.requests import SignedInRequest
from ponte.ask.actions.writing import write_questionnaire
from ponte.ask.document.parts import Document
from ponte.core import languages
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.views.steps import reason_of
from ponte.fund.actions import call_parts as acts
from ponte.fund.actions.calls import change_call, write_texts
from ponte.fund.forms.call_dates import ABOUT
from ponte.fund.forms.call_rows import rows_of
from ponte.fund.forms.call_texts import CallTextsForm
from ponte.fund.forms.calls import FileForm, InviteForm
from ponte.fund.forms.part import reason_field
from ponte.fund.forms.rules import RulesForm
from ponte.fund.models import Call
from ponte.fund.queries.call_parts import PARTS, is_read_already
from ponte.fund.queries.call_texts import boxes_of, languages_of, texts_of
from ponte.fund.views.call_edit import FORMS, around, edit_part, saved, sentences
from ponte.fund.views.loading import load_call


class ReasonForm(forms.Form):
    """Why a list changes; empty while nobody has read the call."""

    def __init__(self, *args: Any, call: Call, is_needed: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_read_already(call):
            self.fields["reason"] = reason_field()
            self.fields["reason"].required = is_needed

    @property
    def reason(self) -> str:
        """What was written."""
        return str(self.cleaned_data.get("reason", ""))


@login_required
@require_http_methods(["GET", "POST"])
def part(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """One part of a call."""
    call = load_call(request, reference, "fund.change_call")
    if name not in PARTS:
        raise Http404
    return SCREENS.get(name, edit_part)(request, call, name)


def show(
    request: SignedInRequest, call: Call, name: str, *, template: str, is_wrong: bool = False, **more: Any
) -> HttpResponse:
    """The screen of a part."""
    return render(request, template, around(call, name) | more, status=422 if is_wrong else 200)


def typed_rows(call: Call, name: str) -> list[Any]:
    """Criteria or categories as a form takes them."""
    if name == "criteria":
        return list(call.criteria.values("pk", "position", "name", "help", "weight", "minimum"))
    return list(call.categories.values("pk", "position", "code", "label", "cap_percent"))


def lines(request: SignedInRequest, call: Call, name: str) -> HttpResponse:
    """Criteria or categories, a row each."""
    save = acts.set_criteria if name == "criteria" else acts.set_categories
    initial = typed_rows(call, name)
    rows = rows_of(name)(request.POST or None, initial=initial, prefix="rows")
    why = ReasonForm(request.POST or None, call=call)
    if request.method == "POST" and rows.is_valid() and why.is_valid():
        try:
            save(call, rows.rows, by=request.user, reason=why.reason)
        except (Refused, ValidationError) as problem:
            why.add_error(None, sentences(problem))
        else:
            return saved(request, call, name)
    is_wrong = request.method == "POST"
    return show(request, call, name, template="fund/call_rows.html", is_wrong=is_wrong, rows=rows, why=why)


def rules(request: SignedInRequest, call: Call, name: str) -> HttpResponse:
    """Who may apply."""
    form = RulesForm(request.POST or None, rules=call.rules.all())
    why = ReasonForm(request.POST or None, call=call)
    if request.method == "POST" and form.is_valid() and why.is_valid():
        try:
            acts.set_rules(call, form.rows, by=request.user, reason=why.reason)
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            return saved(request, call, name)
    is_wrong = bool(form.errors or why.errors)
    return show(request, call, name, template="fund/call_rules.html", is_wrong=is_wrong, form=form, why=why)


def texts(request: SignedInRequest, call: Call, name: str) -> HttpResponse:
    """Every text in one language; the others are a tab away."""
    known = languages_of(call)
    language = request.GET.get("in", "") if request.GET.get("in", "") in known else call.language
    form = CallTextsForm(request.POST or None, boxes=boxes_of(call, language))
    why = ReasonForm(request.POST or None, call=call, is_needed=False)
    here = reverse("fund:call_part", args=[call.reference, name])
    if request.method == "POST" and form.is_valid() and why.is_valid():
        try:
            write_texts(call, form.changed, language, by=request.user, reason=why.reason)
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{here}?in={language}")
    tabs = [
        {"label": languages.own_name(code), "url": f"{here}?in={code}", "current": code == language}
        for code in known
    ]
    more = {"form": form, "language": language, "tabs": tabs, "is_original": language == call.language}
    more["why"] = why if language == call.language else None
    is_wrong = bool(form.errors or why.errors)
    return show(request, call, name, template="fund/call_texts.html", is_wrong=is_wrong, **more)


def invited(request: SignedInRequest, call: Call, name: str) -> HttpResponse:
    """The organisations the call is for."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.invite(call, form.cleaned_data["organisation"], by=request.user)
        except Refused as problem:
            form.add_error("organisation", str(problem))
        else:
            messages.success(request, _("Invited."))
            return redirect("fund:call_part", call.reference, name)
    rows = call.invitations.select_related("organisation").order_by("pk")
    is_wrong = bool(form.errors)
    return show(
        request, call, name, template="fund/call_invited.html", is_wrong=is_wrong, form=form, rows=rows
    )


def papers(request: SignedInRequest, call: Call, name: str) -> HttpResponse:
    """Files that go with the call."""
    is_post = request.method == "POST"
    form = FileForm(request.POST if is_post else None, request.FILES if is_post else None)
    why = ReasonForm(request.POST or None, call=call)
    if is_post and form.is_valid() and why.is_valid():
        data = form.cleaned_data
        given = {"title": data["title"], "language": data["language"], "reason": why.reason}
        try:
            acts.add_file(call, data["file"], by=request.user, **given)
        except (Refused, ValidationError) as problem:
            form.add_error("file", sentences(problem))
        else:
            messages.success(request, _("Added."))
            return redirect("fund:call_part", call.reference, name)
    rows = call.attachments.select_related("file").order_by("pk")
    is_wrong = bool(form.errors or why.errors)
    return show(
        request, call, name, template="fund/call_files.html", is_wrong=is_wrong, form=form, why=why, rows=rows
    )


def questions(request: SignedInRequest, call: Call, name: str) -> HttpResponse:
    """Which questionnaire; or begin a new one for this call."""
    begun = request.POST.get("write", "")
    if request.method == "POST" and begun in ("form", "concept_form"):
        try:
            return redirect("ask:write", begin_questions(request, call, begun))
        except (Refused, NotPermitted) as problem:
            messages.error(request, str(problem))
            return redirect("fund:call_part", call.reference, name)
    return edit_part(request, call, name)


def begin_questions(request: SignedInRequest, call: Call, field: str) -> str:
    """The reference of a new questionnaire that this call asks; it is published on its own page."""
    title = texts_of([call], get_language() or "en")[call.pk]["title"].text
    document = Document(languages=(call.language,), title={call.language: title})
    version = write_questionnaire(document, by=request.user, about=ABOUT)
    values: dict[str, Any] = {field: version} | ({"has_concepts": True} if field == "concept_form" else {})
    change_call(call, "questions", values=values, by=request.user)
    messages.success(request, _("Write the questions and publish them, then come back to the call."))
    return version.questionnaire.reference


Screen = Callable[[SignedInRequest, Call, str], HttpResponse]
SCREENS: dict[str, Screen] = {
    **dict.fromkeys(FORMS, edit_part),
    "texts": texts,
    "rules": rules,
    "invited": invited,
    "questions": questions,
    "criteria": lines,
    "budget": lines,
    "files": papers,
}


@login_required
@require_POST
def take_away(request: SignedInRequest, reference: str, name: str, pk: int) -> HttpResponse:
    """Take back an invitation, or a file."""
    call = load_call(request, reference, "fund.change_call")
    if name not in ("invited", "files"):
        raise Http404
    try:
        if name == "invited":
            acts.take_back_invitation(get_object_or_404(call.invitations, pk=pk), by=request.user)
        else:
            row = get_object_or_404(call.attachments, pk=pk)
            acts.remove_file(row, by=request.user, reason=reason_of(request))
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Taken away."))
    return redirect("fund:call_part", call.reference, name)
