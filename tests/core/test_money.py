"""Money in whole minor units."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ponte.core.money import LARGEST, Money, format_money, parse

MINOR = st.integers(-(10**14), 10**14)
CURRENCY = st.sampled_from(["EUR", "JPY", "TND", "USD"])
LANGUAGE = st.sampled_from(["en", "it", "fr", "es", "uk", "ar"])


@pytest.mark.parametrize(
    ("written", "currency", "language", "minor"),
    [
        ("1.234,56", "EUR", "it", 123456),
        ("1,234.56", "EUR", "en", 123456),
        ("1 234,5", "EUR", "fr", 123450),
        ("1\u202f234\u202f567,05", "EUR", "fr", 123456705),
        ("1234,56", "UAH", "uk", 123456),
        ("١٬٢٣٤٫٥٦", "EGP", "ar", 123456),
        ("1,234.56", "EGP", "ar", 123456),
        ("1'000", "CHF", "it", 100000),
        ("1.000", "EUR", "it", 100000),
        ("1500", "JPY", "en", 1500),
        ("1.234,567", "TND", "it", 1234567),
        ("0.10", "USD", "en", 10),
        ("5.000", "USD", "en", 500),
        ("-3,00", "EUR", "es", -300),
    ],
)
def test_amounts_are_read_as_the_language_writes_them(written, currency, language, minor):
    assert parse(written, currency, language) == Money(minor, currency)


@pytest.mark.parametrize(
    ("written", "currency", "language"),
    [
        ("1.234,56", "EUR", "en"),
        ("1,234.56", "EUR", "it"),
        ("12.34", "EUR", "it"),
        ("1.23.456", "EUR", "it"),
        ("1.234 567", "EUR", "it"),
        ("1.5", "JPY", "en"),
        ("1.234", "EUR", "en"),
        ("", "EUR", "en"),
        ("1e5", "EUR", "en"),
        ("NaN", "EUR", "en"),
        ("€5", "EUR", "en"),
        ("=1+1", "EUR", "en"),
        ("9" * 30, "EUR", "en"),
        ("5", "XYZ", "en"),
    ],
)
def test_what_is_no_amount_there_is_refused(written, currency, language):
    with pytest.raises(ValidationError) as refused:
        parse(written, currency, language)
    assert refused.value.messages


def test_the_refusal_shows_how_to_write_it():
    with pytest.raises(ValidationError, match=r"1\.234,56"):
        parse("1,234.56", "EUR", "it")


@given(MINOR, CURRENCY, LANGUAGE)
def test_an_amount_survives_being_written_and_read(minor, currency, language):
    money = Money(minor, currency)
    written = str(money.amount)
    if language in ("it", "fr", "es", "uk"):
        written = written.replace(".", ",")
    assert parse(written, currency, language) == money
    assert Money.of(money.amount, currency) == money


@given(MINOR, MINOR, CURRENCY)
def test_sums_are_exact(one, other, currency):
    assert Money(one, currency) + Money(other, currency) - Money(other, currency) == Money(one, currency)


def test_a_tenth_and_two_tenths_are_three_tenths():
    assert Money.of("0.10", "EUR") + Money.of("0.20", "EUR") == Money.of("0.30", "EUR")
    assert Money.of("0.30", "EUR").amount == Decimal("0.30")


@given(st.integers(0, 10**9), st.integers(1, 50))
def test_shares_add_up_again(minor, parts):
    shares = Money(minor, "EUR").split(parts)
    assert sum(share.minor for share in shares) == minor
    assert max(shares).minor - min(shares).minor <= 1


def test_two_currencies_have_no_sum_and_no_order():
    with pytest.raises(ValueError, match="EUR and USD"):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(ValueError, match="EUR and USD"):
        assert Money(1, "EUR") < Money(1, "USD")


@pytest.mark.parametrize("amount", ["1.234", "abc", "NaN", "Infinity", ""])
def test_an_amount_that_does_not_fit_the_currency_is_an_error(amount):
    with pytest.raises(ValueError):
        Money.of(amount, "EUR")


def test_a_float_is_never_money():
    with pytest.raises(TypeError):
        Money.of(0.1, "EUR")
    with pytest.raises(TypeError):
        Money(0.1, "EUR")
    with pytest.raises(TypeError):
        Money(1, "EUR") * 0.5


@pytest.mark.parametrize(
    ("money", "language", "shown"),
    [
        (Money(123456, "EUR"), "it", "1.234,56\u00a0€"),
        (Money(1500, "JPY"), "en", "¥1,500"),
        (Money(1234567, "TND"), "en", "TND\u00a01,234.567"),
    ],
)
def test_money_is_shown_as_the_language_writes_it(money, language, shown):
    assert format_money(money, language) == shown


def test_the_largest_amount_a_column_holds_is_the_largest_read():
    assert parse(str(LARGEST), "JPY", "en").minor == LARGEST
    with pytest.raises(ValidationError):
        parse(str(LARGEST + 1), "JPY", "en")
