"""Files given back: saved by the browser, or shown when they are pictures, and never run."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ponte.core import files
from ponte.core.models import StoredFile
from ponte.core.references import normalise

_SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_safe
def show_file(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One file. To strangers an office file does not exist. A public one needs no session."""
    stored = get_object_or_404(StoredFile, reference=normalise(reference))
    is_public = stored.visibility == files.Visibility.PUBLIC
    if not is_public and not files.may_open(request.user, stored):
        raise Http404
    return answer_with(request, stored)


def answer_with(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """The file itself, for somebody who may open it: whoever calls this has looked."""
    is_public = stored.visibility == files.Visibility.PUBLIC
    tag = f'"{stored.sha256[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    try:
        content = stored.content.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(
        content, as_attachment=not stored.is_picture, filename=stored.name, content_type=stored.media_type
    )
    answer["ETag"] = tag
    answer["Cache-Control"] = "public, max-age=3600" if is_public else "private, no-store"
    answer["Content-Security-Policy"] = _SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
