"""What signed-in people see is never kept by a browser or a cache."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class PrivateAnswers:
    """`no-store` for the signed in, so that nothing is left to look at after they sign out; for everybody
    else pages stay cacheable, apart for each cookie. A view that says `knows_no_cookie` is left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answer. Whoever signed in or out during the request counts as signed in."""
        answer = self.get_response(request)
        was_signed_in: bool | None = getattr(request, "was_signed_in", False)
        if was_signed_in is None:
            return answer
        if was_signed_in or request.user.is_authenticated:
            answer["Cache-Control"] = "private, no-store"
        patch_vary_headers(answer, ("Cookie",))
        return answer

    def process_view(self, request: Any, view: Callable[..., HttpResponse], _args: Any, _kwargs: Any) -> None:
        """Who asked, before the view changes it; nobody is asked for where cookies do not count."""
        knows_no_cookie = getattr(view, "knows_no_cookie", False)
        request.was_signed_in = None if knows_no_cookie else request.user.is_authenticated
