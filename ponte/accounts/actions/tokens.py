"""Make a token, revoke it, forget it. Each is in the log; the token itself is nowhere but with its person."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.models import ApiToken, Person
from ponte.core import changes, outbox, verbs
from ponte.core.api import scopes
from ponte.core.refusal import Refused
from ponte.core.scrubbing import scrub

MARK = "ponte_"  # so that programs which look for lost secrets know one when they see it
SHOWN = len(MARK) + 4
AT_MOST = 20  # that are good at one time
KEPT = timedelta(days=365)
REVOKE = "revoke"


def digest_of(token: str) -> str:
    """What is kept of a token. It is random, so nobody can try them out: no slow hash is needed."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_token(*, person: Person, label: str, wanted: Sequence[str], days: int) -> tuple[ApiToken, str]:
    """A token and its only showing. Refused for a scope the person may not give."""
    Person.objects.select_for_update().get(pk=person.pk)  # a second press of the button waits for the first
    refuse_more_than_own(person, wanted)
    now = timezone.now()
    if ApiToken.objects.filter(person=person, revoked_at=None, expires_at__gt=now).count() >= AT_MOST:
        raise Refused(_("You have many tokens already. Revoke one that is not used any more."))
    token = MARK + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        person=person,
        label=label,
        digest=digest_of(token),
        beginning=token[:SHOWN],
        scopes=sorted(wanted),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    after = {"label": label, "scopes": row.scopes, "expires_at": row.expires_at}
    changes.record(row, by=person, verb=verbs.CREATE, before={}, after=after)
    outbox.post(
        "accounts/mails/token_made",
        to=person.email,
        language=person.language,
        context={"label": label, "expires_at": row.expires_at},
        purpose="accounts.token_made",
        by=person,
    )
    return row, token


def refuse_more_than_own(person: Person, wanted: Sequence[str]) -> None:
    """A token never gets more than its person has."""
    known = {scope.name: scope for scope in scopes}
    for name in wanted:
        scope = known.get(name)
        if scope is None or (scope.only_for and not person.has_perm(scope.only_for)):
            raise Refused(_("You cannot give this to a token."))


@transaction.atomic
def revoke_token(row: ApiToken, *, by: Person) -> None:
    """From now on it opens nothing; revoking twice changes nothing."""
    now = timezone.now()
    if ApiToken.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=now):
        changes.record(row, by=by, verb=REVOKE, before={"revoked_at": None}, after={"revoked_at": now})


def revoke_all(person: Person, *, by: Person) -> None:
    """Every token of somebody, when their account is closed."""
    for row in ApiToken.objects.filter(person=person, revoked_at=None).order_by("pk"):
        revoke_token(row, by=by)


def forget_tokens(person: Person, *, by: Person | None, reason: str) -> None:
    """Delete them, with what they were for."""
    for row in ApiToken.objects.filter(person=person).order_by("pk"):
        scrub(row, by=by, reason=reason)


def tidy() -> int:
    """Delete tokens that ended a year ago; their number."""
    long_ago = timezone.now() - KEPT
    expired = ApiToken.objects.filter(expires_at__lt=long_ago)
    ended = (expired | ApiToken.objects.filter(revoked_at__lt=long_ago)).order_by("pk")
    for row in ended:
        scrub(row, by=None, reason="kept a year")
    return len(ended)
