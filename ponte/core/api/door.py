"""The door of the API: everything that is the same for each address, before and after its own work."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from ponte.core.api import languages, limits
from ponte.core.api.callers import identify
from ponte.core.api.problems import Problem
from ponte.core.views.failure import RETRY_AFTER, database_refused

log = structlog.get_logger(__name__)
View = Callable[..., HttpResponseBase]
LONGEST_QUERY = 8_000
LARGEST_BODY = 10_000
METHODS = "GET, HEAD, OPTIONS"
SECRETS = frozenset(
    {"token", "access_token", "api_key", "apikey", "api-key", "key", "bearer", "authorization"}
)
JSON_TYPES = ("application/json", "application/problem+json")
# Anybody's page may read what anybody may read; a browser never sends a cookie or a token by itself.
OPEN_TO_PAGES = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After",
}
BEFORE_A_PAGE_ASKS = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def guarded(view: View, parameters: Collection[str]) -> View:
    """The view behind the door; `parameters` are those it knows."""

    @csrf_exempt  # nothing is changed here, and no cookie counts
    @wraps(view)
    def door(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        with override(language := languages.of_messages(request)):
            try:
                answer = let_in(request, view, parameters, kwargs)
            except Problem as problem:
                answer = problem.answer()
            except SuspiciousOperation:
                answer = Problem(400, _("There are too many parameters, or they cannot be read.")).answer()
            except Http404:
                answer = Problem(404, _("Check the address; the description is at /api/v1/docs.")).answer()
            except Exception as error:
                answer = failed(error)
        answer.headers.setdefault("Content-Language", language)
        patch_vary_headers(answer, ["Authorization"])
        for name, value in OPEN_TO_PAGES.items():
            answer[name] = value
        return answer

    door.knows_no_cookie = True  # type: ignore[attr-defined]
    return door


def let_in(
    request: HttpRequest, view: View, parameters: Collection[str], kwargs: dict[str, Any]
) -> HttpResponseBase:
    """Refuse what cannot be answered, count, and only then do the work. Raises Problem."""
    if request.method == "OPTIONS":
        return before_a_page_asks()
    refuse_size(request)
    if request.method not in {"GET", "HEAD"}:
        raise Problem(405, _("Use GET. The API changes nothing."), headers={"Allow": METHODS})
    refuse_strangers(request, parameters)
    if not any(request.accepts(kind) for kind in JSON_TYPES):
        raise Problem(
            406, _("Ask with “Accept: application/json”; other formats are on the page of open data.")
        )
    caller = request.caller = identify(request)  # type: ignore[attr-defined]
    limit = limits.limit_of(caller.is_known)
    left = limits.take(caller.key, limit) if caller.key else limits.Left(limit, limit, 0)
    if left is None:
        raise too_many(limit)
    asked, request.method = request.method, "GET"  # a HEAD is a GET of which only the headers are sent
    answer = view(request, **kwargs)
    request.method = asked
    # What anybody may keep must not tell how often one of them has asked.
    told = left.headers if caller.is_known else {"RateLimit-Policy": limits.policy(limit)}
    for name, value in told.items():
        answer[name] = value
    return answer


def is_within_limit(environ: dict[str, Any]) -> bool:
    """Whether whoever asks may make a page that is then kept: making costs, so it counts; reading it does not.

    The page itself is made for nobody in particular (page_cache/asking.py), which nobody can be counted by.
    """
    caller = identify(WSGIRequest({**environ}))  # a request of its own: Django writes into what it is given
    return not caller.key or limits.take(caller.key, limits.limit_of(caller.is_known)) is not None


def before_a_page_asks() -> HttpResponse:
    """What browsers ask first."""
    return HttpResponse(status=204, headers={"Allow": METHODS, **BEFORE_A_PAGE_ASKS})


def refuse_size(request: HttpRequest) -> None:
    """Nobody has to send much to read."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise Problem(
            414,
            _("Shorten the address to at most %(count)d characters after the “?”.")
            % {"count": LONGEST_QUERY},
        )
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST_BODY:
        raise Problem(413, _("Send no body: the API is only read."))


def refuse_strangers(request: HttpRequest, parameters: Collection[str]) -> None:
    """A parameter nobody knows is answered: leaving it out would answer another question than was asked."""
    given = set(request.GET)
    if secret := sorted(name for name in given if name.lower() in SECRETS):
        raise Problem(
            400,
            _(
                "A token in an address is written down in many places. Revoke it, and send the new one in the "
                "header “Authorization: Bearer …”."
            ),
            errors=[{"name": secret[0], "reason": _("Tokens are not taken from the address.")}],
        )
    if unknown := sorted(given - set(parameters)):
        listed = ", ".join(sorted(parameters)) or "-"
        raise Problem(
            400,
            _("Known parameters: %(names)s.") % {"names": listed},
            errors=[
                {"name": name[:100], "reason": _("There is no such parameter.")} for name in unknown[:20]
            ],
        )


def too_many(limit: int) -> Problem:
    """Stop, and say until when."""
    seconds = limits.waiting()
    detail = _("At most %(limit)d requests a minute. Wait %(seconds)d seconds.") % {
        "limit": limit,
        "seconds": seconds,
    }
    headers = limits.Left(limit, 0, seconds).headers | {"Retry-After": str(seconds)}
    return Problem(429, detail, headers=headers)


def failed(error: Exception) -> HttpResponse:
    """Our own fault, logged, and told without what is inside."""
    if database_refused(error):
        log.error("api: the database refused", exc_info=error)
        return Problem(503, _("Try again in a few minutes."), headers={"Retry-After": RETRY_AFTER}).answer()
    log.error("api: failed", exc_info=error)
    return Problem(500, _("Try again later. If it happens again, tell the office.")).answer()


def nothing_here(request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
    """Every other address below the API."""
    raise Http404
