"""Telling an applicant who has no address: the letter to print or to read out, and writing down that it was done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.core import languages
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.actions.telling import tell
from ponte.fund.exports.decision_letter import pdf_of
from ponte.fund.forms.telling import TellingForm
from ponte.fund.models import Verdict
from ponte.fund.models.vocabulary import VerdictState
from ponte.fund.queries.decision_words import letter, on_paper
from ponte.fund.queries.readers import language_on_paper
from ponte.fund.queries.telling import award_of, untold, ways_to_reach
from ponte.fund.views.panels import load_panel
from ponte.fund.views.verdicts import load_verdict


def load(request: SignedInRequest, reference: str, application: str) -> Verdict:
    """A decision that is released, for whoever may tell of it; for anybody else it does not exist."""
    verdict = load_verdict(request, load_panel(request, reference), application)
    if verdict.state != VerdictState.RELEASED or not request.user.has_perm("fund.tell_verdict", verdict):
        raise Http404
    return verdict


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def page(request: SignedInRequest, reference: str, application: str) -> HttpResponse:
    """The letter in the language they applied in, ways to reach them, and "they were told"."""
    verdict = load(request, reference, application)
    form = TellingForm(request.POST or None, verdict=verdict)
    if request.method == "POST" and form.is_valid():
        try:
            tell(verdict, **form.cleaned_data, by=request.user)
        except NotPermitted:
            raise Http404 from None
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Written down."))
            return redirect(verdict.panel)
    language = language_on_paper(verdict.application)
    written = letter(verdict, award_of(verdict), language)
    context = {
        "panel": verdict.panel,
        "call": verdict.panel.call,
        "verdict": verdict,
        "application": verdict.application,
        "form": form,
        "waits": untold().filter(pk=verdict.pk).exists(),
        "ways": ways_to_reach(verdict),
        "written": written,
        "text": on_paper(written),
        "language": language,
        "language_name": languages.name(language, get_language() or "en"),
    }
    return render(request, "fund/verdict_telling.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def letter_pdf(request: SignedInRequest, reference: str, application: str) -> HttpResponse:
    """The same letter as PDF."""
    verdict = load(request, reference, application)
    language = language_on_paper(verdict.application)
    try:
        pdf = pdf_of(verdict, letter(verdict, award_of(verdict), language), language, timezone.now())
    except Refused as why:
        messages.error(request, str(why))
        return redirect("fund:verdict_telling", verdict.panel.reference, verdict.application.reference)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="letter-{verdict.application.reference}.pdf"'
    return answer
