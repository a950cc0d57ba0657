"""Values are kept as JSON and read as text."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponte.core.money import Money
from ponte.core.values import REDACTED, differences, differing, plain
from tests.testapp.models import Bridge, State

json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 9, 30, tzinfo=UTC), "2026-11-22T09:30:00+00:00"),
        (Decimal("0.10"), "0.10"),
        (Money(1150000, "EUR"), {"minor": 1150000, "currency": "EUR"}),
        ({"SEN", "ECU"}, ["ECU", "SEN"]),
        (State.OPEN, "open"),
        (Bridge(pk=7), 7),
    ],
)
def test_values_are_kept_as_json(value: object, kept: object) -> None:
    assert plain(value) == kept


def test_what_has_no_faithful_form_is_an_error() -> None:
    with pytest.raises(TypeError, match="object"):
        plain(object())


@given(json_like)
def test_json_is_kept_as_it_is(value: object) -> None:
    assert plain(value) == value


def test_only_fields_that_differ_are_kept() -> None:
    before = {"name": "Rialto", "toll": 0, "email": None}
    after = {"name": "Rialto", "toll": 5, "email": "", "state": "open"}
    assert differing(before, after) == {
        "toll": {"before": 0, "after": 5},
        "state": {"before": None, "after": "open"},
    }


def test_nothing_is_not_the_same_as_no_and_zero() -> None:
    assert differing({"load_tested": None, "toll": None}, {"load_tested": False, "toll": 0}).keys() == {
        "load_tested",
        "toll",
    }


def test_history_is_read_with_labels() -> None:
    values = {
        "state": {"before": "planned", "after": "open"},
        "load_tested": {"before": False, "after": True},
        "name[ar]": {"before": None, "after": "جسر"},
        "email": {"before": REDACTED, "after": REDACTED},
        "cost": {"before": None, "after": {"minor": 1150, "currency": "EUR"}},
        "gone_field": {"before": ["a", "b"], "after": []},
        "opened_at": {"before": None, "after": "2026-11-22T23:30:00+00:00"},
    }
    read = [(line.label, line.before, line.after) for line in differences("testapp.bridge", values)]
    assert read == [
        ("State", "Planned", "Open"),
        ("Load tested", "No", "Yes"),
        ("Name (ar)", "", "جسر"),
        ("E-mail", "", ""),
        ("Cost", "", "€11.50"),
        ("Gone field", "a, b", ""),
        ("Opened at", "", "23 November 2026"),
    ]
    assert differences("testapp.bridge", values)[3].is_redacted
