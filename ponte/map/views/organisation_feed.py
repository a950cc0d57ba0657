"""The feed of changes of the directory: what any visitor could see changing."""

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ponte.core import journal, versions
from ponte.core.etags import etag_of, is_known
from ponte.core.page_cache import for_visitors
from ponte.map.exports import atom
from ponte.map.queries.happened import KIND, happened_before
from ponte.map.views.organisation_export import publisher

LENGTH = 50
NEVER = datetime(2026, 1, 1, tzinfo=UTC)


@for_visitors(KIND, asks=("before",))
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest changes, and the way to older ones; the same whoever asks, since feeds are read by programs."""
    before = request.GET.get("before", "")
    stamp = versions.stamp(KIND)
    etag = etag_of((stamp, before[:200], get_language(), publisher()))
    changed_at = stamp[1] or NEVER
    answer: HttpResponse = HttpResponseNotModified()
    if not is_known(etag, request):
        answer = HttpResponse(body_of(before, request.path, changed_at), content_type=atom.MIME)
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(changed_at.timestamp())
    patch_cache_control(answer, no_cache=True)
    return answer


def body_of(before: str, path: str, changed_at: datetime) -> bytes:
    """A part of the journal as a feed. Http404 for a place that is not of ours."""
    mark = journal.read(before) if before else None
    if before and (mark is None or not journal.is_known(KIND, mark)):
        raise Http404
    part = happened_before(mark, AnonymousUser(), LENGTH)
    here = settings.URL + path
    onward = "" if part.is_last else f"{here}?before={journal.written(part.mark)}"
    here += f"?before={before}" if before else ""
    return atom.write(
        part.happened, publisher=publisher() or "Ponte", changed_at=changed_at, here=here, onward=onward
    )
