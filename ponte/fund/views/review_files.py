"""Attachments for reviewers: themselves, or a clean copy under a number, or not at all."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ponte.ask.models import Answer
from ponte.core.files.pictures import write_anew
from ponte.core.models.stored_file import Kind, StoredFile
from ponte.core.views.files import answer_with
from ponte.fund.models import Review
from ponte.fund.queries.masking import mask_of
from ponte.fund.queries.reading import CLEANABLE, reading_of, response_of
from ponte.fund.views.reviewing import load

SAFE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


@login_required
@never_cache
@require_safe
def attachment(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """A file of the application of a review, by the number of its answer."""
    review = load(request, reference)
    rows = Answer.objects.filter(response=response_of(review.application)).exclude(file=None)
    answer = get_object_or_404(rows.select_related("file"), pk=pk)
    if answer.file is None or not is_told(review, answer):
        raise Http404
    if not review.phase.hides_files:
        return answer_with(request, answer.file)
    if answer.file.kind not in CLEANABLE:
        raise Http404
    return clean_copy(review, answer.file)


def is_told(review: Review, answer: Answer) -> bool:
    """The page shows it: a question that comes from the profile is hidden with its file."""
    lines = [line for section in reading_of(review, "en").sections for line in section.lines]
    return any(line.file is not None and line.file.row.pk == answer.pk for line in lines)


def clean_copy(review: Review, file: StoredFile) -> HttpResponseBase:
    """The same picture or text without a name, without hidden data, without what would name the applicant."""
    with file.content.open("rb") as content:
        data = content.read()
    name = f"attachment.{file.kind}"
    if file.is_picture:
        picture = BytesIO(write_anew(data, Kind(file.kind)))
        return FileResponse(picture, filename=name, content_type=file.media_type, headers=SAFE)
    mask = mask_of(review.application)
    text = "\n".join(mask(line) for line in data.decode("utf-8", errors="replace").splitlines())
    answer = HttpResponse(text, content_type=f"{file.media_type}; charset=utf-8", headers=SAFE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
