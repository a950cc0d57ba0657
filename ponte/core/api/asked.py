"""What every address of the API may be asked besides: the language of texts."""

from enum import Enum

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext_noop as N_
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import Field, Schema

Language = Enum("Language", {code: code for code, _name in settings.LANGUAGES}, type=str)  # type: ignore[misc]


class Asked(Schema):
    """The parameters of every address; those of an operation are a class below this one."""

    lang: Language | None = Field(  # type: ignore[valid-type]
        None, description=N_("Language of labels and messages. Without it the header Accept-Language counts.")
    )


def language_of(request: HttpRequest) -> str:
    """What is asked for, by the address first; no cookie counts here, so that answers can be shared."""
    wanted = request.GET.get("lang", "")
    if wanted in dict(settings.LANGUAGES):
        return wanted
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200]):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
