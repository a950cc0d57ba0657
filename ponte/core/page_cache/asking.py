"""What a visitor asks for, read from the environment of WSGI; only what may be answered from the cache."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings

Environ = dict[str, Any]
LONGEST_PATH, LONGEST_QUERY, LONGEST_HOST, MOST_PARAMETERS = 300, 500, 200, 60
NO_BODY = (None, "", "0")
# Whoever has one of these may see something of their own.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
# The name of the header by which our proxy says how it was asked, when we have one that we trust.
PROXY_SCHEME, SECURE_VALUE = settings.SECURE_PROXY_SSL_HEADER or ("", "")
# All that a page which is kept may know of the request: the address, and how the server was reached.
KEPT_NAMES = frozenset(
    {"SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL"}
    | {"HTTP_HOST", "HTTP_X_REQUEST_ID", PROXY_SCHEME}  # the id goes to the log only
)


# Under what a page is kept: path, query, host, whether by https. Two requests with one key get the same page,
# whatever else they say.
Key = tuple[str, str, str, bool]


def key_of(environ: Mapping[str, Any]) -> Key | None:
    """The key, or None when this request has to go to the framework."""
    get = environ.get
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or get("SCRIPT_NAME"):
        return None
    cookies = get("HTTP_COOKIE")
    if cookies and any(name in cookies for name in PERSONAL_COOKIES):
        return None
    if "HTTP_AUTHORIZATION" in environ or get("CONTENT_LENGTH") not in NO_BODY:
        return None
    path, query, host = get("PATH_INFO", ""), get("QUERY_STRING", ""), get("HTTP_HOST", "")
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY or len(host) > LONGEST_HOST:
        return None
    return path, query, host, is_secure(environ)


def is_secure(environ: Mapping[str, Any]) -> bool:
    """Whether it came by https; Django's own rule, because it redirects when it did not."""
    told = environ.get(PROXY_SCHEME) if PROXY_SCHEME else None
    if told is not None:
        return bool(told.split(",", 1)[0].strip() == SECURE_VALUE)
    return bool(environ.get("wsgi.url_scheme") == "https")


def reads_only(query: str, known: frozenset[str]) -> bool:
    """Whether an address has no parameter but these; others could fill the memory with copies of one page."""
    if not query:
        return True
    try:
        given = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return False
    return all(name in known for name, _value in given)


def bare(environ: Environ) -> Environ:
    """The same request by nobody in particular: no cookie, no wish for a language or an encoding, no condition.

    A page made for it cannot hold anything that was not in its key: there is nothing to poison it with.
    """
    kept = {name: value for name, value in environ.items() if name in KEPT_NAMES or name.startswith("wsgi.")}
    return kept | {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}


@lru_cache(maxsize=512)
def encoding_for(accepted: str) -> str:
    """The smallest encoding a browser takes: br, gzip, or none."""
    taken: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        taken[name.strip()] = weight(parameters)
    return next((name for name in ("br", "gzip") if taken.get(name, 0) > 0), "")


def weight(parameters: str) -> float:
    """The q of a part of a header; what cannot be read counts as refused."""
    given = parameters.replace(" ", "")
    if not given.startswith("q="):
        return 1.0
    try:
        return float(given[2:])
    except ValueError:
        return 0.0
