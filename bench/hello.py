"""The least a WSGI application can do: what the server itself can serve, beside which our pages are measured."""

from collections.abc import Callable, Iterable
from typing import Any

BODY = b"hello"
HEADERS = [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Says hello."""
    start_response("200 OK", HEADERS)
    return [BODY]
