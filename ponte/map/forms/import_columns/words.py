"""Cells with words of a vocabulary, languages, yes and no, communities."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ponte.core import languages, places
from ponte.core.codes import CodesField
from ponte.core.text import clean, fold
from ponte.map.forms.import_columns.near import did_you_mean, nearest
from ponte.map.queries.record import own_field

Parse = Callable[..., Any]
# What people call a community made of many countries: one word for each.
COMMUNITIES: Mapping[str, tuple[str, ...]] = {
    "African": ("002", "africana", "africano", "africaine", "africain"),
    "Asian": ("142", "asiatica", "asiatico", "asiatique", "asiática", "asiático"),
    "European": ("150", "europea", "europeo", "européenne", "européen"),
    "Latin American": (
        *("419", "latino american", "latin-american", "latinoamericana", "latinoamericano"),
        *("latino-américaine", "latina", "latino"),
    ),
    "Caribbean": ("029", "caraibica", "caribeña"),
    "Middle Eastern": ("XME", "mediorientale", "moyen-orientale"),
    "Arab": ("araba", "arabo", "arabe", "arabic-speaking"),
    "International": ("001", "global", "worldwide", "internazionale", "internationale", "internacional"),
}


@cache
def labels_of(name: str) -> dict[str, dict[str, str]]:
    """{language: {code: label}} of a vocabulary of the record."""
    field = own_field(name)
    found = {}
    for language, _own in settings.LANGUAGES:
        with override(language):
            codes = field.codes() if isinstance(field, CodesField) else dict(field.choices or ())
            found[language] = {str(code): str(label) for code, label in codes.items()}
    return found


@cache
def codes_by_label(name: str) -> dict[str, str]:
    """{folded code or label: code}, in every language of the interface; codes win."""
    known: dict[str, str] = {}
    for labels in labels_of(name).values():
        for code, label in labels.items():
            known.setdefault(fold(label), code)
    return known | {fold(code): code for code in labels_of(name)["en"]}


def show_code(name: str) -> Callable[[str], str]:
    """What a cell of a vocabulary was read as."""
    return lambda code: labels_of(name).get(get_language() or "en", labels_of(name)["en"]).get(code, code)


def read_code(name: str) -> Parse:
    """A reader of one word of a vocabulary: its code, or its label in any language of the interface."""

    def parse(text: str) -> str:
        known = codes_by_label(name)
        found = known.get(fold(text))
        if found is None:
            found = begun_by(fold(text), known)
        if found is not None:
            return found
        near = known.get(nearest(text, known), "")
        raise ValidationError(stranger(name, text) + did_you_mean(show_code(name)(near) if near else ""))

    return parse


def begun_by(text: str, known: Mapping[str, str]) -> str | None:
    """The one code whose labels begin with these whole words: "Cultura" is "Cultura e incontro"."""
    codes = {code for label, code in known.items() if code and label.startswith(f"{text} ")}
    return codes.pop() if text and len(codes) == 1 else None


def stranger(name: str, text: str) -> str:
    """What to do about a word that is not in the vocabulary; a short one is told whole."""
    codes = [code for code in labels_of(name)["en"] if code]
    if len(codes) > 15:
        return _("Not in the list: %(codes)s. Choose among the offered values.") % {"codes": text}
    return _("“%(text)s” is not in the list. Write one of: %(codes)s.") % {
        "text": text,
        "codes": ", ".join(codes),
    }


@cache
def languages_by_name() -> dict[str, str]:
    """{folded code or name: code} of languages, in every language of the interface and in their own."""
    known: dict[str, str] = {}
    for language, _own in settings.LANGUAGES:
        for code, name in languages.choices(language):
            known.setdefault(fold(name), code)
    for code, _name in languages.choices("en"):
        known.setdefault(fold(languages.own_name(code)), code)
    return known | {fold(code): code for code, _name in languages.choices("en")}


def read_language(text: str) -> str:
    """A language by its tag or by its name."""
    if found := languages_by_name().get(fold(text)):
        return found
    if languages.is_known(text):
        return text
    near = languages_by_name().get(nearest(text, languages_by_name()), "")
    said = _("“%(text)s” is not a language code we know. Write one like it, ar or uk.") % {"text": text}
    raise ValidationError(said + did_you_mean(show_language(near) if near else ""))


def show_language(code: str) -> str:
    """A language in the reader's own."""
    return languages.name(code, get_language() or "en")


@cache
def yes_and_no() -> dict[str, bool]:
    """{folded word: what it says}, in every language of the interface."""
    known = {"1": True, "true": True, "x": True, "y": True, "0": False, "false": False, "n": False}
    for language, _own in settings.LANGUAGES:
        with override(language):
            known |= {fold(_("Yes")): True, fold(_("No")): False}
    return (
        known | {fold(word): True for word in ("si", "sí", "oui", "так", "نعم")} | {"vero": True, "ні": False}
    )


def read_yes_or_no(text: str) -> bool:
    """A reader of cells with yes or no."""
    if fold(text) not in yes_and_no():
        raise ValidationError(_("“%(text)s” is neither yes nor no. Write one of the two.") % {"text": text})
    return yes_and_no()[fold(text)]


def show_yes_or_no(value: bool) -> str:
    """In the reader's words."""
    return _("Yes") if value else _("No")


@cache
def communities_by_word() -> dict[str, str]:
    """{folded word: the one word for it}."""
    known: dict[str, str] = {}
    for label, words in COMMUNITIES.items():
        known[fold(label)] = label
        for word in words:
            spoken = [language for language, _own in settings.LANGUAGES] if places.is_known(word) else []
            names = [places.name(word, language) for language in spoken] or [word]
            known |= {fold(name): label for name in names}
    return known


def read_communities(longest: int) -> Parse:
    """Nationalities, peoples or languages with commas; ASIA and ASIAN are one."""

    def parse(text: str) -> str:
        whole = one_word_each(text)
        if len(whole) > longest:
            raise ValidationError(
                _("At most %(most)d characters fit here. Your text has %(length)d. Shorten it.")
                % {"most": longest, "length": len(whole)}
            )
        return whole

    return parse


def one_word_each(text: str) -> str:
    """Communities with commas, each in the one word for it and once."""
    parts = [clean(part) for part in text.replace(";", ",").split(",")]
    said = [communities_by_word().get(fold(part), part) for part in parts if part]
    return ", ".join(dict.fromkeys(said))
