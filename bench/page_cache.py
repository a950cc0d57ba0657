"""Public pages from memory beside the bare server: the same processes, threads and client, in turns.

`wrk` (Debian: apt install wrk) asks; where it is missing a client in Python does, which is slower than the server: then
the ratio is that of processor time for an answer.
"""

import http.client
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from django.db import connection
from django.test import Client

from bench import server
from bench.results import Row
from ponte.core.management.commands.serve import web_command
from ponte.core.page_cache.pages import Page

RAW_PORT = server.PORT + 1
ROUNDS, SECONDS, CONNECTIONS = 5, 2, 16
ACCEPTED = {"Accept-Encoding": "gzip, deflate, br"}
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")


@contextmanager
def bare_server() -> Iterator[None]:
    """Granian as `serve` starts it, with the least there can be behind it."""
    command = ["bench.hello:application" if part.startswith("ponte.") else part for part in web_command()]
    command[command.index("--port") + 1] = str(RAW_PORT)
    with subprocess.Popen(command) as process:  # noqa: S603
        try:
            for _try in range(100):
                if answers(RAW_PORT):
                    break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


def answers(port: int) -> bool:
    """Whether somebody listens."""
    try:
        ask(port, "/", 1)
    except OSError:
        return False
    return True


def ask(port: int, path: str, times: int) -> None:
    """So many times on one connection."""
    opened = http.client.HTTPConnection("127.0.0.1", port)
    for _time in range(times):
        opened.request("GET", path, headers=ACCEPTED)
        opened.getresponse().read()
    opened.close()


def rate(port: int, path: str) -> float:
    """Answers a second."""
    wrk = shutil.which("wrk")
    address = f"http://127.0.0.1:{port}{path}"
    if wrk:
        headers = [part for name, value in ACCEPTED.items() for part in ("-H", f"{name}: {value}")]
        told = subprocess.run(  # noqa: S603
            [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", *headers, address],
            capture_output=True,
            text=True,
            check=True,
        )
        return float(RATE.search(told.stdout)[1])  # type: ignore[index]
    each, start = 500, time.monotonic()
    threads = [Thread(target=ask, args=(port, path, each)) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(threads) * each / (time.monotonic() - start)


def best(path: str) -> tuple[float, float]:
    """Answers a second of the bare server and of the page, the best of some rounds in turns."""
    rates = [(rate(RAW_PORT, "/"), rate(server.PORT, path)) for _round in range(ROUNDS)]
    return max(raw for raw, _page in rates), max(page for _raw, page in rates)


def rows(path: str) -> Iterator[Row]:
    """What a page from memory costs beside nothing at all, and how many fit."""
    if not shutil.which("wrk"):
        sys.stderr.write("Without wrk the client is the slower side: the ratio says little.\n")
    for more, what in (({}, ""), (LOGGING, ", each answer logged as JSON")):
        with bare_server(), server.site(**more):
            ask(server.PORT, path, 20)
            raw, page = best(path)
        goal = None if more else 2.0
        if not more:
            yield Row(connection.vendor, "bare server", raw, None, "answers/s")
        yield Row(connection.vendor, f"page from memory{what}", page, None, "answers/s")
        yield Row(connection.vendor, f"page from memory{what}: bare server / page", raw / page, goal, "ratio")
    yield Row(connection.vendor, "page of the list kept ready", kept_size(path) / 1000, None, "KB")


LOGGING = {"PONTE_LOG_FORMAT": "json", "PONTE_LOG_LEVEL": "INFO"}


def kept_size(path: str) -> int:
    """Bytes that a page takes in memory."""
    answer = Client().get(path)
    page = Page(name="", kinds=(), stamp=(), until=0)
    page.fill(list(answer.headers.items()), answer.content)
    return page.size
