"""Languages: their names from CLDR, and the direction they are written in."""

from functools import cache

import pycountry
from babel import Locale, UnknownLocaleError
from langcodes import Language
from langcodes.tag_parser import LanguageTagError

from ponte.core.text import fold

RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Aran", "Armi", "Garay", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)
# Languages whose usual script CLDR lacks: Azerbaijani of Iran, kin of Pashto, Kurdish, Aramaic.
_RIGHT_TO_LEFT = frozenset(
    {
        "azb",
        "sdh",
        "lki",
        "haz",
        "pst",
        "pbt",
        "pbu",
        "prd",
        "tks",
        "bqi",
        "luz",
        "qxq",
        "syr",
        "aii",
        "cld",
        "jpr",
        "jrb",
    }
)
_CAPITALISED_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek", "Armn"})


@cache
def _language(code: str) -> Language | None:
    try:
        return Language.get(code)
    except LanguageTagError:
        return None


@cache
def locale_of(code: str) -> Locale:
    """CLDR data for a language tag, English when CLDR has none."""
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        base = code.partition("-")[0]
        return Locale.parse("en") if base == code else locale_of(base)


@cache
def is_known(code: str) -> bool:
    """True for a well-formed tag of a registered language ("it", "zh-Hant", "pt-BR")."""
    language = _language(code)
    if language is None or not language.language or language.language == "und":
        return False
    named = language.language in locale_of("en").languages or _iso_name(language.language) != ""
    return named and bool(language.is_valid())


@cache
def direction(code: str) -> str:
    """ "rtl" or "ltr"."""
    language = _language(code)
    if language is None:
        return "ltr"
    if language.script is None and language.language in _RIGHT_TO_LEFT:
        return "rtl"
    return "rtl" if language.maximize().script in RIGHT_TO_LEFT_SCRIPTS else "ltr"


def _iso_name(code: str) -> str:
    found = pycountry.languages.get(alpha_2=code) if len(code) == 2 else pycountry.languages.get(alpha_3=code)
    return found.name if found else ""


@cache
def name(code: str, in_language: str) -> str:
    """The name of a language in another; else in English, else the code."""
    language = _language(code)
    if language is None:
        return code
    keys = language.to_tag().replace("-", "_"), language.language or ""
    for names in (locale_of(in_language).languages, locale_of("en").languages):
        for key in keys:
            if key in names:
                return names[key]
    return _iso_name(language.language or "") or code


@cache
def own_name(code: str) -> str:
    """The name its speakers use, written as at the beginning of a line: "Français", "العربية"."""
    language = _language(code)
    if language is None or locale_of(code).language == "en" != language.language:
        return name(code, "en")
    shown = name(code, code)
    capital = language.maximize().script in _CAPITALISED_SCRIPTS
    return shown[:1].upper() + shown[1:] if capital else shown


@cache
def choices(in_language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of the languages CLDR names, by folded name (Babel has no collation)."""
    names = {str(code): str(shown) for code, shown in locale_of(in_language).languages.items()}
    codes = [code for code in names if "_" not in code and code not in ("mul", "und", "zxx", "root")]
    pairs = [
        (code.replace("_", "-"), names[code]) for code in [*codes, "zh_Hans", "zh_Hant"] if code in names
    ]
    return tuple(sorted(pairs, key=lambda pair: (fold(pair[1]), pair[0])))
