"""The parts of a questionnaire, as plain values that never change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ponte.ask.document.kinds import CONTAINERS

Texts = Mapping[str, str]  # language -> text
# Columns that hold one expression each.
EXPRESSIONS = ("relevant", "required", "constraint", "calculation", "choice_filter", "repeat_count")
YES = frozenset({"yes", "true", "true()"})
NO = frozenset({"", "no", "false", "false()"})
TRANSLATED = ("label", "hint", "required_message", "constraint_message")


@dataclass(frozen=True)
class Choice:
    """One thing to choose; `columns` are what a filter looks at."""

    name: str
    label: Texts = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A question, a note, a calculation or a group.

    required  "yes", nothing, or an expression
    default   what is there until somebody answers; an expression when it calls a function or names a question
    known_as  under which name an answer known elsewhere is filled in
    kept      what an XLSForm said of it that is not supported here: by column, written back on export
    """

    name: str
    kind: str
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    required: str = ""
    required_message: Texts = field(default_factory=dict)
    relevant: str = ""
    constraint: str = ""
    constraint_message: Texts = field(default_factory=dict)
    calculation: str = ""
    choices: str = ""
    choice_filter: str = ""
    other: bool = False
    default: str = ""
    read_only: bool = False
    repeat_count: str = ""
    currencies: tuple[str, ...] = ()
    known_as: str = ""
    appearance: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)
    items: tuple["Item", ...] = ()

    @property
    def is_container(self) -> bool:
        """It holds other items."""
        return self.kind in CONTAINERS

    @property
    def is_needed(self) -> bool:
        """Whoever is asked has to answer."""
        return self.required.strip().lower() in YES

    @property
    def needed_when(self) -> str:
        """The expression that says when an answer is needed; nothing for always and never."""
        return "" if self.required.strip().lower() in YES | NO else self.required


@dataclass(frozen=True)
class Document:
    """All of a questionnaire.

    languages  codes in the order of their columns; the first is the default
    headings   how an XLSForm called its languages: code -> "English (en)", or "" for columns without one
    settings   of an XLSForm, besides title and default language; written back on export
    """

    languages: tuple[str, ...] = ("en",)
    title: Texts = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language that stands in for missing ones."""
        return self.languages[0]

    def walk(self) -> Iterator[Item]:
        """Every item, groups before what is in them."""
        return walk(self.items)


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    """These items and all in them."""
    for item in items:
        yield item
        yield from walk(item.items)


def said(texts: Texts, language: str, default: str) -> tuple[str, str]:
    """(text, its language): the reader's, else the default, else any."""
    for code in (language, language.partition("-")[0], default, *texts):
        if texts.get(code):
            return texts[code], code
    return "", language


def changed(items: tuple[Item, ...], name: str, /, **values: Any) -> tuple[Item, ...]:
    """The items with one of them changed, wherever it stands."""
    return tuple(
        replace(item, **values)
        if item.name == name
        else (replace(item, items=changed(item.items, name, **values)) if item.items else item)
        for item in items
    )
