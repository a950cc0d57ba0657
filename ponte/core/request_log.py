"""Every request has an id and leaves one event in the log."""

import logging
import re
import time
from collections.abc import Callable, Mapping
from functools import wraps
from random import getrandbits
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import ResolverMatch

log = structlog.get_logger("ponte.request")
IS_HEARD = logging.getLogger("ponte.request").isEnabledFor
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# Values of an address that may be written down. Everything else (tokens of links, keys) is left out.
OPEN_VALUES = {"reference", "code", "pk", "step", "suffix", "number"}


def safe_path(path: str, match: ResolverMatch | None) -> str:
    """The path without its query and without anything that could be secret or personal."""
    if match is None:
        return "unknown"
    for name, value in match.kwargs.items():
        if name not in OPEN_VALUES and value:
            path = path.replace(str(value), "…")
    return path if not match.args else match.route


def id_of(environ: Mapping[str, Any]) -> str:
    """The id our proxy gave to a request, or a new one: no secret, so it may be cheap."""
    given = environ.get("HTTP_X_REQUEST_ID")
    if given and settings.BEHIND_PROXY and GIVEN_ID.fullmatch(given):
        return str(given)
    return f"{getrandbits(128):032x}"


def tell(request_id: str, method: str, path: str, *, status: int, start: float) -> None:
    """One event for an answer from the page cache, at the price of nothing where nobody listens."""
    if IS_HEARD(logging.INFO):
        ms = round((time.perf_counter() - start) * 1000, 1)
        log.info(
            "request", request_id=request_id, method=method, path=path, status=status, ms=ms, cached=True
        )


def off_the_record(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page whose visits leave no line in the log: a secret vote must not have a time."""

    @wraps(view)
    def unlogged(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        request.is_off_the_record = True  # type: ignore[attr-defined]
        return view(request, *args, **options)

    return unlogged


class RequestLog:
    """The outermost middleware: binds the id to everything logged meanwhile, then tells how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz" or request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        start = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=id_of(request.META)):
            response = self.get_response(request)
            response["X-Request-ID"] = structlog.contextvars.get_contextvars()["request_id"]
            if getattr(request, "is_off_the_record", False):
                return response
            log.info(
                "request",
                method=request.method,
                path=safe_path(request.path, request.resolver_match),
                status=response.status_code,
                ms=round((time.perf_counter() - start) * 1000, 1),
            )
        return response
