"""Languages: names and direction."""

import pytest

from ponte.core import languages
from ponte.core.text import fold


@pytest.mark.parametrize(
    ("code", "in_language", "shown"),
    [
        ("it", "en", "Italian"),
        ("it", "ar", "الإيطالية"),
        ("uk", "fr", "ukrainien"),
        ("zh-Hant", "en", "Traditional Chinese"),
        ("pt-BR", "it", "portoghese brasiliano"),
        ("tig", "en", "Tigre"),
        ("aeb", "uk", "Tunisian Arabic"),
        ("zzz-broken!", "en", "zzz-broken!"),
    ],
)
def test_a_language_has_a_name_in_another(code, in_language, shown):
    assert languages.name(code, in_language) == shown


@pytest.mark.parametrize(
    ("code", "shown"), [("fr", "Français"), ("uk", "Українська"), ("ar", "العربية"), ("ka", "ქართული")]
)
def test_a_language_has_its_own_name(code, shown):
    assert languages.own_name(code) == shown


RTL = [
    "ar",
    "fa",
    "ur",
    "ps",
    "prs",
    "ckb",
    "sd",
    "ug",
    "dv",
    "he",
    "yi",
    "azb",
    "ks",
    "syr",
    "rhg",
    "ff-Adlm",
    "ha-Arab",
    "pa-PK",
    "uz-Arab",
    "bqi",
    "aii",
]


@pytest.mark.parametrize("code", RTL)
def test_these_are_written_from_right_to_left(code):
    assert languages.direction(code) == "rtl"


@pytest.mark.parametrize("code", ["it", "uk", "ti", "bn", "zh-Hant", "ku", "ff", "az", "not a code", ""])
def test_these_are_written_from_left_to_right(code):
    assert languages.direction(code) == "ltr"


@pytest.mark.parametrize("code", ["it", "ti", "prs", "zh-Hant", "pt-BR", "rom", "bin"])
def test_a_registered_language_is_known(code):
    assert languages.is_known(code)


@pytest.mark.parametrize("code", ["", "xx", "qqq", "english", "und", "x-foo", "it\x00", "<b>"])
def test_anything_else_is_not_a_language(code):
    assert not languages.is_known(code)


def test_choices_are_in_the_order_of_the_dictionary():
    names = [fold(name) for _code, name in languages.choices("it")]
    assert names == sorted(names)
    assert {"it", "ti", "zh-Hant", "ur"} <= dict(languages.choices("it")).keys()
