"""What goes over when two records become one, told by whoever has rows that point to an organisation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from ponte.core.registries import Registry
from ponte.map.models import Organisation


@dataclass(frozen=True)
class Joining:
    """Two records of which one goes into the other, or comes out again; both are locked.

    choices  which side is kept, which value of each field, which rows are left out (`queries.merging.Choices`)
    """

    kept: Organisation
    gone: Organisation
    by: Any
    at: datetime
    choices: Mapping[str, Any]
    reason: str = ""


@dataclass(frozen=True)
class Moving:
    """One sort of thing, in both directions, in the transaction of the step.

    over  takes it to the record that stays, and gives as JSON what is needed to bring it back
    back  brings it back, and names what was edited since and therefore stays where it is
    """

    name: str
    over: Callable[[Joining], Any]
    back: Callable[[Joining, Any], list[str]]


moving: Registry[Moving] = Registry()


def register(entry: Moving) -> None:
    """Tell, in AppConfig.ready(), what goes over; `name` is the table or the field that it is about."""
    moving.add(entry.name, entry)


def rows_of(model: str, field: str = "organisation") -> Moving:
    """Rows that only have to point to the other record; one that it has already, as the table says, stays."""

    def over(joining: Joining) -> list[int]:
        rows = apps.get_model(model)._base_manager.filter(**{field: joining.gone}).order_by("pk")
        return [row.pk for row in rows if has_moved(row, field, joining.kept)]

    def back(joining: Joining, keys: list[int]) -> list[str]:
        rows = apps.get_model(model)._base_manager.filter(pk__in=keys, **{field: joining.kept}).order_by("pk")
        return [str(row) for row in rows if not has_moved(row, field, joining.gone)]

    return Moving(f"{model}.{field}", over, back)


def has_moved(row: models.Model, field: str, to: Organisation) -> bool:
    """Point a row to this record, if there is room for it."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field: to})
    except IntegrityError:
        return False
    return True
