"""Processes that live and die together: the web server and the background worker of `serve`."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

PATIENCE = 10  # seconds a process has to finish what it does
_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """In the child before it starts: Linux ends it when `serve` itself is killed. Elsewhere nothing does."""
    if _libc is not None:
        _libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


class Company:
    """Named child processes, each in a session of its own so that Ctrl+C reaches us only and in order."""

    def __init__(self) -> None:
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = False

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start one; its output goes where ours goes."""
        self.children[name] = subprocess.Popen(  # noqa: S603 - the commands are ours
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - one thread here, nothing to deadlock
        )

    def listen(self) -> None:
        """From now on Ctrl+C, TERM and a closed terminal ask us to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def first_dead(self) -> str | None:
        """The name of a process that has ended, if any."""
        return next((name for name, child in self.children.items() if child.poll() is not None), None)

    def watch(self, *, until: Callable[[], bool], seconds: float | None = None) -> str | None:
        """Wait until asked to stop, until the condition holds or the time is over; who died, if any."""
        end = time.monotonic() + seconds if seconds is not None else None
        while not self.asked_to_stop and not until() and (end is None or time.monotonic() < end):
            if dead := self.first_dead():
                return dead
            time.sleep(0.1)
        return None

    def stop(self) -> None:
        """Ask everybody to finish, then insist. Grandchildren of a process that was killed go too."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        for child in self.children.values():
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                pass
            finally:
                self._end_group(child)

    @staticmethod
    def _end_group(child: subprocess.Popen[bytes]) -> None:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
        child.wait()
