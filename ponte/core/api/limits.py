"""How often somebody may call: counted in the cache all processes share, without writing at every call.

A process counts by itself and tells the others each time it has counted a twentieth of the limit. So who calls
now and then costs the database nothing, and who calls without end is stopped at most that much late in each process.
"""

import time
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.cache import cache

WINDOW = 60  # seconds
REMEMBERED = 10_000
_lock = Lock()
_counts: dict[str, "Count"] = {}


@dataclass
class Count:
    """Calls of one caller in one window: what all processes have told, and what only we know."""

    window: int
    told: int = 0
    ours: int = 0


@dataclass(frozen=True)
class Left:
    """What is left of a limit."""

    limit: int
    left: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        """As the draft of the working group has them (draft-ietf-httpapi-ratelimit-headers)."""
        return {"RateLimit-Policy": policy(self.limit), "RateLimit": f'"api";r={self.left};t={self.seconds}'}


def policy(limit: int) -> str:
    """The limit in the words of the header."""
    return f'"api";q={limit};w={WINDOW}'


def limit_of(is_known: bool) -> int:
    """Calls a minute, by token or by address."""
    return settings.API_LIMITS["token" if is_known else "address"]


def take(key: str, limit: int, cost: int = 1) -> Left | None:
    """Count a call; None when there are too many in this minute (see `waiting`)."""
    now = time.time()
    window = int(now // WINDOW)
    with _lock:
        count = _counts.get(key)
        if count is None or count.window != window:
            if len(_counts) >= REMEMBERED:
                _counts.clear()
            count = _counts[key] = Count(window)
        count.ours += cost
        to_tell = count.ours if count.ours >= max(1, limit // 20) else 0
        if to_tell:
            count.ours = 0
    if to_tell:
        told = tell(f"api:{key}:{window}", to_tell)
        with _lock:
            count.told = max(count.told, told)
    used = count.told + count.ours
    return Left(limit, max(0, limit - used), waiting(now)) if used <= limit else None


def tell(key: str, calls: int) -> int:
    """Add our calls to those of all, and say how many there are."""
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key, calls)
    except ValueError:  # it went between the two
        return calls


def waiting(now: float | None = None) -> int:
    """Seconds until the next window."""
    now = time.time() if now is None else now
    return max(1, int(WINDOW - now % WINDOW))


def forget() -> None:
    """Begin anew, for tests."""
    with _lock:
        _counts.clear()
