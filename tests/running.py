"""The real stack as a process of its own: `manage.py serve` in a folder and on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """That of a person who just types `make run`: nothing of the tests leaks in."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("PONTE_", "DJANGO_"))}
    return plain | {"PONTE_VAR_DIR": str(folder), "PONTE_DEMO": "1", "PORT": str(port)} | more


@dataclass
class Running:
    """A site that answers, and its process."""

    url: str
    process: subprocess.Popen[str]

    def children(self) -> dict[str, int]:
        """Process ids of the web server and of the worker."""
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        rows = [line.split(maxsplit=1) for line in listed.splitlines()]
        return {"web" if "granian" in command else "worker": int(pid) for pid, command in rows}

    def said(self, seconds: float = 20) -> str:
        """Everything it printed, once it has ended."""
        return self.process.communicate(timeout=seconds)[0]


@contextmanager
def running_site(folder: Path, **more: str) -> Iterator[Running]:
    """Start one and wait until it says its address; stop it as Ctrl+C does."""
    port = free_port()
    command = [sys.executable, str(ROOT / "manage.py"), "serve"]
    process = subprocess.Popen(
        command,
        env=environment(folder, port, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ponte is at" in line:
                break
        else:
            raise AssertionError(f"the site did not start: {''.join(lines)}")
        yield Running(f"http://localhost:{port}", process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)
        process.stdout.close()  # type: ignore[union-attr]
