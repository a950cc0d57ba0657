"""How the index of the directory stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ponte.core.finding import generations, rebuilding
from ponte.core.models import IndexState
from ponte.core.registries import Task
from ponte.map.queries.index import organisations


@dataclass(frozen=True)
class IndexNow:
    """What an office sees of the index. `stopped`: somebody began to build it anew and did not finish."""

    is_outdated: bool
    is_building: bool
    stopped: bool
    done: int
    total: int
    built_at: datetime | None


def state_of_index() -> IndexNow:
    """How it stands at this moment."""
    state = IndexState.objects.filter(index=organisations.kind).first()
    is_building = rebuilding.is_building(state)
    return IndexNow(
        is_outdated=generations.is_outdated(organisations.kind, organisations.rules),
        is_building=is_building,
        stopped=bool(state and state.building and not is_building),
        done=state.done if state else 0,
        total=max(state.total, state.done) if state else 0,
        built_at=state.switched_at if state else None,
    )


def on_desk(person: Any) -> list[Task]:
    """An index of older rules finds less than it could."""
    if not person.has_perm("map.build_index") or not state_of_index().is_outdated:
        return []
    return [Task(_("Build the search index anew: its rules have changed"), reverse("map:finding"))]
