"""A refusal speaks the language of whoever reads it."""

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy, override

from ponte.core.refusal import Refused


def test_the_sentence_is_translated_when_read() -> None:
    refusal = Refused(gettext_lazy("Yes"))
    with override("it"):
        assert str(refusal) == "Sì"
    with override("en"):
        assert str(refusal) == "Yes"


def test_a_plain_sentence_is_itself() -> None:
    assert str(Refused(lazystr("This call has closed."))) == "This call has closed."
