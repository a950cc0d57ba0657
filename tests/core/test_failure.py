"""A full or locked database gives a clear page and changes nothing."""

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from ponte.config import urls


def fill(request: HttpRequest) -> HttpResponse:
    """Writes much more than the little room there is."""
    people = get_user_model()
    with transaction.atomic():
        people.objects.create(email="first@example.org", name="First")
        for number in range(3000):
            people.objects.create(email=f"{number}@example.org", name="x" * 150)
    return HttpResponse("done")


def crash(request: HttpRequest) -> HttpResponse:
    raise ValueError


def vanish(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


urlpatterns = [path("fill/", fill), path("crash/", crash), path("vanish/", vanish), *urls.urlpatterns]
handler500 = urls.handler500
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the page limit is SQLite's")
def test_a_full_database_is_said_and_nothing_is_half_written(visitor: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 5}")
    try:
        answer = visitor.post("/fill/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert answer.status_code == 503
    assert "We could not save this." in answer.content.decode()
    assert answer["Retry-After"]
    assert not get_user_model().objects.filter(email="first@example.org").exists()
    assert visitor.post("/fill/").status_code == 200


def test_a_database_that_is_gone_is_said(visitor: Client) -> None:
    answer = visitor.get("/vanish/")
    assert answer.status_code == 503
    assert "We cannot show this page at the moment." in answer.content.decode()


def test_another_failure_is_not_blamed_on_the_database(visitor: Client) -> None:
    assert visitor.get("/crash/").status_code == 500
