"""What other parts of Ponte bring back onto the next agenda: a registry they fill in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from ponte.convene.models.meeting import Meeting
from ponte.core.registries import Registry


@dataclass(frozen=True)
class ComesBack:
    """Something that waits for the next meeting of a table: an open action, a text to approve.

    `about` ("convene.actionpoint", 12) keeps it from standing twice on one agenda.
    """

    title: str
    language: str
    about: tuple[str, int]
    kind: str = "discussion"
    minutes: int = 5
    is_internal: bool = False


comes_back: Registry[Callable[[Meeting], list[ComesBack]]] = Registry()


def waiting_for(meeting: Meeting) -> list[ComesBack]:
    """Everything that waits for this meeting, in the order of the parts that told."""
    return [thing for tell in comes_back for thing in tell(meeting)]
