"""What fails a test although nobody asserted it: an undefined template variable, a call to the network."""

import ipaddress
import sys
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

LOOSE = "site-packages"  # templates of libraries lean on undefined variables


class UndefinedError(AssertionError):
    """A template of ours names a variable its view does not give."""


class UndefinedVariable(str):
    """What Django puts in place of an undefined variable; it raises when a template of ours renders it."""

    __slots__ = ()

    def __mod__(self, variable: object) -> str:
        context = sys._getframe(1).f_locals.get("context")
        template = getattr(getattr(context, "render_context", None), "template", None)
        name = str(getattr(template, "origin", "a string"))
        if LOOSE in Path(name).parts:
            return ""
        raise UndefinedError(f"{variable} is undefined in {name}")


def is_here(host: object) -> bool:
    """Whether an address is this machine."""
    if isinstance(host, bytes):
        host = host.decode()
    if host in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not is_here(host):
        raise AssertionError(f"A test tried to reach {host}. Tests never use the network.")


def keep_off_the_network() -> None:
    """From now on, for the life of this process, only this machine can be reached from Python."""
    sys.addaudithook(_audit)


def keep_connections_of_transactions() -> None:
    """The end of a request closes old connections; inside a test that would end the test's own transaction."""
    close = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def close_unless_in_transaction(connection: BaseDatabaseWrapper) -> None:
        if not connection.in_atomic_block:
            close(connection)

    BaseDatabaseWrapper.close_if_unusable_or_obsolete = close_unless_in_transaction  # type: ignore[method-assign]
