"""The real processes under load, to see what memory they take."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from bench import meters

PORT = 8097


def database_url() -> str:
    """The address of the database we are connected to."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    user, password, host = (quote(told[key] or "", safe="") for key in ("USER", "PASSWORD", "HOST"))
    return f"postgres://{user}:{password}@{host}:{told['PORT'] or 5432}/{told['NAME']}"


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return [int(line) for line in listed.stdout.split()]


@contextmanager
def site(**more: str) -> Iterator[int]:
    """The site as `make run` starts it, on the database we are connected to; the process that started it."""
    environment = os.environ | {"PORT": str(PORT), "PONTE_DATABASE_URL": database_url()} | more
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "serve"]
    with subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            Thread(target=process.stdout.read, daemon=True).start()  # a full pipe would hold the site up
            yield process.pid
        finally:
            process.terminate()


def memory(address: str, queries: list[str]) -> dict[str, float]:
    """Megabytes of the larger web process after 200 pages, and of the background worker."""
    with site() as pid:
        for query in queries * 5:
            path = quote(f"{address}{query}", safe="/?=&")
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
                answer.read()
        direct = _children(pid)
        web = [meters.memory_mb(pid) for parent in direct for pid in _children(parent)]
        return {"a web process": max(web), "the background worker": max(map(meters.memory_mb, direct))}
