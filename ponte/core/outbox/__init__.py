"""Letters: written in the reader's language, kept, sent in the background, shown to the office.

`post` writes one; once the caller's transaction is committed the worker sends it. A letter exists if and
only if what it tells has happened.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, TypedDict, Unpack

from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ponte.core.models.letter import Letter, LetterState
from ponte.core.outbox.sending import MOST_ATTEMPTS, nudge, send_waiting
from ponte.core.outbox.writing import Written, one_line, write
from ponte.core.text import clean

__all__ = ["MOST_ATTEMPTS", "Letter", "LetterState", "Written", "deliver", "post", "send_waiting", "tidy"]

KEPT_DAYS = 90  # the address and the text, after sending


class How(TypedDict, total=False):
    """The person who causes a letter, whether it is secret, where answers go when not to the office, an entry for
    the calendar, and where one click ends letters like this one (digests only: formal notices have none)."""

    by: Any
    is_secret: bool
    reply_to: str
    calendar: str
    unsubscribe_url: str


def post(
    template: str,
    *,
    to: str,
    language: str,
    context: Mapping[str, Any],
    purpose: str,
    **how: Unpack[How],
) -> Letter:
    """Write `templates/<template>.txt` (first line "Subject: …") in a language and queue it.

    `how` as in `deliver`.
    """
    return deliver(write(template, language, context), to=to, language=language, purpose=purpose, **how)


def deliver(
    written: Written,
    *,
    to: str,
    language: str,
    purpose: str,
    **how: Unpack[How],
) -> Letter:
    """Queue a letter that is written already. ValidationError when `to` is no address.

    A secret one (a sign-in code, a link for one person) is never shown, and its text goes once it is sent.
    """
    address = one_line(to)
    validate_email(address)
    letter = Letter.objects.create(
        to=address,
        language=language,
        subject=one_line(written.subject)[:200],
        text=clean(written.text, multiline=True),
        purpose=purpose,
        written_by=how.get("by"),
        is_secret=how.get("is_secret", False),
        reply_to=one_line(how.get("reply_to", "")),
        calendar=how.get("calendar", ""),
        unsubscribe_url=how.get("unsubscribe_url", ""),
    )
    transaction.on_commit(nudge)
    return letter


def may_read(person: Any) -> bool:
    """Who sees the letters of the office."""
    return bool(getattr(person, "is_active", False) and person.has_perm("core.view_letters"))


def letters(state: str = "") -> QuerySet[Letter]:
    """All letters, or those in one state, newest first; without their texts."""
    found = Letter.objects.filter(state=state) if state else Letter.objects.all()
    return found.defer("text", "calendar").order_by("-written_at", "-pk")


def tidy() -> int:
    """Blank address and text of letters settled long ago; their number."""
    now = timezone.now()
    old = Letter.objects.filter(Q(settled_at__lt=now - timedelta(days=KEPT_DAYS)), blanked_at=None)
    return old.update(
        to="", reply_to="", text="", calendar="", unsubscribe_url="", last_error="", blanked_at=now
    )
