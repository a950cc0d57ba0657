"""Writing a questionnaire: its questions in order, one of them, title and languages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.ask.actions import writing
from ponte.ask.document import checking
from ponte.ask.document.changing import item_of
from ponte.ask.document.kinds import WRITTEN, Kind
from ponte.ask.forms.head import HeadForm
from ponte.ask.forms.question import QuestionForm
from ponte.ask.models import Version
from ponte.ask.views.loading import load_questionnaire
from ponte.core.refusal import Refused


def load_draft(request: HttpRequest, reference: str) -> Version:
    """The version that is being written."""
    questionnaire = load_questionnaire(request, reference, "ask.change_questionnaire")
    draft = questionnaire.versions.select_related("questionnaire").filter(state="draft").first()
    if draft is None:
        raise Http404
    return draft


def seen_edit(request: HttpRequest) -> int:
    """The edition of the draft that the person had before their eyes."""
    given = request.POST.get("edit", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


@never_cache
@login_required
@require_safe
def write(request: SignedInRequest, reference: str) -> HttpResponse:
    """All questions in their order."""
    draft = load_draft(request, reference)
    document = draft.parts
    found = checking.findings(document)
    context: dict[str, Any] = {
        "draft": draft,
        "questionnaire": draft.questionnaire,
        "items": document.items,
        "default": document.language,
        "kinds": [(kind.value, kind.label) for kind in WRITTEN],
        "wrong": [finding for finding in found if finding.level == checking.Level.ERROR],
    }
    return render(request, "ask/write.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def question(request: SignedInRequest, reference: str, name: str = "") -> HttpResponse:
    """One question, new or as it is."""
    draft = load_draft(request, reference)
    document = draft.parts
    item = item_of(document, name) if name else None
    kind = item.kind if item else request.GET.get("kind", Kind.TEXT)
    if (name and item is None) or kind not in WRITTEN:
        raise Http404
    form = QuestionForm(
        request.POST or None, document=document, kind=kind, item=item, group=request.GET.get("group", "")
    )
    if request.method == "POST" and form.is_valid():
        try:
            writing.write_item(
                draft, seen_edit(request), form.item, by=request.user, group=form.group, choices=form.choices
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("ask:write", draft.questionnaire.reference)
    context = {
        "form": form,
        "draft": draft,
        "edit": seen_edit(request) or draft.edit,
        "questionnaire": draft.questionnaire,
        "item": item,
        "kind_label": Kind(kind).label,
    }
    return render(request, "ask/question.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def move(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """One place up or down."""
    draft = load_draft(request, reference)
    try:
        writing.move_item(draft, seen_edit(request), name, up=request.POST.get("to") == "up", by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("ask:write", draft.questionnaire.reference)


@login_required
@require_POST
def remove(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """Take a question out."""
    draft = load_draft(request, reference)
    try:
        writing.remove_item(draft, seen_edit(request), name, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken out. Published versions keep it."))
    return redirect("ask:write", draft.questionnaire.reference)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def head(request: SignedInRequest, reference: str) -> HttpResponse:
    """Title and languages."""
    draft = load_draft(request, reference)
    form = HeadForm(request.POST or None, document=draft.parts)
    if request.method == "POST" and form.is_valid():
        try:
            writing.write_head(
                draft, seen_edit(request), title=form.titles, languages=form.chosen, by=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("ask:write", draft.questionnaire.reference)
    context = {
        "form": form,
        "edit": seen_edit(request) or draft.edit,
        "questionnaire": draft.questionnaire,
    }
    return render(request, "ask/head.html", context, status=422 if form.errors else 200)
