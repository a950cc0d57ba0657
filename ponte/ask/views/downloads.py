"""Files: an XLSForm, a blank form, one's own answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ponte.accounts.requests import SignedInRequest
from ponte.ask import subjects
from ponte.ask.document.evaluation import Evaluation
from ponte.ask.document.kinds import Kind
from ponte.ask.document.parts import said
from ponte.ask.exports import paper, sheet, together
from ponte.ask.exports.xlsform import write_xlsform
from ponte.ask.models import Response, Version
from ponte.ask.queries.responses import evaluated, submitted_to
from ponte.ask.views.fill import language
from ponte.ask.views.loading import load_questionnaire, load_response, load_version
from ponte.core.refusal import Refused


def saved_as(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file that the browser saves."""
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def blank_of(version: Version) -> Evaluation:
    """Nobody answered anything; repeating groups have room for some."""
    now = timezone.localtime()
    facts = {"start": now, "end": now, "today": now.date()}
    room = {
        placed.item.name: [str(at) for at in range(1, sheet.SPARE + 1)]
        for placed in version.form.placed.values()
        if placed.item.kind == Kind.REPEAT and not placed.repeats and not placed.item.repeat_count
    }
    return Evaluation(version.form, room, now, language(), facts)


def title_of(version: Version) -> str:
    """In the reader's language."""
    return said(version.parts.title, language(), version.parts.language)[0]


@never_cache
@login_required
@require_safe
def of_version(request: SignedInRequest, reference: str, number: int, form: str) -> HttpResponse:
    """A version as an XLSForm, or blank as a workbook or a document."""
    version = load_version(request, reference, number)
    name = f"questionnaire-{reference}-{number}"
    if form == "xlsform":
        return saved_as(write_xlsform(version.parts, number=number), f"{name}.xlsx", sheet.MEDIA_TYPE)
    try:
        if form == "xlsx":
            data = sheet.write_sheet(
                blank_of(version), reference=reference, version=number, title=title_of(version)
            )
            return saved_as(data, f"{name}-blank.xlsx", sheet.MEDIA_TYPE)
        if form == "docx":
            data = paper.write_paper(blank_of(version), title=title_of(version), facts=[], blank=True)
            return saved_as(data, f"{name}-blank.docx", paper.MEDIA_TYPE)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(version)
    raise Http404


@never_cache
@login_required
@require_safe
def of_response(request: SignedInRequest, reference: str, form: str) -> HttpResponse:
    """One's own answers."""
    response = load_response(request, reference)
    now, version = evaluated(response), response.version
    if form == "xlsx":
        data = sheet.write_sheet(
            now, reference=response.questionnaire.reference, version=version.number, title=title_of(version)
        )
        return saved_as(data, f"answers-{response.reference}.xlsx", sheet.MEDIA_TYPE)
    if form == "docx":
        data = paper.write_paper(now, title=title_of(version), facts=facts_of(response), blank=False)
        return saved_as(data, f"answers-{response.reference}.docx", paper.MEDIA_TYPE)
    raise Http404


@login_required
@require_safe
def of_questionnaire(request: SignedInRequest, reference: str, form: str) -> StreamingHttpResponse:
    """What was submitted, all of it, as one table for the office."""
    questionnaire = load_questionnaire(request, reference, "ask.view_responses")
    if form not in together.FORMATS:
        raise Http404
    media_type, write = together.FORMATS[form]
    rows = submitted_to(questionnaire).select_related("version").prefetch_related("answers__file")
    written = write(rows.iterator(chunk_size=200), together.columns_of(questionnaire))
    answer = StreamingHttpResponse(written, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="answers-{questionnaire.reference}.{form}"'
    answer["Cache-Control"] = "no-store"
    return answer


def facts_of(response: Response) -> list[str]:
    """What stands under the title of printed answers."""
    facts = [
        _("About: %(subject)s") % {"subject": subjects.title(response.subject)},
        _("Reference: %(reference)s") % {"reference": response.reference},
    ]
    if response.submitted_at:
        moment = timezone.localtime(response.submitted_at)
        when = f"{date_format(moment, 'DATETIME_FORMAT')} {moment:%Z}"
        facts.append(_("Submitted: %(when)s") % {"when": when})
        facts.append(_("Receipt: %(hash)s") % {"hash": response.sealed})
    return facts
