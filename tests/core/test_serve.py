"""`make run`: two processes that start together, say where they are, and end together."""

import http.client
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE

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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site below keeps its data."""
    return tmp_path_factory.mktemp("running")


@pytest.fixture(scope="module")
def other_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where sites that are stopped or killed one after the other keep theirs: the next one finds it prepared."""
    return tmp_path_factory.mktemp("stopped")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    """A site that several tests ask, and none stops."""
    with running_site(folder) as running:
        yield running


def test_pages_come_compressed_hashed_and_without_debug(running: Running) -> None:
    request = urllib.request.Request(f"{running.url}/en/", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{running.url}/en/nowhere/")
    assert "DEBUG" not in missing.value.read().decode()
    missing.value.close()


def test_every_process_shows_what_another_one_changed_a_moment_ago(running: Running, folder: Path) -> None:
    """The office is renamed by a process of its own; whoever asks when it is done never reads the old name."""
    port = int(running.url.rpartition(":")[2])
    renaming = [sys.executable, "-c", RENAMING]
    with subprocess.Popen(
        renaming, cwd=ROOT, env=environment(folder, port), stdin=PIPE, stdout=PIPE, text=True, bufsize=1
    ) as other:
        for number in range(20):
            pages(running, 6)  # both web processes keep the page of before
            print(f"House {number}", file=other.stdin, flush=True)
            assert other.stdout.readline() == "done\n"
            assert all(f"House {number}<" in page for page in pages(running, 6))
        other.stdin.close()


RENAMING = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "ponte.config.settings"
django.setup()
from ponte.accounts.actions.office import change_office
from ponte.core.models import Office
for name in sys.stdin:
    change_office(office=Office.objects.get(), values={"short_name": name.strip()}, by=None)
    print("done", flush=True)
"""


def pages(running: Running, count: int) -> list[str]:
    """One page, asked for several times at once on connections of their own: any process may answer."""
    with ThreadPoolExecutor(count) as askers:
        asked = [
            askers.submit(urllib.request.urlopen, f"{running.url}/en/accessibility/") for _ in range(count)
        ]
        return [answer.result().read().decode() for answer in asked]


def test_a_connection_that_stays_open_is_answered_without_a_pause(running: Running) -> None:
    """A server without TCP_NODELAY waits 40 ms before each answer on a connection that is used again."""
    connection = http.client.HTTPConnection("localhost", int(running.url.rpartition(":")[2]))
    took = []
    for _round in range(21):
        start = time.perf_counter()
        connection.request("GET", "/en/accessibility/")
        connection.getresponse().read()
        took.append(time.perf_counter() - start)
    connection.close()
    assert sorted(took)[len(took) // 2] < 0.03


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_everything_stops_when_asked(other_folder: Path, number: signal.Signals) -> None:
    with running_site(other_folder, PONTE_DEMO="0") as running:
        pids = descendants(running)
        assert len(pids) >= 4
        running.process.send_signal(number)
        running.said()
        assert running.process.returncode == 0
        assert everybody_is_gone(running, pids)


@pytest.mark.parametrize(("who", "name"), [("web", "web server"), ("worker", "background worker")])
def test_when_one_dies_everything_stops_and_says_so(other_folder: Path, who: str, name: str) -> None:
    with running_site(other_folder, PONTE_DEMO="0") as running:
        pids = descendants(running)
        os.kill(running.children()[who], signal.SIGKILL)
        assert f"The {name} ended by itself" in running.said()
        assert running.process.returncode == 1
        assert everybody_is_gone(running, pids)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_nobody_outlives_a_kill(other_folder: Path) -> None:
    with running_site(other_folder, PONTE_DEMO="0") as running:
        pids = descendants(running)
        running.process.kill()
        running.process.wait()
        assert everybody_is_gone(running, pids)


def test_a_taken_port_is_said_with_what_to_do(running: Running, folder: Path) -> None:
    port = int(running.url.rpartition(":")[2])
    second = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "serve"],
        env=environment(folder, port),
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used (address already in use)" in second.stderr
    assert f"make run PORT={port + 1}" in second.stderr
