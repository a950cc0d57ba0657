"""The gate in front of the framework: answers visitors from memory what nothing has changed since."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import Error
from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from ponte.core import request_log
from ponte.core.page_cache.answers import Answer, Application, StartResponse
from ponte.core.page_cache.asking import Environ, Key, bare, encoding_for, key_of, reads_only
from ponte.core.page_cache.declaring import Declaration, declaration_of
from ponte.core.page_cache.pages import Header, Page, Pages
from ponte.core.page_cache.turns import Turns
from ponte.core.page_cache.versions_now import VersionsNow

STATUS = {200: "200 OK", 304: "304 Not Modified"}


class PageCache:
    """WSGI around WSGI. `most` is how many bytes of packed pages this process may keep."""

    def __init__(self, application: Application, *, most: int, versions: VersionsNow) -> None:
        self.application = application
        self.pages = Pages(most)
        self.versions = versions
        self.turns = Turns()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory; or make the page and keep it; or let the request through as it came."""
        start = time.perf_counter()
        key = key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        page = self.kept(key)
        if page is None:
            made = self.made_in_turn(key, environ)
            if made is None:
                return self.application(environ, start_response)
            if isinstance(made, Answer):
                return made.send(environ, start_response)
            page = made
        status, body, headers = self.ready(key, page, environ)
        told, method = request_log.id_of(environ), environ["REQUEST_METHOD"]
        start_response(STATUS[status], [*headers, ("X-Request-ID", told)])
        request_log.tell(told, method, page.name, status=status, start=start)
        return [] if status == 304 or method == "HEAD" else [body]

    def kept(self, key: Key) -> Page | None:
        """The page of a key if it is still true; nothing is while the database does not answer."""
        page = self.pages.get(key)
        if page is None or time.time() >= page.until:
            return None
        try:
            now = self.versions.now()
        except Error:
            return None
        return page if page.stamp == now.stamp(page.kinds) else None

    def made_in_turn(self, key: Key, environ: Environ) -> Page | Answer | None:
        """The page of a view that may be kept. None: the framework has to see the request as it came."""
        found = declared_at(key[0])
        if found is None or not reads_only(key[1], found[0].asks):
            return None
        if found[0].admits and not found[0].admits(environ):
            return None
        with self.turns.of(key) as at_once:
            return self.made(key, environ, *found) if at_once else self.kept(key)

    def made(self, key: Key, environ: Environ, declaration: Declaration, name: str) -> Page | Answer | None:
        """Made now, for nobody in particular. The versions are read before the rows they stand for: whatever is
        committed while the page is made leaves it with an old stamp, under which it is never shown."""
        kinds, until = declaration.stands_for(), declaration.until(timezone.now())
        try:
            stamp = self.versions.now().stamp(kinds)
        except Error:
            return None
        answer = Answer(self.application, bare(environ))
        if not answer.is_for_everybody:
            return answer
        page = Page(name=name, kinds=kinds, stamp=stamp, until=until)
        page.fill(answer.headers, answer.body)
        self.pages.put(key, page)
        return page

    def ready(self, key: Key, page: Page, environ: Environ) -> tuple[int, bytes, list[Header]]:
        """Status, body and headers for this browser: in the encoding it takes, or that it has the page already."""
        condition = environ.get("HTTP_IF_NONE_MATCH")
        if condition and page.is_known(condition):
            return 304, b"", page.when_known
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding not in page.bodies:
            page.pack(encoding)
            self.pages.put(key, page)
        return 200, *page.bodies[encoding]


def declared_at(path: str) -> tuple[Declaration, str] | None:
    """What the view of an address said, and the address as it may be logged."""
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    declaration = declaration_of(match.func)
    return (declaration, request_log.safe_path(path, match)) if declaration else None


def around(application: Callable[..., Any]) -> Callable[..., Any]:
    """The application with the cache in front, as far as the settings want one."""
    if not settings.PAGE_CACHE_BYTES or settings.DEBUG:
        return application
    return PageCache(application, most=settings.PAGE_CACHE_BYTES, versions=VersionsNow())
