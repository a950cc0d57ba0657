"""Answers of operations: an ETag known before the work starts, JSON made once, nothing that depends on a cookie."""

import json
from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import http_date
from django.utils.translation import override

from ponte.core import versions
from ponte.core.api.callers import caller_of
from ponte.core.api.languages import of_address
from ponte.core.api.problems import Problem
from ponte.core.etags import etag_of, is_known

Operation = TypeVar("Operation", bound=Callable[..., Any])
OFFICE = "core.office"  # its name and its names of countries stand in many answers


def reads(*kinds: str) -> Callable[[Operation], Operation]:
    """Say of which kinds of things an operation tells; it gives JSON-able values and nothing else.

    Who has the answer already is told so before anything is read: the tag is made of the data versions of these
    kinds, the address, the language and what the caller may see.
    """

    def decorate(operation: Operation) -> Operation:
        @wraps(operation)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            stamps = versions.stamps({*kinds, OFFICE})
            language = of_address(request)
            etag = tag(request, stamps, language)
            if is_known(etag, request):
                answer: HttpResponse = HttpResponseNotModified()
            else:
                answer = as_json(told_in(language, operation, request, *args, **kwargs))
            answer["ETag"] = etag
            answer["Content-Language"] = language
            if moments := [moment for _kind, _number, moment in stamps]:
                answer["Last-Modified"] = http_date(max(moments).timestamp())
            who = "private" if caller_of(request).is_known else "public"
            answer["Cache-Control"] = f"{who}, no-cache"
            return answer

        answered.kinds = kinds  # type: ignore[attr-defined]
        return answered  # type: ignore[return-value]

    return decorate


def told_in(language: str, operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What an operation tells, in the language of the address; what is wrong, in the language of who asks."""
    try:
        with override(language):
            return operation(*args, **kwargs)
    except Problem:
        return operation(*args, **kwargs)


def tag(request: HttpRequest, stamps: tuple[Any, ...], language: str) -> str:
    """What the answer depends on."""
    address = (request.path, request.META.get("QUERY_STRING", ""))
    return etag_of((stamps, *address, language, caller_of(request).sees, shape()))


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
