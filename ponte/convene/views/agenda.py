"""The agenda as its facilitator edits it: every button works without JavaScript."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.convene.actions import agenda
from ponte.convene.actions.carrying import carry_over
from ponte.convene.forms.agenda import DocumentForm, ItemForm, TextsForm
from ponte.convene.models import AgendaDocument, AgendaItem, Meeting
from ponte.convene.queries.carried import addresses_of
from ponte.convene.queries.meeting_page import agenda_rows, top
from ponte.convene.queries.meetings import TEXT, TITLE
from ponte.convene.views.meeting_edit import sentences, written
from ponte.convene.views.meetings import load
from ponte.core import wordings
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.views.files import answer_with


@login_required
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """The whole agenda with its buttons, and a form for one more item."""
    meeting = load(request, reference, "convene.change_meeting")
    form = ItemForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            agenda.add_item(meeting, values=form.values, text=form.cleaned_data["text"], by=request.user)
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            messages.success(request, _("Added at the end."))
            return redirect("convene:agenda", meeting.reference)
    rows = agenda_rows(meeting, get_language() or "en", inside=True)
    addresses = addresses_of(row["item"] for row in rows)
    for row in rows:
        row["about"] = addresses.get(row["item"].pk, "")
    context = top(meeting) | {"form": form, "rows": rows}
    return render(request, "convene/agenda.html", context, status=422 if form.errors else 200)


def item_of(meeting: Meeting, pk: int) -> AgendaItem:
    """An item of this meeting."""
    return get_object_or_404(AgendaItem.objects.select_related("meeting", "parent"), meeting=meeting, pk=pk)


@login_required
def edit(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """One item."""
    meeting = load(request, reference, "convene.change_meeting")
    item = item_of(meeting, pk)
    text = wordings.best(item, TEXT, item.language, drafts=True).text
    initial: dict[str, Any] = {
        name: getattr(item, name)
        for name in ("title", "language", "kind", "minutes", "parent", "owner_name", "is_internal")
    }
    form = ItemForm(request.POST or None, meeting=meeting, item=item, initial=initial | {"text": text})
    if request.method == "POST" and form.is_valid():
        try:
            agenda.change_item(item, values=form.values, text=form.cleaned_data["text"], by=request.user)
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            messages.success(request, _("Saved."))
            return redirect("convene:agenda", meeting.reference)
    papers = {"documents": item.documents.select_related("file"), "papers": DocumentForm()}
    context = top(meeting) | {"form": form, "item": item} | papers
    return render(request, "convene/agenda_item.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def act(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """A button of one item: up, down, in, out, off, dealt with, put off."""
    meeting = load(request, reference, "convene.change_meeting")
    item, what = item_of(meeting, pk), request.POST.get("act", "")
    try:
        if what in ("up", "down", "in", "out"):
            agenda.move_item(item, what, by=request.user)
        elif what == "remove":
            agenda.remove_item(item, by=request.user)
        else:
            agenda.settle_item(item, what, by=request.user)
    except NotPermitted:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("convene:agenda", meeting.reference)


@login_required
@require_POST
def carry(request: SignedInRequest, reference: str) -> HttpResponse:
    """Bring in what stayed open since the agenda was begun."""
    meeting = load(request, reference, "convene.change_meeting")
    count = carry_over(meeting, by=request.user)
    if count:
        said = ngettext(
            "%(count)d item was added at the end.", "%(count)d items were added at the end.", count
        )
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("Nothing is waiting that does not stand here already."))
    return redirect("convene:agenda", meeting.reference)


@login_required
def texts(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Title and text of an item in every language of the office."""
    meeting = load(request, reference, "convene.change_meeting")
    item = item_of(meeting, pk)
    form = TextsForm(request.POST or None, states=wordings.states(item, TITLE), texts=written(item))
    if request.method == "POST" and form.is_valid():
        for language, (title, text) in form.changed.items():
            agenda.translate_item(item, language, title=title, text=text, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("convene:agenda", meeting.reference)
    context = top(meeting) | {"form": form, "item": item}
    return render(request, "convene/texts.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def document_new(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """A file or an address with an item."""
    meeting = load(request, reference, "convene.change_meeting")
    item = item_of(meeting, pk)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("title", "url", "is_internal")}
        try:
            agenda.add_document(item, values=values, upload=form.cleaned_data["file"], by=request.user)
        except (Refused, ValidationError) as problem:
            form.add_error(None, sentences(problem))
        else:
            messages.success(request, _("Added."))
    for problems in form.errors.values():
        messages.error(request, " ".join(map(str, problems)))
    return redirect("convene:agenda_item", meeting.reference, item.pk)


@login_required
@require_POST
def document_remove(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Take it away."""
    meeting = load(request, reference, "convene.change_meeting")
    rows = AgendaDocument.objects.select_related("item__meeting", "file")
    document = get_object_or_404(rows, item__meeting=meeting, pk=pk)
    agenda.remove_document(document, by=request.user)
    messages.success(request, _("Taken away."))
    return redirect("convene:agenda_item", meeting.reference, document.item_id)


@require_safe
def document(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """The file, for whoever sees its item."""
    meeting = load(request, reference)
    rows = AgendaDocument.objects.select_related("file", "item").exclude(file=None)
    found = get_object_or_404(rows, item__meeting=meeting, pk=pk)
    person: Any = request.user
    inside = person.is_authenticated and person.has_perm("convene.view_inside", meeting)
    language = get_language() or "en"
    shown = {row["item"].pk for row in agenda_rows(meeting, language, inside=inside)}
    if found.file is None or found.item_id not in shown or (found.is_internal and not inside):
        raise Http404
    return answer_with(request, found.file)
