"""Letters of tables: in the reader's language, with an address that works in it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from ponte.core import outbox
from ponte.core.models import Letter


def address_of(name: str, *arguments: str, language: str) -> str:
    """A page as a link for a letter in this language."""
    with override(language):
        return f"{settings.URL}{reverse(name, args=arguments)}"


def write_to(
    reader: Any, template: str, *, context: dict[str, Any], is_secret: bool = False, by: Any = None
) -> Letter | None:
    """One letter to whoever has `email` and `language`; nothing to somebody without an address."""
    if not reader.email:
        return None
    return outbox.post(
        f"convene/mails/{template}",
        to=reader.email,
        language=reader.language,
        context={"reader": reader} | context,
        purpose=f"convene.{template}",
        by=by,
        is_secret=is_secret,
    )
