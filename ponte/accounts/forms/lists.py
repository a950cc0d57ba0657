"""Several countries or currencies in one line of text, by name or by code."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import money, places
from ponte.core.forms import CleanCharField
from ponte.core.text import fold


def country_code(text: str) -> str | None:
    """The country somebody means: its code (three letters or two), or its name in a language of the pages."""
    code = text.upper()
    if code in places.countries():
        return code
    if found := places.from_alpha_2(code):
        return found
    wanted = fold(text)
    for language, _name in settings.LANGUAGES:
        for country in places.countries():
            if fold(places.name(country, language)) == wanted:
                return country
    return None


def currency_code(text: str) -> str | None:
    """An ISO 4217 code, however it is typed."""
    code = text.upper()
    return code if money.is_currency(code) else None


class ListField(CleanCharField):
    """What is typed with commas between, as a list of codes without doubles, in the order given."""

    def __init__(
        self,
        *,
        find: Callable[[str], str | None],
        show: Callable[[str], str],
        unknown: str | Promise,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.find, self.show, self.unknown = find, show, unknown

    def prepare_value(self, value: Any) -> Any:
        """Codes as people read them."""
        return ", ".join(self.show(code) for code in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Codes; an error names what is not known."""
        typed = [part.strip() for part in super().clean(value).replace(";", ",").split(",") if part.strip()]
        found: list[str] = []
        for part in typed:
            code = self.find(part)
            if code is None:
                raise forms.ValidationError(str(self.unknown) % {"typed": part})
            found.append(code)
        return list(dict.fromkeys(found))


def shown_country(code: str) -> str:
    """Its name in the reader's language, or its code where the name would not be found again."""
    name = places.name(code, get_language() or "en")
    return code if "," in name else name


class CountryNamesField(CleanCharField):
    """The office's own names for countries: `{code: {language: name}}`, one a line as "XKX en Kosovo"."""

    multiline = True
    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Lines, by code and language."""
        if not isinstance(value, dict):
            return value
        return "\n".join(
            f"{code} {language} {name}"
            for code, names in sorted(value.items())
            for language, name in sorted(names.items())
        )

    def clean(self, value: Any) -> dict[str, dict[str, str]]:
        """Names by code and language; an error quotes the line."""
        names: dict[str, dict[str, str]] = {}
        for line in filter(None, map(str.strip, super().clean(value).splitlines())):
            code, language, name = (*line.split(maxsplit=2), "", "")[:3]
            known = code.upper() in places.countries() and language in dict(settings.LANGUAGES)
            if not (known and name):
                raise forms.ValidationError(
                    _("We do not understand “%(line)s”. Write code, language and name: XKX en Kosovo")
                    % {"line": line[:80]}
                )
            names.setdefault(code.upper(), {})[language] = name
        return names
