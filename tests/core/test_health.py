"""Machines learn whether the site can serve, and why not."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from ponte.core import health


@pytest.mark.django_db
def test_all_is_well_and_costs_one_statement(client: Client, count_queries) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"].startswith("max-age=0")
    assert not answer.cookies
    assert count_queries(lambda: client.get("/healthz")) == 1


@pytest.mark.django_db
def test_a_missing_migration_is_named(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "migrations missing: core.0001_initial" in answer.json()["reason"]


@pytest.mark.django_db
def test_an_empty_database_is_told_from_an_unreachable_one() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO elsewhere")
    assert health.trouble() == "migrations missing: all"


@pytest.mark.django_db
def test_an_unreachable_database_is_said(client: Client) -> None:
    def gone(*anything: object) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(gone):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "reason": "database unreachable"}
