"""Form fields that clean what people paste."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from ponte.core.forms import CleanCharField, CleanTextField


def test_a_field_cleans_before_it_measures():
    assert CleanCharField(max_length=5).clean(" a\x00b\u202ec  d\ufeff ") == "abc d"


def test_a_text_too_long_is_refused_with_both_lengths():
    with override("en"), pytest.raises(ValidationError) as refused:
        CleanCharField(max_length=300).clean("x" * 10_000)
    assert refused.value.messages == ["At most 300 characters fit here. Your text has 10000. Shorten it."]


def test_only_invisible_characters_count_as_nothing():
    with pytest.raises(ValidationError):
        CleanCharField().clean("\u200b\u202e")
    assert CleanCharField(required=False, empty_value=None).clean("\u200b") is None


def test_the_page_does_not_cut_a_pasted_text():
    assert "maxlength" not in CleanCharField(max_length=5).widget.attrs


def test_a_longer_text_keeps_its_lines():
    assert CleanTextField().clean("one\r\ntwo") == "one\ntwo"
