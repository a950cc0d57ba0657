"""What has to be done every hour, gathered from wherever it belongs."""

from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)
Chore = Callable[[], object]
_chores: dict[str, Chore] = {}


def every_hour(chore: Chore) -> Chore:
    """Add a chore, in `AppConfig.ready()`; it must be short, and harmless when done twice."""
    _chores[f"{chore.__module__}.{chore.__qualname__}"] = chore
    return chore


def do_all() -> dict[str, str]:
    """Do each; one that fails is logged and does not keep the others from being done."""
    done = {}
    for name, chore in _chores.items():
        try:
            done[name] = str(chore())
        except Exception:
            log.exception("chore failed", chore=name)
            done[name] = "failed"
    return done
