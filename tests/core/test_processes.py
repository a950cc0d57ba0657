"""Children start together and stop together."""

import os
import signal
import sys
import time

from ponte.core.processes import Company

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_everybody_stops_when_asked() -> None:
    company = Company()
    company.start("one", SLEEPER)
    company.start("two", SLEEPER)
    company.stop()
    assert [child.returncode for child in company.children.values()] == [-signal.SIGTERM, -signal.SIGTERM]


def test_the_one_who_died_is_named() -> None:
    company = Company()
    company.start("sleeper", SLEEPER)
    company.start("short-lived", [sys.executable, "-c", ""])
    assert company.watch(until=lambda: False, seconds=10) == "short-lived"
    company.stop()


def test_a_child_does_not_outlive_a_killed_parent() -> None:
    program = (
        "from ponte.core.processes import Company; import time; company = Company(); company.start('c', %r);"
    )
    program = program % SLEEPER + "print(company.children['c'].pid, flush=True); time.sleep(60)"
    parent = Company()
    reader, writer = os.pipe()
    stdout = os.dup(1)
    os.dup2(writer, 1)
    parent.start("parent", [sys.executable, "-c", program])
    os.dup2(stdout, 1)
    child = int(os.read(reader, 20))
    parent.children["parent"].kill()
    parent.stop()
    end = time.monotonic() + 5
    while os.path.exists(f"/proc/{child}") and time.monotonic() < end:  # noqa: PTH110 - the process table
        time.sleep(0.05)
    assert not os.path.exists(f"/proc/{child}")  # noqa: PTH110
