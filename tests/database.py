"""The database of a test process: tables straight from the models, in seconds; sites started by tests migrate."""

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """`make check` compares migrations with models, and `tests/core/test_serve.py` applies them."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The migrations count as applied, since the tables are what they would have made."""
    settings.MIGRATION_MODULES = {}
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in MigrationLoader(None, ignore_no_migrations=True).graph.nodes:
            recorder.record_applied(app, name)
