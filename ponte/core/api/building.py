"""The API as one thing, built of what the domains registered, and its addresses behind the door."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import Operation

from ponte.core.api.door import guarded, is_within_limit
from ponte.core.api.problems import misread
from ponte.core.api.registry import resources
from ponte.core.page_cache import for_visitors

# What one caller asks and hardly another: not kept.
OF_ONE = {"near", "radius", "cursor", "modified_since"}
DESCRIPTION = """\
Read-only access to what this office publishes. Everybody sees what a visitor of the pages sees; a token (made on the
page of one's account, sent as `Authorization: Bearer ...`) shows what its owner may see, as far as its scopes allow.
Answers carry an `ETag`: send it back as `If-None-Match` and unchanged answers cost nothing. Unknown parameters are
refused. Problems are told as RFC 9457 says, in the language of the request.
"""


@cache
def api() -> NinjaAPI:
    """All resources. The first call comes after every `AppConfig.ready()`."""
    made = NinjaAPI(
        title="Ponte",
        version="1",
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        servers=[{"url": settings.URL}],
    )

    @made.exception_handler(ValidationError)
    def say_what_is_wrong(request: HttpRequest, error: ValidationError) -> Any:
        raise misread(error.errors)

    for resource in resources:
        made.add_router(resource.prefix, resource.router, tags=[str(resource.title)])
    return made


def addresses() -> list[URLPattern]:
    """The addresses of all operations, each with the parameters it knows; kept ready as far as many share them."""
    known = {
        operation.url_name: operation
        for bound in api()._get_bound_routers()
        for view in bound.path_operations.values()
        for operation in view.operations
    }
    found = []
    for pattern in api().urls[0]:
        if isinstance(pattern, URLPattern) and (operation := known.get(str(pattern.name))):
            names = parameters_of(operation)
            kinds: tuple[str, ...] = operation.view_func.kinds  # type: ignore[attr-defined]
            keep = for_visitors(*kinds, asks=names - OF_ONE, admits=is_within_limit)
            pattern.callback = keep(guarded(pattern.callback, names))
            found.append(pattern)
    return found


def parameters_of(operation: Operation) -> set[str]:
    """The names an address may carry after the “?”."""
    names: set[str] = set()
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            names |= set(model.__ninja_flatten_map__)
    return names
