"""The letters about decisions: which there are in which language, and one of them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ponte.core import languages, references
from ponte.core.models import Office
from ponte.core.refusal import Refused
from ponte.fund.actions.letter_templates import write_template
from ponte.fund.forms.panels import TemplateForm
from ponte.fund.models import Call, LetterTemplate
from ponte.fund.models.vocabulary import Decision
from ponte.fund.queries.decision_words import gaps
from ponte.fund.queries.visible import calls_visible_to


def load_call(request: HttpRequest, reference: str) -> Call | None:
    """The call whose letters they are; none for those of the whole office."""
    if not request.user.has_perm("fund.change_lettertemplate"):
        raise Http404
    if not reference:
        return None
    return get_object_or_404(calls_visible_to(request.user), reference=references.normalise(reference))


def address(call: Call | None, *rest: str) -> str:
    """The list, or one letter."""
    name = "fund:letter" if rest else "fund:letters"
    return (
        reverse(f"{name}_of_call", args=[call.reference, *rest]) if call else reverse(name, args=list(rest))
    )


def spoken() -> list[str]:
    """The languages of the pages: people get letters in one of them."""
    office = Office.current()
    return office.languages if office and office.languages else ["en"]


@login_required
@require_safe
def overview(request: HttpRequest, reference: str = "") -> HttpResponse:
    """Every letter in every language: written by the office, or in the words of Ponte."""
    call = load_call(request, reference)
    written = set(LetterTemplate.objects.filter(call=call).order_by().values_list("decision", "language"))
    general = set(LetterTemplate.objects.filter(call=None).order_by().values_list("decision", "language"))
    reader = get_language() or "en"
    groups: list[dict[str, Any]] = [
        {
            "label": Decision(decision).label,
            "rows": [
                {
                    "name": languages.name(code, reader),
                    "url": address(call, decision, code),
                    "is_written": (decision, code) in written,
                    "is_general": call is not None and (decision, code) in general,
                }
                for code in spoken()
            ],
        }
        for decision in Decision.values
    ]
    return render(request, "fund/letters.html", {"call": call, "groups": groups})


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, decision: str, language: str, reference: str = "") -> HttpResponse:
    """Write one letter in one language; emptied, the words of Ponte are used again."""
    call = load_call(request, reference)
    if decision not in Decision.values or language not in spoken():
        raise Http404
    row = LetterTemplate.objects.filter(call=call, decision=decision, language=language).first()
    initial = {"subject": row.subject, "text": row.text} if row else {}
    form = TemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            write_template(call, decision, language, **form.cleaned_data, by=request.user)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(address(call))
    context = {
        "call": call,
        "form": form,
        "language": language,
        "language_name": languages.own_name(language),
        "label": Decision(decision).label,
        "gaps": gaps(),
        "back": address(call),
    }
    return render(request, "fund/letter.html", context, status=422 if form.errors else 200)
