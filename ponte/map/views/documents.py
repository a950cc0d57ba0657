"""Papers of an organisation: for the office and its own people, for nobody else."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ponte.core.refusal import Refused
from ponte.core.views.files import answer_with
from ponte.map.actions.documents import add_document, check_document, remove_document
from ponte.map.forms.document import CheckForm, DocumentForm
from ponte.map.models import Organisation, OrganisationDocument
from ponte.map.models.vocabulary import State
from ponte.map.queries.papers import documents_of
from ponte.map.views.organisation import load


def load_for(request: HttpRequest, reference: str, permission: str) -> Organisation:
    """The organisation if this person has to do with its papers; for others there are none."""
    organisation = load(request, reference)
    if not request.user.has_perm(permission, organisation):
        raise Http404
    return organisation


@login_required
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """All papers, and a form for one more."""
    organisation = load_for(request, reference, "map.view_document")
    may_add = request.user.has_perm("map.add_document", organisation)
    if request.method == "POST" and not may_add:
        raise Http404
    form = DocumentForm(request.POST or None, request.FILES or None) if may_add else None
    if request.method == "POST" and form and form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            add_document(organisation, facts.pop("file"), by=request.user, **facts)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(
                request, _("Kept. Only the office and the people of the organisation can open it.")
            )
            return redirect("map:documents", organisation.reference)
    context = {
        "organisation": organisation,
        "documents": documents_of(organisation),
        "form": form,
        "may_check": request.user.has_perm("map.check_document", organisation),
        "is_declared": organisation.state == State.DECLARED,
    }
    return render(request, "map/documents.html", context, status=422 if form and form.errors else 200)


def document_of(request: HttpRequest, reference: str, pk: int, permission: str) -> OrganisationDocument:
    """One paper of this organisation."""
    organisation = load_for(request, reference, permission)
    return get_object_or_404(documents_of(organisation).select_related("file", "organisation"), pk=pk)


@login_required
@require_safe
def file(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """The paper itself."""
    return answer_with(request, document_of(request, reference, pk, "map.view_document").file)


@login_required
@require_POST
def check(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """The office has looked at it."""
    document: Any = document_of(request, reference, pk, "map.check_document")
    form = CheckForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(" ".join(str(each) for errors in form.errors.values() for each in errors))
        check_document(document, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Marked as checked."))
    return redirect("map:documents", reference)


@login_required
def remove(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Ask first, then take it away for good."""
    document = document_of(request, reference, pk, "map.add_document")
    if request.method != "POST":
        context = {"organisation": document.organisation, "document": document}
        return render(request, "map/document_remove.html", context)
    try:
        remove_document(document, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken away. The file is deleted."))
    return redirect("map:documents", reference)
