"""The token that a form needs, fetched when it is used: public pages carry none and stay cacheable."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET


@require_GET
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """`{"token": "…"}`; the answer sets the cookie that goes with it."""
    return JsonResponse({"token": get_token(request)})
