"""A workbook that was filled in without a connection comes back: seen first, then kept with one press."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ponte.accounts.requests import SignedInRequest
from ponte.ask.actions import answering, uploads
from ponte.ask.document.kinds import Kind
from ponte.ask.document.parts import said
from ponte.ask.document.stored import told
from ponte.ask.forms.filled import FilledForm
from ponte.ask.forms.offline import Filled, read_filled
from ponte.ask.models import Response, Upload
from ponte.ask.queries.responses import evaluated, standing
from ponte.ask.queries.uploads import waiting
from ponte.ask.views.fill import language
from ponte.ask.views.loading import load_response
from ponte.core.models.stored_file import Kind as FileKind
from ponte.core.refusal import Refused


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest, reference: str) -> HttpResponse:
    """Given, looked at, confirmed: whole or not at all."""
    response = load_response(request, reference, "ask.change_response")
    if not response.is_open:
        return redirect(response)
    if wanted := request.POST.get("confirm") or request.GET.get("file"):
        kept = waiting(response, wanted, request.user)
        if kept is not None:
            return seen(request, response, kept)
        messages.error(request, _("This file is not here any more. Upload it again."))
        return redirect("ask:upload", response.reference)
    return given(request, response)


def given(request: SignedInRequest, response: Response) -> HttpResponse:
    """A file: read, and kept until it is confirmed when it would change something."""
    form = FilledForm(request.POST or None, request.FILES or None)
    filled: Filled | None = None
    if request.method == "POST" and form.is_valid():
        try:
            filled = read(form.cleaned_data["file"].file, response)
            if not filled.wrong and lines_of(response, filled):
                kept = uploads.keep(
                    form.cleaned_data["file"], to=response, kinds={FileKind.XLSX}, by=request.user
                )
                address = reverse("ask:upload", args=[response.reference])
                return redirect(f"{address}?file={kept.file.reference}")
        except Refused as refusal:
            form.add_error("file", str(refusal))
    status = 422 if form.errors or (filled and filled.wrong) else 200
    return drawn(request, response, {"form": form, "filled": filled}, status=status)


def seen(request: SignedInRequest, response: Response, kept: Upload) -> HttpResponse:
    """What a file would change; and changed, unless somebody else changed the answers since it was shown."""
    context: dict[str, Any] = {"form": FilledForm(), "kept": kept}
    try:
        with kept.file.content.open("rb") as opened:
            filled = read(opened, response)
        context |= {"filled": filled, "lines": lines_of(response, filled), "seen": standing(response)}
        if request.method == "POST":
            was = request.POST.get("seen", "")
            uploads.confirm(
                kept, lambda: answering.take_over(response, filled.given, by=request.user, seen=was)
            )
            messages.success(request, _("Your answers are in. Look through them, then submit."))
            return redirect(response)
    except Refused as refusal:
        return drawn(request, response, context | {"refused": str(refusal)}, status=422)
    return drawn(request, response, context)


def drawn(
    request: SignedInRequest, response: Response, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, "ask/upload.html", {"response": response, **context}, status=status)


def read(file: Any, response: Response) -> Filled:
    """The workbook, as answers to this version."""
    return read_filled(
        file,
        response.version.form,
        reference=response.questionnaire.reference,
        version=response.version.number,
    )


def lines_of(response: Response, filled: Filled | None) -> list[dict[str, Any]]:
    """What would be kept: question, answer now, answer in the workbook."""
    found = []
    now = evaluated(response)
    for given in filled.given if filled and not filled.wrong else []:
        where = response.version.form.where(given.path)
        look = now.found.get((where[0].item.name, where[1])) if where else None
        if (
            where is None
            or where[0].item.kind == Kind.REPEAT
            or (look is not None and look.stored == given.value)
        ):
            continue
        label, spoken = said(where[0].item.label, language(), response.version.parts.language)
        found.append(
            {
                "label": label or where[0].item.name,
                "language": spoken,
                "before": told(now.form, where[0].item, look.stored if look else None, language()),
                "after": told(now.form, where[0].item, given.value, language()),
            }
        )
    return [line for line in found if line["before"] != line["after"]]
