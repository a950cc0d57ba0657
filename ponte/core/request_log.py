"""Every request has an id and leaves one event in the log."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

log = structlog.get_logger("ponte.request")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# Values of an address that may be written down. Everything else (tokens of links, keys) is left out.
OPEN_VALUES = {"reference", "code", "pk", "step", "suffix", "number"}


def safe_path(request: HttpRequest) -> str:
    """The path without its query and without anything that could be secret or personal."""
    match = request.resolver_match
    if match is None:
        return "unknown"
    path = request.path
    for name, value in match.kwargs.items():
        if name not in OPEN_VALUES and value:
            path = path.replace(str(value), "…")
    return path if not match.args else match.route


def request_id(request: HttpRequest) -> str:
    """The id our proxy gave, or a new one."""
    given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
    return given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex


class RequestLog:
    """The outermost middleware: binds the id to everything logged meanwhile, then tells how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz" or request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        start = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id(request)):
            response = self.get_response(request)
            response["X-Request-ID"] = structlog.contextvars.get_contextvars()["request_id"]
            log.info(
                "request",
                method=request.method,
                path=safe_path(request),
                status=response.status_code,
                ms=round((time.perf_counter() - start) * 1000, 1),
            )
        return response
