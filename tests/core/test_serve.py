"""`make run`: two processes that start together, say where they are, and end together."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.running import ROOT, Running, environment, running_site

pytestmark = pytest.mark.stack


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def everybody_is_gone(running: Running, pids: list[int]) -> bool:
    end = time.monotonic() + 15
    while any(map(is_alive, pids)) and time.monotonic() < end:
        time.sleep(0.1)
    return not any(map(is_alive, pids))


def descendants(running: Running) -> list[int]:
    found = [running.process.pid]
    for pid in found:
        listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
        found += map(int, listed.stdout.split())
    return found[1:]


def test_pages_come_compressed_hashed_and_without_debug(tmp_path: Path) -> None:
    with running_site(tmp_path) as running:
        request = urllib.request.Request(f"{running.url}/en/", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"{running.url}/en/nowhere/")
        assert "DEBUG" not in missing.value.read().decode()
        missing.value.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_everything_stops_when_asked(tmp_path: Path, number: signal.Signals) -> None:
    with running_site(tmp_path) as running:
        pids = descendants(running)
        assert len(pids) >= 4
        running.process.send_signal(number)
        running.said()
        assert running.process.returncode == 0
        assert everybody_is_gone(running, pids)


@pytest.mark.parametrize(("who", "name"), [("web", "web server"), ("worker", "background worker")])
def test_when_one_dies_everything_stops_and_says_so(tmp_path: Path, who: str, name: str) -> None:
    with running_site(tmp_path) as running:
        pids = descendants(running)
        os.kill(running.children()[who], signal.SIGKILL)
        assert f"The {name} ended by itself" in running.said()
        assert running.process.returncode == 1
        assert everybody_is_gone(running, pids)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_nobody_outlives_a_kill(tmp_path: Path) -> None:
    with running_site(tmp_path) as running:
        pids = descendants(running)
        running.process.kill()
        running.process.wait()
        assert everybody_is_gone(running, pids)


def test_a_taken_port_is_said_with_what_to_do(tmp_path: Path) -> None:
    with running_site(tmp_path) as running:
        port = int(running.url.rpartition(":")[2])
        second = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "serve"],
            env=environment(tmp_path, port),
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used (address already in use)" in second.stderr
    assert f"make run PORT={port + 1}" in second.stderr
