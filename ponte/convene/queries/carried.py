"""What other parts of Ponte bring back onto the next agenda: a registry they fill in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import override

from ponte.convene.models.agenda_item import AgendaItem
from ponte.convene.models.meeting import Meeting, Seen
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
    texts: Mapping[str, str] = field(default_factory=dict)  # the title in other languages


comes_back: Registry[Callable[[Meeting], list[ComesBack]]] = Registry()


def said(sentence: Any, language: str, **facts: str) -> tuple[str, dict[str, str]]:
    """A sentence of the house about something, in this language, and in those into which it is translated."""
    with override(language):
        original = str(sentence)
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            if code != language and str(sentence) != original:
                found[code] = str(sentence) % facts
    return original % facts, found


def is_for_everybody(meeting: Meeting) -> bool:
    """Whether its agenda is read by people who do not sit at the table."""
    return meeting.visibility == Seen.PUBLIC


def waiting_for(meeting: Meeting) -> list[ComesBack]:
    """Everything that waits for this meeting, in the order of the parts that told."""
    return [thing for tell in comes_back for thing in tell(meeting)]


def addresses_of(items: Iterable[AgendaItem]) -> dict[int, str]:
    """{key of the item: the page of the action, the minutes or the decision it stands for}, a query for each kind."""
    about: dict[str, dict[int, int]] = {}
    for item in items:
        if item.about_id is not None:
            about.setdefault(item.about_kind, {})[item.pk] = item.about_id
    found: dict[int, str] = {}
    for kind, keys in about.items():
        rows = apps.get_model(kind)._default_manager.in_bulk(list(keys.values()))
        found |= {item: rows[key].get_absolute_url() for item, key in keys.items() if key in rows}
    return found
