"""What the headings of an XLSForm mean: a column of ours, perhaps in a language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from ponte.core import languages
from ponte.core.text import fold

ALIASES = {
    "caption": "label",
    "command": "type",
    "tag_name": "name",
    "value": "name",
    "relevance": "relevant",
    "skip_logic": "relevant",
    "bind:relevant": "relevant",
    "bind:required": "required",
    "bind:constraint": "constraint",
    "bind:calculate": "calculation",
    "bind:readonly": "readonly",
    "read_only": "readonly",
    "constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "bind:jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "bind:jr:requiredmsg": "required_message",
    "calculate": "calculation",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "list name": "list_name",
    "ponte_known_as": "known_as",
}
TRANSLATED = frozenset({"label", "hint", "constraint_message", "required_message", "form_title"})
TITLE = "ponte_form_title_"
_CODE = re.compile(r".*\(\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*\)\s*\Z")


@dataclass(frozen=True)
class Heading:
    """A heading: as written, our column, and how it names a language ("" for none)."""

    written: str
    column: str
    language: str = ""


def understood(heading: str) -> Heading:
    """What a heading means."""
    plain = re.sub(r"\s+", "_", heading.strip().lower()).replace("::", ":")
    if plain.startswith(TITLE):
        return Heading(heading, "form_title", plain.removeprefix(TITLE).replace("_", "-"))
    whole = ALIASES.get(plain, plain)
    if whole != plain or ":" not in plain:
        return Heading(heading, whole)
    first, _colon, _rest = plain.partition(":")
    column = ALIASES.get(first, first)
    if column in TRANSLATED:
        return Heading(heading, column, re.split(r"::?", heading, maxsplit=1)[1].strip())
    return Heading(heading, plain)


def understood_all(headings: Iterable[str]) -> list[Heading]:
    """All headings of a sheet."""
    return [understood(heading) for heading in headings]


def code_of(language: str) -> str:
    """The code of a language as a form names it: "Français (fr)", "french", "fr"; nothing when nobody knows."""
    found = _CODE.match(language)
    for code in (found[1] if found else "", language.strip()):
        normal = code.replace("_", "-")
        if code and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", normal) and languages.is_known(normal):
            return normal.lower() if "-" not in normal else normal
    return _named().get(fold(language), "")


@cache
def _named() -> dict[str, str]:
    """Codes by the names of languages: in English, and their own for those the interface speaks."""
    found = {fold(name): code for code, name in languages.choices("en")}
    return found | {fold(languages.own_name(code)): code for code, _name in settings.LANGUAGES}
