"""A thing that has become part of another: its old addresses lead to the new ones."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse


class Elsewhere(Exception):
    """Raised by whoever loads the thing of an address: with these arguments the same address is the right one.

    `page` is where somebody is sent who wanted to change something: nothing is changed by an old address.
    """

    def __init__(self, *, page: str, **arguments: Any) -> None:
        super().__init__(page)
        self.page = page
        self.arguments = arguments


class LeadOn:
    """Sends whoever came by an old address to the new one, with what was asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do as long as everything is where it was."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The way on. Not kept by browsers: what became one may be taken apart again."""
        match = request.resolver_match
        if not isinstance(exception, Elsewhere) or match is None:
            return None
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseRedirect(exception.page)
        address = reverse(match.view_name, args=match.args, kwargs=match.kwargs | exception.arguments)
        query = request.META.get("QUERY_STRING", "")
        answer = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        answer["Cache-Control"] = "no-cache"
        return answer
