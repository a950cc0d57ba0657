"""Who calls the API: a person by a token, never with more than the token and the person may both do."""

import re
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.accounts.actions.tokens import digest_of
from ponte.accounts.models import ApiToken, Person
from ponte.accounts.requests import network_of
from ponte.core.api import Caller, Problem, Scope, limits, scopes

TOKEN = re.compile(r"Bearer +([A-Za-z0-9_-]{20,100})", re.IGNORECASE)
USED_AGAIN = timedelta(hours=1)  # not every call is written down
SIGNED_IN = Scope("read", gettext_lazy("Read what people who signed in see"))


class Bearer:
    """A person as far as a token goes: pages' rules ask it like anybody, and hear no more often yes.

    It has no key of its own, so it belongs to no organisation and owns nothing.
    """

    is_authenticated = True
    is_active = True
    is_anonymous = False
    pk = None

    def __init__(self, person: Person, allowed: frozenset[str]) -> None:
        self.person = person
        self.granted = frozenset(name for name in allowed if person.has_perm(name))

    def has_perm(self, permission: str, subject: Any = None) -> bool:
        """Whether both may."""
        return permission in self.granted and self.person.has_perm(permission, subject)


def identify(request: HttpRequest) -> Caller:
    """Nobody in particular, counted by address; or the person of a token. Raises Problem."""
    header = request.headers.get("Authorization", "")
    if not header:
        is_for_the_cache = "REMOTE_ADDR" not in request.META  # counted already (core/api/door.py)
        return Caller(AnonymousUser(), "" if is_for_the_cache else f"address:{network_of(request)}")
    found = TOKEN.fullmatch(header.strip())
    row = token_row(found[1]) if found else None
    if row is None or not row.is_good or not row.person.is_active or "read" not in row.scopes:
        refuse_guessing(request)
        raise unknown()
    touch(row)
    allowed = frozenset().union(*(scope.permissions for scope in scopes if scope.name in row.scopes))
    bearer = Bearer(row.person, allowed)
    return Caller(bearer, f"token:{row.pk}", sees=f"{row.pk}:{','.join(sorted(bearer.granted))}")


def token_row(token: str) -> ApiToken | None:
    """The token with its person and their roles."""
    rows = ApiToken.objects.filter(digest=digest_of(token)).select_related("person").order_by("pk")
    return rows.prefetch_related("person__office_roles").first()


def unknown() -> Problem:
    """One answer for forged, expired and revoked ones alike."""
    return Problem(
        401,
        _(
            "It is unknown, expired or revoked. Make a new one on the page of your account, or ask without a token."
        ),
        headers={"WWW-Authenticate": 'Bearer realm="Ponte", error="invalid_token"'},
    )


def refuse_guessing(request: HttpRequest) -> None:
    """Wrong tokens count by address, ten times."""
    if limits.take(f"address:{network_of(request)}", limits.limit_of(is_known=False), cost=10) is None:
        raise Problem(
            429, _("Too many wrong tokens. Wait a minute."), headers={"Retry-After": str(limits.waiting())}
        )


def touch(row: ApiToken) -> None:
    """Remember that it was used, to the hour."""
    now = timezone.now()
    if row.last_used_at is None or row.last_used_at < now - USED_AGAIN:
        ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
