"""The address machines ask whether all is well."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from ponte.core.health import trouble


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 {"status": "ok"}, or 503 and the reason."""
    reason = trouble()
    if reason:
        return JsonResponse({"status": "unavailable", "reason": reason}, status=503)
    return JsonResponse({"status": "ok"})
