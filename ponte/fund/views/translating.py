"""Translating an application, for those who read it in another language: one language at a time, by a person."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ponte.accounts.requests import SignedInRequest
from ponte.core import languages
from ponte.core.refusal import Refused
from ponte.core.text import clean
from ponte.fund.actions import translating
from ponte.fund.forms.translating import SEEN, TEXT, TranslationForm
from ponte.fund.models import Application
from ponte.fund.queries.translating import Line, lines_of, targets_of, why_not_translated
from ponte.fund.views.loading import load_application

LENGTH = 40
PERMISSION = "fund.translate_application"


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """Every text beside a box for its translation."""
    row = load_application(request, reference, PERMISSION)
    targets = targets_of(row)
    why = why_not_translated(row) or ("" if targets else _("The office has no other language."))
    if request.method == "GET" and why:
        messages.info(request, why)
        return redirect(row)
    language = chosen(request, targets)
    lines = [] if why else lines_of(row, language)
    if request.method == "GET":
        pages = Paginator(lines, LENGTH).get_page(request.GET.get("page"))
        form = TranslationForm(lines=list(pages.object_list))
        return show(request, row, form, language=language, pages=pages)
    return keep(request, row, lines, language)


def chosen(request: SignedInRequest, targets: list[str]) -> str:
    """The language asked for; else the reader's, else the first."""
    wanted = request.GET.get("to", "")
    if wanted and wanted not in targets:
        raise Http404
    reader = get_language() or "en"
    return wanted or (reader if reader in targets or not targets else targets[0])


def keep(request: SignedInRequest, row: Application, lines: list[Line], language: str) -> HttpResponse:
    """Save what changed. What is stale comes back with everything that was typed, and with what is there now."""
    sent = [line for line in lines if TEXT + line.key in request.POST]
    form = TranslationForm(request.POST, lines=sent)
    gone = left_over(request.POST, sent)
    if not form.is_valid():
        return show(request, row, form, language=language, gone=gone, status=422)
    try:
        is_draft = "draft" in request.POST
        typed = [*form.typed, *gone]
        changed = translating.translate(row, language, typed, by=request.user, is_draft=is_draft)
    except Refused as refusal:
        form = anew(request.POST, sent, getattr(refusal, "why", {}))
        form.add_error(None, str(refusal))
        return show(request, row, form, language=language, gone=gone, status=409)
    told(request, row, changed, language)
    return redirect(f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path)


def left_over(data: Mapping[str, Any], lines: list[Line]) -> list[translating.Typed]:
    """What was typed for texts that are not there any more; it is shown, so that nothing is lost."""
    known = {TEXT + line.key for line in lines}
    keys = [name.removeprefix(TEXT) for name in data if name.startswith(TEXT) and name not in known]
    typed = [
        translating.Typed(
            key, clean(str(data[TEXT + key]), multiline=True), str(data.get(SEEN + key, ""))[:40]
        )
        for key in keys
    ]
    return [each for each in typed if each.text and each.is_touched]


def anew(data: Any, lines: list[Line], why: Mapping[str, str]) -> TranslationForm:
    """The form with what was typed, and with the marks of now: pressing the button again is a choice.

    Where nothing was typed stands what somebody else wrote meanwhile.
    """
    data = data.copy()
    for line in lines:
        typed = translating.Typed(line.key, data[TEXT + line.key], data.get(SEEN + line.key, ""))
        if not typed.is_touched:
            data[TEXT + line.key] = line.text
        if line.key in why or not typed.is_touched:
            data[SEEN + line.key] = line.seen
    form = TranslationForm(data, lines=lines)
    form.is_valid()
    for line in lines:
        if line.key in why:
            form.add_error(TEXT + line.key, why[line.key])
    return form


def told(request: SignedInRequest, row: Application, changed: list[Line], language: str) -> None:
    """How much was saved; and where a name may have come into other letters, which nobody covers."""
    messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
    if lost := translating.names_lost(row, changed, language):
        named = " · ".join(line.label for line in lost)
        messages.warning(
            request,
            _(
                "The original names the applicant here, and the translation does not in the same words: %(texts)s. "
                "Write the name as in the original, so that it can be covered for those who read without knowing it."
            )
            % {"texts": named},
        )


def show(
    request: SignedInRequest,
    row: Application,
    form: TranslationForm,
    *,
    language: str,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page in one language, with links to the others."""
    reader = get_language() or "en"
    tabs = [
        {"label": languages.name(code, reader), "url": f"?to={code}", "current": code == language}
        for code in targets_of(row)
    ]
    context = {
        "application": row,
        "form": form,
        "language": language,
        "language_name": languages.name(language, reader),
        "source_name": languages.name(row.language, reader),
        "tabs": tabs,
        "done": sum(bool(line.text) for line in form.lines),
        "query": f"to={language}",
        "pages": None,
        "gone": [],
        **more,
    }
    return render(request, "fund/application_translate.html", context, status=status)
