"""The register for machines: streamed, with an ETag that is known before the first row is read."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ponte.accounts.requests import network_of
from ponte.core import versions
from ponte.core.api import limits
from ponte.core.etags import etag_of, is_known
from ponte.fund.exports.awards import FORMATS
from ponte.fund.exports.threesixty.grants import about, grants_of
from ponte.fund.forms.register import read_wanted
from ponte.fund.queries.register import STANDING, find
from ponte.fund.views.register import KINDS

FILES_A_MINUTE = 30  # by one address


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse | StreamingHttpResponse:
    """What everybody may know of the awards of a search that stand, the same whoever asks."""
    if form not in FORMATS:
        raise Http404
    kind, write = FORMATS[form]
    stamps = versions.stamps((*KINDS, "core.office"))
    etag = etag_of((form, request.META["QUERY_STRING"], get_language(), *stamps))
    changed_at = max((at for of, _number, at in stamps if of == "fund.award"), default=None)
    if is_known(etag, request):
        answer: HttpResponse | StreamingHttpResponse = HttpResponseNotModified()
    elif not limits.take(f"files:{network_of(request)}", FILES_A_MINUTE):
        return too_many()
    else:
        rows = find(read_wanted(request.GET), AnonymousUser()).filter(state__in=STANDING)
        grants = grants_of(rows.iterator(chunk_size=500), get_language() or "en")
        pieces: Iterable[str | bytes] = () if request.method == "HEAD" else write(grants, about(changed_at))
        answer = StreamingHttpResponse(pieces, content_type=kind)
        answer["Content-Disposition"] = f'attachment; filename="awards.{form}"'
    if changed_at:
        answer["Last-Modified"] = http_date(changed_at.timestamp())
    answer["ETag"] = etag
    patch_cache_control(answer, no_cache=True)
    return answer


def too_many() -> HttpResponse:
    """Whole lists are the most that can be asked for."""
    text = _("Too many downloads in one minute. Wait a minute, then try again.")
    answer = HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
    answer["Retry-After"] = str(limits.waiting())
    return answer
