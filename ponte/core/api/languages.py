"""The languages of the API: what is told in the one of the address, what went wrong in the one of who asks."""

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def wanted(request: HttpRequest) -> str:
    """The language in the address, if there is one that we have."""
    try:
        given = request.GET.get("lang", "")
    except TooManyFieldsSent:  # refused at the door
        return ""
    return given if given in dict(settings.LANGUAGES) else ""


def of_address(request: HttpRequest) -> str:
    """The language of what is told: `?lang=`, else English. No header and no cookie counts, so answers are shared."""
    return wanted(request) or settings.LANGUAGE_CODE


def of_messages(request: HttpRequest) -> str:
    """The language of what is told to one caller alone: `?lang=`, else what their browser asks for."""
    if language := wanted(request):
        return language
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


class LanguageOfPages(LocaleMiddleware):
    """Django's own, which tells caches that answers differ by the browser's language; those of the API do not."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave answers alone whose view knows no cookie."""
        match = request.resolver_match
        if match is not None and getattr(match.func, "knows_no_cookie", False):
            return response
        return super().process_response(request, response)
