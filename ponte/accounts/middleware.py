"""What signed-in people see is never kept by a browser or a cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class PrivateAnswers:
    """`no-store` for the signed in, so that nothing is left to look at after they sign out; for everybody
    else pages stay cacheable, apart for each cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answer. Whoever signed in or out during the request counts as signed in."""
        before = request.user.is_authenticated
        answer = self.get_response(request)
        if before or request.user.is_authenticated:
            answer["Cache-Control"] = "private, no-store"
        patch_vary_headers(answer, ("Cookie",))
        return answer
