"""The first tables of every app of the house are made in one go."""

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from ponte.core.first_tables import SHAPES, FirstTables

HOUSE = [app.label for app in apps.get_app_configs() if app.name.startswith("ponte.")]


@pytest.mark.parametrize("app", HOUSE)
def test_a_first_migration_says_shapes_and_nothing_else(app: str) -> None:
    loaded = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    first = next(found for (label, _name), found in sorted(loaded.items()) if label == app)
    assert isinstance(first, FirstTables)
    assert all(isinstance(operation, SHAPES) for operation in first.operations)
