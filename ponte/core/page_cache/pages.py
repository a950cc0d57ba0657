"""Pages that are kept: packed once, in memory, never more bytes than allowed."""

import gzip
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import brotli

from ponte.core.page_cache.asking import Key

Header = tuple[str, str]
Stamp = tuple[object, ...]
OVERHEAD = 2_000  # bytes of a page besides its body: key, headers, the objects themselves
PACKED_WELL = 5  # of 11; a page of the directory takes 2 ms


class Page:
    """An answer of 200 as it goes over the wire, with the data versions it was made of."""

    __slots__ = ("bodies", "etag", "headers", "is_wanted", "kinds", "name", "stamp", "until", "when_known")

    def __init__(self, *, name: str, kinds: tuple[str, ...], stamp: Stamp, until: float) -> None:
        self.name = name  # the path as it may be logged
        self.kinds = kinds
        self.stamp = stamp
        self.until = until
        self.is_wanted = False  # asked for since it was kept
        self.bodies: dict[str, tuple[bytes, list[Header]]] = {}  # by encoding

    def fill(self, headers: Sequence[Header], body: bytes) -> None:
        """What the framework answered."""
        self.etag = next(value for field, value in headers if field.lower() == "etag")
        vary = ("Vary", vary_of(headers))
        self.headers = [*(pair for pair in headers if pair[0].lower() not in OUR_OWN), vary]
        self.when_known = [vary, ("ETag", self.etag)]
        self._keep("br", brotli.compress(body, quality=PACKED_WELL))

    def pack(self, encoding: str) -> None:
        """Make it ready in another encoding; "" is none."""
        body = brotli.decompress(self.bodies["br"][0])
        self._keep(encoding, gzip.compress(body, 6, mtime=0) if encoding == "gzip" else body)

    def is_known(self, given: str) -> bool:
        """Whether the browser has this page already, by what it sent as If-None-Match."""
        return given == "*" or any(tag.strip().removeprefix("W/") == self.etag for tag in given.split(","))

    @property
    def size(self) -> int:
        """Bytes in memory, as well as they can be told."""
        return OVERHEAD + sum(len(body) for body, _headers in self.bodies.values())

    def _keep(self, encoding: str, body: bytes) -> None:
        # Other bytes of the same page: the tag is weak then, as RFC 9110 wants it.
        told = (
            [("Content-Encoding", encoding), ("ETag", f"W/{self.etag}")]
            if encoding
            else [("ETag", self.etag)]
        )
        self.bodies[encoding] = body, [*self.headers, ("Content-Length", str(len(body))), *told]


# Headers that depend on the answer to one request.
OUR_OWN = frozenset({"vary", "etag", "content-length", "content-encoding", "x-request-id"})


def vary_of(headers: Sequence[Header]) -> str:
    """What caches on the way have to mind; the encoding too, since we choose it."""
    told = next((value for field, value in headers if field.lower() == "vary"), "")
    names = [name.strip() for name in told.split(",") if name.strip()]
    return ", ".join(dict.fromkeys((*names, "Accept-Encoding")))


class Pages:
    """Those asked for again, within a number of bytes: whoever was not asked for since their last turn goes first.

    Nearly what "least recently used" gives, but a hit only sets a flag, and needs no lock.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[Key, tuple[Page, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Page | None:
        """The page of a key, however old."""
        found = self._kept.get(key)
        if found is None:
            return None
        page = found[0]
        page.is_wanted = True
        return page

    def put(self, key: Key, page: Page) -> None:
        """Keep it, or count it anew, and make room."""
        size = page.size
        with self._lock:
            _old, before = self._kept.pop(key, (None, 0))
            self.size -= before
            if size > self.most // 8:
                return
            self._kept[key] = (page, size)
            self.size += size
            while self.size > self.most:
                self._let_one_go()

    def _let_one_go(self) -> None:
        """The oldest goes, or to the end of the queue if somebody asked for it meanwhile."""
        key, (page, size) = self._kept.popitem(last=False)
        if page.is_wanted:
            page.is_wanted = False
            self._kept[key] = (page, size)
        else:
            self.size -= size
