"""Tags of answers that are known before the work starts."""

from collections.abc import Iterable
from hashlib import sha256

from django.http import HttpRequest
from django.utils.http import parse_etags


def etag_of(parts: Iterable[object]) -> str:
    """A tag made of everything that an answer depends on, and of nothing else."""
    return f'"{sha256(repr(tuple(parts)).encode()).hexdigest()[:32]}"'


def is_known(etag: str, request: HttpRequest) -> bool:
    """Whether the asker has this very answer, perhaps compressed on its way: that makes the tag a weak one."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return etag in {given.removeprefix("W/") for given in tags}
