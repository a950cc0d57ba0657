"""Text cleaned, folded, cut into words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponte.core.text import clean, fold, words

ANYTHING = st.text(alphabet=st.characters())  # every code point, halves of characters too


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("  Casa\t delle   culture\n", "Casa delle culture"),
        ("a\x00b\x07c\x85d", "abc d"),
        ("ab\u202egnp.exe\u2066!\u2069", "abgnp.exe!"),
        ("\ufeffPonte\u200b\u2060", "Ponte"),
        ("\ud800half", "half"),
        ("Re\u0301seau", "R\u00e9seau"),
        ("pay\u200dpal", "paypal"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ක්\u200dෂ", "ක්\u200dෂ"),
        ("می\u200c\u200c\u200cخواهم\u200c", "می\u200cخواهم"),
        ("\u3164\u2800", ""),
    ],
)
def test_a_line_is_what_a_person_meant_to_write(written, meant):
    assert clean(written) == meant


def test_several_lines_keep_their_lines_and_their_indent():
    assert clean("a  b \r\n  - c\x0bd\n\n\n\n\n\ne  ", multiline=True) == "a b\n  - c\nd\n\n\ne"


@given(ANYTHING, st.booleans())
def test_cleaning_twice_changes_nothing_and_leaves_text_a_database_can_hold(text, multiline):
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once
    assert once == unicodedata.normalize("NFC", once)
    assert "\x00" not in once
    assert not {"\u202e", "\u2066", "\ufeff"} & set(once)
    once.encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Churún Merú", "churun meru"),
        ("Le Réseau", "le reseau"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("Харків", "ХАРКІВ"),
        ("Йосип", "иосип"),
        ("Ґанок", "ганок"),
        ("Αθήνα", "αθηνα"),
        ("أحمد", "احمد"),
        ("مدرسة", "مدرسه"),
        ("مُحَمَّد", "محمد"),
        ("الســـلام", "السلام"),
        ("علی", "على"),
        ("می\u200cخواهم", "میخواهم"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("١٢٣", "123"),
        ("Ｐｏｎｔｅ", "ponte"),
    ],
)
def test_spellings_of_one_name_fold_together(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Київ", "Кіїв"), ("কলা", "কল"), ("தமிழ்", "தமழ"), ("ヘ", "ベ"), ("ناس", "نأس ب")]
)
def test_different_names_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(ANYTHING)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’Association des Amis-du-Mali (2019)", ["l", "association", "des", "amis", "du", "mali", "2019"]),
        ("বাংলাদেশ সমিতি", ["বাংলাদেশ", "সমিতি"]),
        ("தமிழ் சங்கம்", ["தமிழ்", "சங்கம்"]),
        ("የኢትዮጵያ ማኅበር", ["የኢትዮጵያ", "ማኅበር"]),
        ("中国妇女会 Milano", ["中国", "国妇", "妇女", "女会", "milano"]),
        ("東京", ["東京"]),
        ("会 a会b", ["会", "a", "会", "b"]),
        ("한국 협회", ["한국", "협회"]),
        ("😀 !?", []),
    ],
)
def test_words_are_cut_as_their_script_writes_them(text, found):
    assert words(text) == [unicodedata.normalize("NFC", word) for word in found]


@given(ANYTHING)
def test_words_of_words_are_the_same_words(text):
    for word in words(text):
        assert fold(word) == word
        assert " " not in word
