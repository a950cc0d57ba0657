"""The one office of an installation."""

import pytest
from django.core.signals import request_started
from django.db import IntegrityError, transaction

from ponte.core.models import Office
from tests.factories.accounts import office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    Office.forget()
    yield
    Office.forget()


def test_an_empty_installation_has_no_office() -> None:
    assert Office.current() is None


def test_the_office_is_read_once_in_a_request(django_assert_num_queries) -> None:
    office()
    with django_assert_num_queries(1):
        assert Office.current() == Office.current()
    request_started.send(sender=None)
    with django_assert_num_queries(1):
        Office.current()


def test_a_saved_change_is_seen_at_once() -> None:
    it = office()
    assert Office.current().called == "Country Office Italy"
    it.short_name = "Italy"
    it.save()
    assert Office.current().called == "Italy"


def test_the_database_refuses_a_second_office() -> None:
    office()
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.create(pk=2, name="Another")
