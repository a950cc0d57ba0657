"""Very many rows at once: plain tuples, by `executemany` on SQLite and by COPY on PostgreSQL.

Raw SQL, because it was measured (docs/adr/0009): `bulk_create` spends most of its time on instances and on
expressions, and on SQLite can write only a few wide rows in one statement. Values are those of `Model.save`:
constraints hold as always, validation is the caller's.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]


class Sheet:
    """Rows of one model on their way into the database; what a row does not say has the default of its field."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        blank = model()
        self.converters: dict[str, Convert] = {field.attname: converter(field) for field in self.fields}
        self.places = {field.attname: place for place, field in enumerate(self.fields)}
        self.blank = [self.converters[field.attname](getattr(blank, field.attname)) for field in self.fields]
        self.rows: list[Row] = []

    def add(self, values: Mapping[str, Any]) -> None:
        """One more row, by the names of its columns."""
        row = self.blank.copy()
        for name, value in values.items():
            row[self.places[name]] = self.converters[name](value)
        self.rows.append(tuple(row))

    def write(self) -> None:
        """Insert them, in their order."""
        if self.rows:
            insert(self.model, [str(field.column) for field in self.fields], self.rows)
        self.rows = []


def converter(field: models.Field) -> Convert:
    """From a plain value of a record to what the database takes; dates may be ISO text already."""
    if isinstance(field, models.JSONField):
        return as_json
    if isinstance(field, models.DateTimeField):
        return as_moment
    if isinstance(field, models.DateField):
        return as_day
    return as_it_is


def as_it_is(value: Any) -> Any:
    """Texts, numbers, yes and no."""
    return value


def as_json(value: Any) -> str:
    """JSON as text."""
    return json.dumps(value)


def as_day(value: Any) -> Any:
    """A date as ISO text, which both databases take."""
    return value if value is None or isinstance(value, str) else value.isoformat()


def as_moment(value: datetime | None) -> Any:
    """A moment as this database keeps it."""
    return connection.ops.adapt_datetimefield_value(value)


def insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Add rows; a constraint that does not hold raises as it does elsewhere."""
    name = connection.ops.quote_name
    table, listed = name(model._meta.db_table), ", ".join(map(name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", rows)  # noqa: S608


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Set these columns; the key of the row comes last."""
    name = connection.ops.quote_name
    settings = ", ".join(f"{name(column)} = %s" for column in columns)
    key = name(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {name(model._meta.db_table)} SET {settings} WHERE {key} = %s",  # noqa: S608
            list(rows),
        )
