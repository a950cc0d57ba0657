"""What the framework answered, and whether everybody may have it."""

from collections.abc import Callable, Iterable
from typing import Any

from ponte.core.page_cache.asking import Environ
from ponte.core.page_cache.pages import Header

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
FOR_ONE = ("no-store", "private")
# The page was made without cookies; who has a token is let through to the framework; we choose the encoding.
VARIES = frozenset({"cookie", "authorization", "accept-encoding"})


class Answer:
    """A whole answer, taken in before the first byte goes out."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self.status = ""
        self.headers: list[Header] = []
        given = application(environ, self._start)
        try:
            self.body = b"".join(given)
        finally:
            if hasattr(given, "close"):
                given.close()

    def _start(self, status: str, headers: list[Header], exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    def values(self, name: str) -> list[str]:
        """All of one header, in lower case."""
        return [value.lower() for field, value in self.headers if field.lower() == name]

    @property
    def is_for_everybody(self) -> bool:
        """Whether it is a whole page and nothing in it says that it is for one person or one moment."""
        vary = {name.strip() for value in self.values("vary") for name in value.split(",")}
        return (
            self.status.startswith("200 ")
            and len(self.values("etag")) == 1
            and not self.values("set-cookie")
            and not self.values("content-encoding")
            and not any(word in told for told in self.values("cache-control") for word in FOR_ONE)
            and vary <= VARIES
        )

    def send(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Pass it on as it is."""
        start_response(self.status, self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]
