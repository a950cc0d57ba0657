"""Instruments: statements, processor time of application and database, bytes over the wire, memory."""

import gzip
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from posixpath import dirname, join, normpath
from threading import Event, Thread
from types import TracebackType

from django.db import connection
from django.db.transaction import Atomic
from django.test import Client
from django.test.utils import CaptureQueriesContext

BASELINE_MS = 6.0  # of the two quiet cores on which the goals were set
TICKS = os.sysconf("SC_CLK_TCK")
ASSET = re.compile(
    r"<link[^>]+(?:rel=\"?(?:stylesheet|modulepreload)\"?)[^>]*>|<script[^>]+src=[^>]+>", re.IGNORECASE
)
ADDRESS = re.compile(r"(?:href|src)=\"([^\"]+)\"")
IMPORTED = re.compile(
    r"(?:from|import)\s*[\"'](\.{1,2}/[^\"']+)[\"']|@import\s+(?:url\()?[\"']([^\"']+)[\"']"
)


def statements(call: Callable[[], object]) -> int:
    """How many SQL statements it takes."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def database_ms() -> float:
    """Processor time so far of the server process that answers us; SQLite works inside our own."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


def baseline_ms() -> float:
    """Processor time of a little loop: a processor that is shared or hot is slower for it and for a page alike."""
    before = time.process_time()
    sum(number * number for number in range(100_000))
    return (time.process_time() - before) * 1000


def cpu_ms(calls: list[Callable[[], object]]) -> float:
    """Mean processor time of a call, application and database together, after a first round to warm up.

    In milliseconds of a processor on which the baseline, run between the calls, takes BASELINE_MS.
    """
    for call in calls[: max(3, len(calls) // 4)]:
        call()
    spent = baseline = 0.0
    for call in calls:
        database, before = database_ms(), time.process_time()
        call()
        spent += (time.process_time() - before) * 1000 + database_ms() - database
        baseline += baseline_ms()
    return spent / baseline * BASELINE_MS


def cpu_ms_once(call: Callable[[], object]) -> float:
    """The same of one call that is made once."""
    first = baseline_ms()
    database, before = database_ms(), time.process_time()
    call()
    spent = (time.process_time() - before) * 1000 + database_ms() - database
    return spent / (first + baseline_ms()) * 2 * BASELINE_MS


def _fetch(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
    text = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
    return len(body), text.decode()


def first_view_bytes(address: str) -> int:
    """Compressed bytes of a page and of the style sheets and scripts it loads, fonts apart."""
    client = Client()
    total, page = _fetch(client, address)
    waiting = [found for tag in ASSET.findall(page) for found in ADDRESS.findall(tag)]
    seen: set[str] = set()
    while waiting:
        asset = waiting.pop()
        if asset in seen or not asset.startswith("/"):
            continue
        seen.add(asset)
        size, text = _fetch(client, asset)
        total += size
        waiting += [normpath(join(dirname(asset), one or two)) for one, two in IMPORTED.findall(text)]
    return total


def bytes_of(address: str) -> int:
    """Compressed bytes of one answer."""
    return _fetch(Client(), address)[0]


def memory_mb(pid: int, what: str = "VmRSS") -> float:
    """Resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+)", status).group(1)) / 1024  # type: ignore[union-attr]


@contextmanager
def own_memory() -> Iterator[list[float]]:
    """The most megabytes of our own meanwhile; without the pages of the database file that the system maps for us."""
    most, ended = [0.0], Event()

    def watch() -> None:
        while not ended.wait(0.1):
            most[0] = max(most[0], memory_mb(os.getpid(), "RssAnon"))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()


@contextmanager
def longest_transaction() -> Iterator[list[float]]:
    """The processor time, in seconds, of the longest transaction meanwhile, the database's included."""
    longest, begun = [0.0], [0.0]
    enter, leave = Atomic.__enter__, Atomic.__exit__

    def now() -> float:
        return time.process_time() + database_ms() / 1000

    def entering(self: Atomic) -> None:
        enter(self)
        if len(connection.atomic_blocks) == 1:
            begun[0] = now()

    def leaving(
        self: Atomic,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        leave(self, kind, error, trace)
        if not connection.in_atomic_block:
            longest[0] = max(longest[0], now() - begun[0])

    Atomic.__enter__, Atomic.__exit__ = entering, leaving  # type: ignore[method-assign]
    try:
        yield longest
    finally:
        Atomic.__enter__, Atomic.__exit__ = enter, leave  # type: ignore[method-assign]
