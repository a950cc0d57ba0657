"""Which language a visitor reads, and how they change it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, translate_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request, override


def front_door(request: HttpRequest) -> HttpResponse:
    """Send a visitor to their language: the remembered choice first, then what the browser asks for."""
    with override(get_language_from_request(request)):
        answer = HttpResponseRedirect(reverse("core:home"))
    patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    return answer


def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember a language and show the same page in it. A preference, so a GET may set it."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    wanted = request.GET.get("next", "")
    if not wanted.startswith("/") or not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        wanted = "/"
    with override(code):
        home = reverse("core:home")
    translated = translate_url(wanted, code)
    answer = HttpResponseRedirect(translated if wanted != "/" else home)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return answer
