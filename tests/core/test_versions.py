"""Data versions grow with every change."""

import pytest
from django.db import transaction

from ponte.core import versions

pytestmark = pytest.mark.django_db


def test_nothing_has_changed_at_first() -> None:
    assert versions.number("map.organisation") == 0
    assert versions.changed_at("map.organisation") is None


def test_each_bump_counts_its_own_kind() -> None:
    versions.bump("map.organisation")
    versions.bump("map.organisation")
    versions.bump("core.office")
    wanted = ["map.organisation", "core.office", "fund.call"]
    assert versions.numbers(wanted) == {"map.organisation": 2, "core.office": 1, "fund.call": 0}
    assert versions.changed_at("core.office") is not None


def test_a_bump_is_one_statement_once_the_kind_is_known(django_assert_num_queries) -> None:
    versions.bump("map.organisation")
    with django_assert_num_queries(1):
        versions.bump("map.organisation")


def test_a_bump_is_undone_with_its_transaction() -> None:
    versions.bump("map.organisation")
    with transaction.atomic():
        versions.bump("map.organisation")
        transaction.set_rollback(True)
    assert versions.number("map.organisation") == 1
