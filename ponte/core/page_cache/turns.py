"""One thread makes a page while the others that want it wait."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock

PATIENCE = 5.0  # seconds; then it is better to make it twice


class Turns:
    """A lock for each thing that somebody works on, gone when nobody does."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken: dict[Hashable, tuple[Lock, int]] = {}

    @contextmanager
    def of(self, thing: Hashable) -> Iterator[bool]:
        """Whether it is ours at once; whoever had to wait looks first at what was made meanwhile."""
        with self._lock:
            lock, wanted = self._taken.get(thing, (Lock(), 0))
            self._taken[thing] = (lock, wanted + 1)
        at_once = lock.acquire(blocking=False)
        ours = at_once or lock.acquire(timeout=PATIENCE)
        try:
            yield at_once
        finally:
            if ours:
                lock.release()
            self._leave(thing)

    def _leave(self, thing: Hashable) -> None:
        with self._lock:
            lock, wanted = self._taken.pop(thing)
            if wanted > 1:
                self._taken[thing] = (lock, wanted - 1)
