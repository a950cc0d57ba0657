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
from threading import Event, Thread

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
    listener: "Listener"

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
        self.process.wait(timeout=seconds)
        self.listener.join(timeout=seconds)
        return "".join(self.listener.lines)


class Listener(Thread):
    """Reads what a site prints for as long as it runs: one whose pipe is full stands still at its next word."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        super().__init__(daemon=True)
        self.process, self.lines, self.is_up = process, [], Event()

    def run(self) -> None:
        """Until the pipe is closed by the last process that holds it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if "Ponte is at" in line:
                self.is_up.set()
        self.is_up.set()


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
    listener = Listener(process)
    listener.start()
    try:
        listener.is_up.wait()
        if not any("Ponte is at" in line for line in listener.lines):
            raise AssertionError(f"the site did not start: {''.join(listener.lines)}")
        yield Running(f"http://localhost:{port}", process, listener)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
        listener.join(timeout=30)
        process.stdout.close()  # type: ignore[union-attr]
