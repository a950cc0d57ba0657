"""XLSForms that come in: as a new questionnaire, or as the next version of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ponte.accounts.requests import SignedInRequest
from ponte.ask.actions import writing
from ponte.ask.forms.head import ImportForm, NewerForm
from ponte.ask.forms.xlsform import Imported, read_xlsform
from ponte.ask.models import Questionnaire
from ponte.ask.views.loading import load_questionnaire
from ponte.ask.views.questionnaires import only_writers
from ponte.core.refusal import Refused


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def bring_in(request: SignedInRequest) -> HttpResponse:
    """A new questionnaire: what is wrong refuses it, what has no effect is shown and asked about first."""
    only_writers(request)
    return _taken(request, ImportForm(request.POST or None, request.FILES or None))


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def newer_version(request: SignedInRequest, reference: str) -> HttpResponse:
    """The next version of a questionnaire, written elsewhere; what is published stays as it is."""
    questionnaire = load_questionnaire(request, reference, "ask.change_questionnaire")
    return _taken(request, NewerForm(request.POST or None, request.FILES or None), questionnaire)


def _taken(
    request: SignedInRequest, form: NewerForm, questionnaire: Questionnaire | None = None
) -> HttpResponse:
    read: Imported | None = None
    if request.method == "POST" and form.is_valid():
        try:
            read = read_xlsform(form.cleaned_data["file"].file, language=get_language() or "en")
            if not read.errors and (form.cleaned_data["knowing"] or not read.left):
                kept = _keep(request, form, read, questionnaire)
                messages.success(request, _("Brought in. Look at it, then publish it."))
                return redirect(kept)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    context = {
        "form": form,
        "questionnaire": questionnaire,
        "errors": read.errors if read else [],
        "left": read.left if read else [],
    }
    return render(
        request, "ask/questionnaire_import.html", context, status=422 if form.errors or read else 200
    )


def _keep(
    request: SignedInRequest, form: NewerForm, read: Imported, questionnaire: Questionnaire | None
) -> Questionnaire:
    if questionnaire is None:
        about = form.cleaned_data["about"]
        return writing.write_questionnaire(read.document, by=request.user, about=about).questionnaire
    return writing.new_version(questionnaire, by=request.user, document=read.document).questionnaire
