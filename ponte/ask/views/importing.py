"""XLSForms that come in: as a new questionnaire, or as the next version of one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ponte.accounts.requests import SignedInRequest
from ponte.ask.actions import uploads, writing
from ponte.ask.forms.head import ImportForm, NewerForm
from ponte.ask.forms.xlsform import Imported, read_xlsform
from ponte.ask.models import Questionnaire, Upload
from ponte.ask.queries.uploads import waiting
from ponte.ask.views.loading import load_questionnaire
from ponte.ask.views.questionnaires import only_writers
from ponte.core.models.stored_file import Kind
from ponte.core.refusal import Refused

KINDS = frozenset({Kind.XLSX, Kind.XLS})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def bring_in(request: SignedInRequest) -> HttpResponse:
    """A new questionnaire: what is wrong refuses it, what has no effect is shown and asked about first."""
    only_writers(request)
    return _page(request)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def newer_version(request: SignedInRequest, reference: str) -> HttpResponse:
    """The next version of a questionnaire, written elsewhere; what is published stays as it is."""
    return _page(request, load_questionnaire(request, reference, "ask.change_questionnaire"))


def _page(request: SignedInRequest, questionnaire: Questionnaire | None = None) -> HttpResponse:
    wanted = request.POST.get("confirm") or request.GET.get("file")
    if not wanted:
        return _given(request, questionnaire)
    kept = waiting(questionnaire, wanted, request.user)
    if kept is not None:
        return _seen(request, questionnaire, kept)
    messages.error(request, _("This file is not here any more. Upload it again."))
    return redirect(request.path)


def _given(request: SignedInRequest, questionnaire: Questionnaire | None) -> HttpResponse:
    """A file: brought in, or kept until somebody has seen what of it has no effect."""
    form = _form(questionnaire, request.POST or None, request.FILES or None)
    errors: list[Any] = []
    if request.method == "POST" and form.is_valid():
        about = form.cleaned_data.get("about", "")
        try:
            read = _read(form.cleaned_data["file"].file)
            errors = read.errors
            if not errors and read.left:
                kept = uploads.keep(form.cleaned_data["file"], to=questionnaire, kinds=KINDS, by=request.user)
                return redirect(f"{request.path}?{urlencode({'file': kept.file.reference, 'about': about})}")
            if not errors:
                return _brought_in(request, _keep(request, read, questionnaire, about=about))
        except Refused as refusal:
            form.add_error("file", str(refusal))
    status = 422 if form.errors or errors else 200
    return _drawn(request, questionnaire, {"form": form, "errors": errors}, status=status)


def _seen(request: SignedInRequest, questionnaire: Questionnaire | None, kept: Upload) -> HttpResponse:
    """What of a kept file has no effect; one press brings it in all the same."""
    about = request.POST.get("about") or request.GET.get("about", "")
    newest = questionnaire.versions.order_by("-number").first() if questionnaire else None
    context: dict[str, Any] = {
        "form": _form(questionnaire, initial={"about": about}),
        "kept": kept,
        "about": about,
        "seen": newest.number if newest else 0,
    }
    try:
        with kept.file.content.open("rb") as opened:
            read = _read(opened)
        context |= {"left": read.left, "errors": read.errors}
        if request.method == "POST" and not read.errors:
            was = request.POST.get("seen", "")
            seen = int(was) if was.isdecimal() and len(was) < 6 else 0

            def act() -> Questionnaire:
                return _keep(request, read, questionnaire, about=about, seen=seen)

            return _brought_in(request, uploads.confirm(kept, act))
    except Refused as refusal:
        return _drawn(request, questionnaire, context | {"refused": str(refusal)}, status=422)
    return _drawn(request, questionnaire, context)


def _form(questionnaire: Questionnaire | None, *given: Any, **options: Any) -> NewerForm:
    return (ImportForm if questionnaire is None else NewerForm)(*given, **options)


def _read(file: Any) -> Imported:
    return read_xlsform(file, language=get_language() or "en")


def _keep(
    request: SignedInRequest,
    read: Imported,
    questionnaire: Questionnaire | None,
    *,
    about: str = "",
    seen: int | None = None,
) -> Questionnaire:
    if questionnaire is None:
        return writing.write_questionnaire(read.document, by=request.user, about=about).questionnaire
    return writing.new_version(
        questionnaire, by=request.user, document=read.document, seen=seen
    ).questionnaire


def _brought_in(request: SignedInRequest, questionnaire: Questionnaire) -> HttpResponse:
    messages.success(request, _("Brought in. Look at it, then publish it."))
    return redirect(questionnaire)


def _drawn(
    request: SignedInRequest,
    questionnaire: Questionnaire | None,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "ask/questionnaire_import.html",
        {"questionnaire": questionnaire, **context},
        status=status,
    )
