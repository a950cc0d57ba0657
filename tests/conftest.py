"""Fixtures and strictness for every test. PONTE_DATABASE_URL chooses the database (SQLite in memory)."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ponte.core.api import limits
from ponte.core.catalogues import compile_changed
from ponte.core.models import Office
from tests.browser import axe, browser, other_page, page, phone, site, site_folder
from tests.camera import camera
from tests.database import django_db_setup, django_db_use_migrations
from tests.strictness import keep_connections_of_transactions, keep_off_the_network

__all__ = [
    "axe",
    "browser",
    "camera",
    "django_db_setup",
    "django_db_use_migrations",
    "other_page",
    "page",
    "phone",
    "site",
    "site_folder",
]

keep_off_the_network()
keep_connections_of_transactions()
for (
    folder
) in settings.LOCALE_PATHS:  # a fresh checkout has no compiled catalogues, and lists are read in any language
    compile_changed(Path(folder))


def pytest_collection_finish() -> None:
    """What was imported stays until the end: nothing is gained by looking through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture
def count_queries(db: None) -> Callable[[Callable[[], object]], int]:
    """`count_queries(lambda: client.get(url))`: how many SQL statements that took."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count


@pytest.fixture(autouse=True)
def fresh_request() -> Iterator[None]:
    """What a process remembers between requests, language, office and calls, does not leak into the next test."""
    Office.forget()
    limits.forget()
    with translation.override("en"):
        yield
