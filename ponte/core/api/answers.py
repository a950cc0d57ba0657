"""Answers of operations: an ETag known before the work starts, JSON made once, nothing that depends on a cookie."""

import json
from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language

from ponte.core import versions
from ponte.core.api.callers import caller_of

Operation = TypeVar("Operation", bound=Callable[..., Any])
OFFICE = "core.office"  # its name and its names of countries stand in many answers
VARY = ("Accept", "Accept-Language", "Authorization")


def reads(*kinds: str) -> Callable[[Operation], Operation]:
    """Say of which kinds of things an operation tells; it gives JSON-able values and nothing else.

    Who has the answer already is told so before anything is read: the tag is made of the data versions of these
    kinds, the address, the language and what the caller may see.
    """

    def decorate(operation: Operation) -> Operation:
        @wraps(operation)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            stamps = versions.stamps({*kinds, OFFICE})
            etag = tag(request, stamps)
            if etag in {
                given.removeprefix("W/") for given in parse_etags(request.headers.get("If-None-Match", ""))
            }:
                answer: HttpResponse = HttpResponseNotModified()
            else:
                answer = as_json(operation(request, *args, **kwargs))
            answer["ETag"] = etag
            if moments := [moment for _kind, _number, moment in stamps]:
                answer["Last-Modified"] = http_date(max(moments).timestamp())
            answer["Cache-Control"] = (
                "private, no-cache" if caller_of(request).is_known else "public, no-cache"
            )
            patch_vary_headers(answer, VARY)
            return answer

        return answered  # type: ignore[return-value]

    return decorate


def tag(request: HttpRequest, stamps: tuple[Any, ...]) -> str:
    """What the answer depends on, and nothing else."""
    parts = (
        stamps,
        request.path,
        request.META.get("QUERY_STRING", ""),
        get_language(),
        caller_of(request).sees,
        shape(),
    )
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


@cache
def shape() -> str:
    """The form of the answers: another release that tells more or less has other tags."""
    from ponte.core.api.describing import (
        schema,
    )  # made of what all domains registered: not before the first call

    return sha256(json.dumps(schema(), sort_keys=True).encode()).hexdigest()[:16]


def as_json(values: Any) -> HttpResponse:
    """Values as they are sent."""
    if isinstance(values, HttpResponse):
        return values
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json")
