"""Who calls: somebody unknown, or a person by a token that may do less than they may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import Promise

from ponte.core.registries import Registry


@dataclass(frozen=True)
class Scope:
    """Something a token may be allowed: the permissions of its person that count when they call with it.

    `only_for` is the permission a person must have to make a token with it; anybody when it is empty.
    """

    name: str
    says: str | Promise
    permissions: frozenset[str] = frozenset()
    only_for: str = ""


@dataclass(frozen=True)
class Caller:
    """Who asks. `person` answers `has_perm` and `is_authenticated` like any visitor of a page.

    key    what limits are counted by; empty where nobody is counted
    sees   what of them the answers depend on; empty for everybody without a token
    """

    person: Any
    key: str
    sees: str = ""

    @property
    def is_known(self) -> bool:
        """Whether they came with a token."""
        return bool(self.sees)


Identify = Callable[[HttpRequest], Caller]
scopes: Registry[Scope] = Registry()
identifiers: Registry[Identify] = Registry()


def identify(request: HttpRequest) -> Caller:
    """Ask whoever knows tokens; without them everybody is unknown. Raises Problem."""
    for ask in identifiers:
        return ask(request)
    return Caller(AnonymousUser(), "")


def caller_of(request: HttpRequest) -> Caller:
    """Who calls, as the door has found out."""
    caller: Caller = request.caller  # type: ignore[attr-defined]
    return caller
