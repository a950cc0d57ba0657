"""Terms of reference: what holds, what held, what is different, and the draft of the next."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponte.convene.actions.matters import adopt_terms, translate_terms, write_terms
from ponte.convene.forms.matters import AdoptForm, TermsForm
from ponte.convene.models import Meeting, Table, Terms
from ponte.convene.models.terms import TEXT, TermsState
from ponte.convene.queries.matters import compared, terms_of, text_of, the_one_before
from ponte.convene.queries.table_page import top
from ponte.convene.views.tables import load
from ponte.core import languages, wordings
from ponte.core.models import Wording
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.wording_form import TextsForm

LENGTH = 25


def versions(request: HttpRequest, table: Table) -> Any:
    """Those this person may see."""
    return terms_of(table, is_inside=request.user.has_perm("convene.view_seat", table))


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Every version."""
    table = load(request, reference)
    pages = Paginator(versions(request, table), LENGTH).get_page(request.GET.get("page"))
    may_change = request.user.has_perm("convene.change_terms", table)
    context = top(table, "convene:terms") | {"pages": pages, "may_change": may_change}
    return render(request, "convene/terms.html", context)


def version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One version, and what is different from the one before."""
    table = load(request, reference)
    terms = get_object_or_404(versions(request, table), number=number)
    return shown(request, table, terms, adopt_form(request, table))


def adopt_form(request: HttpRequest, table: Table) -> AdoptForm:
    """When and in which meeting."""
    data = request.POST if request.method == "POST" else None
    return AdoptForm(data, meetings=Meeting.objects.filter(table=table).order_by("-pk"))


def shown(request: HttpRequest, table: Table, terms: Terms, form: AdoptForm) -> HttpResponse:
    """The page with the form as it stands."""
    before = the_one_before(terms)
    is_comparable = before is not None and before.language == terms.language
    language = get_language() or "en"
    context = top(table, "convene:terms") | {
        "terms": terms,
        "before": before,
        "lines": compared(before.text, terms.text) if before and is_comparable else [],
        "text": text_of(terms, language),
        "original": languages.name(terms.language, language),
        "may_translate": request.user.has_perm("convene.change_terms", table),
        "may_change": terms.state == TermsState.DRAFT and request.user.has_perm("convene.adopt_terms", terms),
        "form": form,
    }
    return render(request, "convene/terms_version.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """The draft of the next version, beginning with the text that holds."""
    table = load(request, reference)
    if not request.user.has_perm("convene.change_terms", table):
        raise Http404
    latest = terms_of(table, is_inside=True).first()
    initial = {"language": table.name_language or "en"}
    if latest:
        initial = {"language": latest.language, "text": latest.text}
        initial |= {"note": latest.note} if latest.state == TermsState.DRAFT else {}
    form = TermsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return redirect(write_terms(table, values=form.cleaned_data, by=request.user))
    context = {"form": form, "table": table}
    return render(request, "convene/terms_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def texts(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Translations of one version, beside the text itself."""
    table = load(request, reference)
    if not request.user.has_perm("convene.change_terms", table):
        raise Http404
    terms = get_object_or_404(versions(request, table), number=number)
    rows = Wording.objects.filter(kind="convene.terms", subject_id=terms.pk, field=TEXT)
    written = dict(rows.order_by("pk").values_list("language", "text"))
    states = {code: state for code, state in wordings.states(terms, TEXT).items() if code != terms.language}
    form = TextsForm(request.POST or None, parts={TEXT: (_("Text"), states, written)}, most=20_000)
    for code in states:
        form.fields[f"{TEXT}_{code}"].widget.attrs["rows"] = 10
    if request.method == "POST" and form.is_valid():
        translate_terms(terms, texts=form.to_write(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(terms)
    context = {"form": form, "table": table, "terms": terms}
    return render(request, "convene/terms_texts.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def adopt(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The members adopted it."""
    table = load(request, reference)
    terms = get_object_or_404(versions(request, table), number=number)
    form = adopt_form(request, table)
    if form.is_valid():
        try:
            adopt_terms(terms, by=request.user, **form.cleaned_data)
        except NotPermitted:
            raise Http404 from None
        except Refused as why:
            form.add_error("on", str(why))
        else:
            messages.success(request, _("Adopted. The version before stays readable."))
            return redirect(terms)
    return shown(request, table, terms, form)
