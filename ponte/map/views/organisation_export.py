"""The directory for machines, streamed, with an ETag that is known before the first row is read."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.accounts.requests import network_of
from ponte.core import versions
from ponte.core.api import limits
from ponte.core.etags import etag_of, is_known
from ponte.core.models import Office
from ponte.core.refusal import Refused
from ponte.map.exports.columns import COLUMNS, OFFICE_COLUMNS, Read
from ponte.map.exports.formats import FORMATS, LICENCE
from ponte.map.forms.search import read_search
from ponte.map.models import Organisation
from ponte.map.queries.organisations import Found, find, in_this_order
from ponte.map.queries.record import PARTS
from ponte.map.queries.sight import Sight, sight_of

TOGETHER = 500
FILES_A_MINUTE = 30  # by one address


def export(request: HttpRequest, form: str) -> HttpResponse | StreamingHttpResponse:
    """The open rows of a search in one of the formats, the same whoever asks: this list gets passed on."""
    return answer_with(request, form, COLUMNS, AnonymousUser())


def office_export(request: HttpRequest, form: str) -> HttpResponse | StreamingHttpResponse:
    """The same rows with everything the office knows; for anybody else there is no such list."""
    if form == "geojson" or not request.user.has_perm("map.view_register"):
        raise Http404
    return answer_with(request, form, OFFICE_COLUMNS, request.user)


def answer_with(
    request: HttpRequest, form: str, columns: Mapping[str, Read], reader: Any
) -> HttpResponse | StreamingHttpResponse:
    """A list with these columns, as far as `reader` sees; 304 when the asker has it already."""
    if form not in FORMATS:
        raise Http404
    kind, write = FORMATS[form]
    search = read_search(request.GET)
    etag = tag((form, *columns), request.META["QUERY_STRING"], sight_of(reader).levels)
    if is_known(etag, request):
        answer: HttpResponse | StreamingHttpResponse = HttpResponseNotModified()
    elif not limits.take(f"files:{network_of(request)}", FILES_A_MINUTE):
        return too_many()
    else:
        found = find(search, reader)
        if search.near:
            columns = {**columns, "distance_km": distance_from(found)}
        rows = together(found.walk(search.order), found.sight)
        try:
            pieces: Iterable[str | bytes] = (
                () if request.method == "HEAD" else Begun(write(rows, about(found.total), columns))
            )
        except Refused as why:
            return HttpResponse(str(why), status=422, content_type="text/plain; charset=utf-8")
        answer = StreamingHttpResponse(pieces, content_type=kind)
        answer["Content-Disposition"] = f'attachment; filename="organisations.{form}"'
        if changed := versions.changed_at("map.organisation"):
            answer["Last-Modified"] = http_date(changed.timestamp())
    answer["ETag"] = etag
    patch_vary_headers(answer, ["Cookie"])
    patch_cache_control(answer, no_cache=True)
    return answer


def distance_from(found: Found) -> Read:
    """A column of its own in a list of those near a place."""
    return lambda row, _record: round(found.distances[row.pk], 1)


class Begun:
    """Pieces of which the first is made: what goes wrong before it is answered, and not a file that breaks off."""

    def __init__(self, pieces: Iterator[str | bytes]) -> None:
        self.first: list[str | bytes] = [next(pieces, "")]
        self.pieces = pieces
        self.close = getattr(pieces, "close", bool)  # whoever asked may leave before the end

    def __iter__(self) -> Iterator[str | bytes]:
        return chain(self.first, self.pieces)


def too_many() -> HttpResponse:
    """Whole lists are the most that can be asked for."""
    text = _("Too many downloads in one minute. Wait a minute, then try again.")
    answer = HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
    answer["Retry-After"] = str(limits.waiting())
    return answer


def tag(shape: Iterable[str], query: str, seen: Iterable[str]) -> str:
    """What the answer depends on, and nothing else: data, columns, format, query, visibility, language, publisher."""
    return etag_of((versions.stamp("map.organisation"), *shape, query, *seen, get_language(), publisher()))


def about(total: int) -> dict[str, Any]:
    """What stands before the rows."""
    return {"publisher": publisher(), "license": LICENCE, "count": total}


def publisher() -> str:
    """Who publishes the list."""
    office = Office.current()
    return office.name if office else ""


def together(keys: Iterator[int], sight: Sight) -> Iterator[Organisation]:
    """Organisations some hundreds at a time, so that a list of any length needs little memory."""
    while some := list(islice(keys, TOGETHER)):
        yield from in_this_order(some, sight, *(part for part in PARTS if sight.sees(part, {})))
