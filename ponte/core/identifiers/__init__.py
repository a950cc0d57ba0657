"""Numbers of organisations in public registers: which registers there are, and whether a number can be right.

A register is known by its code at org-id.guide (IT-CF, GB-CHC), or by one of the same shape where that list
has none. The file and its sources: SOURCES.md. Nothing is looked up on the network.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from stdnum import exceptions as wrong

from ponte.core import places
from ponte.core import text as texts

OTHER = "OTHER"  # a register without a code; the number then carries the name of its register
LONGEST = 60
TEXTS = ("code", "country", "name", "sort", "check", "example", "page")
_PERSONAL_CODE = 16  # letters and digits of an Italian codice fiscale of a person; a body's has 11 digits
_SEPARATORS = re.compile(r"[\s./:_-]+")


class Register(NamedTuple):
    """A row of registers.csv. `check` is `stdnum:module` or `pattern:regular expression`."""

    code: str
    country: str
    name: str
    sort: str
    check: str
    example: str
    page: str
    is_open: bool


@cache
def registers() -> Mapping[str, Register]:
    """Every register by its code."""
    with (Path(__file__).parent / "registers.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            Register(**{name: row[name] for name in TEXTS}, is_open=row["is_open"] == "yes")
            for row in csv.DictReader(lines)
        ]
    return {row.code: row for row in rows}


def clean(scheme: str, value: str) -> str:
    """The number in its one form. ValidationError says what does not fit and what a right one looks like."""
    typed = _plain_digits(texts.clean(value)).upper().removeprefix(f"{scheme}-")
    if not typed:
        raise ValidationError(_("Write the number."))
    if len(typed) > LONGEST:
        raise ValidationError(_("This is too long for a number in a register. Write the number alone."))
    if scheme == OTHER:
        return typed
    if scheme not in registers():
        raise ValidationError(
            _("“%(code)s” is not a register we know. Choose “another register” and write its name.")
            % {"code": scheme}
        )
    kind, _colon, how = registers()[scheme].check.partition(":")
    return _by_check_digit(scheme, how, typed) if kind == "stdnum" else _by_pattern(scheme, how, typed)


def _by_check_digit(scheme: str, module: str, typed: str) -> str:
    like = {"example": registers()[scheme].example}
    try:
        return str(import_module(f"stdnum.{module}").validate(typed))
    except wrong.InvalidLength:
        message = _("This number is too long or too short. A right one looks like %(example)s.") % like
    except wrong.InvalidChecksum:
        message = (
            _("The last letter does not fit: a letter or a digit may be mistyped. Compare it with the paper.")
            if typed[-1:].isalpha()
            else _("The check digit does not fit: a digit may be mistyped. Compare it with the paper.")
        )
    except wrong.ValidationError:
        message = _("This number does not have the right form. A right one looks like %(example)s.") % like
    raise ValidationError(message)


def _by_pattern(scheme: str, pattern: str, typed: str) -> str:
    bare = re.sub(r"\s+", "", typed) if scheme == "XI-IATI" else _SEPARATORS.sub("", typed)
    if found := re.fullmatch(pattern, bare):
        return found.groupdict().get("value") or bare
    raise ValidationError(
        _("This number does not have the right form. A right one looks like %(example)s.")
        % {"example": registers()[scheme].example}
    )


def _plain_digits(text: str) -> str:
    return re.sub(r"\d", lambda found: str(unicodedata.digit(found[0])), text)


def is_of_a_person(scheme: str, value: str) -> bool:
    """A codice fiscale of a person tells when and where they were born: it is never shown to everybody."""
    return scheme == "IT-CF" and len(value) == _PERSONAL_CODE


def is_open(scheme: str) -> bool:
    """Whether everybody can read this register anyway."""
    return scheme in registers() and registers()[scheme].is_open


def page_of(scheme: str, value: str) -> str:
    """Where the entry, or failing that the register, can be read; empty when it is not on the web."""
    return registers()[scheme].page.replace("{value}", value) if scheme in registers() else ""


def name(scheme: str, register: str, language: str) -> str:
    """What people call it: "Italy: Codice fiscale"; `register` is the name of one without a code."""
    if scheme not in registers():
        return register or _("Another register")
    row = registers()[scheme]
    return f"{capfirst(places.name(row.country, language))}: {row.name}" if row.country else row.name


def choices(language: str, *, first: Iterable[str] = ()) -> list[tuple[str, Any]]:
    """Registers by country for a select, those of the office's countries first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in registers().values():
        groups.setdefault(row.country, []).append((row.code, row.name))
    everywhere = groups.pop("", [])
    ahead = [code for code in first if code in groups]
    rest = [code for code, _name in places.sorted_by_name([c for c in groups if c not in ahead], language)]
    named = [(capfirst(places.name(code, language)), groups[code]) for code in (*ahead, *rest)]
    return [*named, (_("Everywhere"), [*everywhere, (OTHER, _("Another register"))])]


def tax_register_of(country: str) -> str:
    """The register of tax codes of a country, or none."""
    found = (row.code for row in registers().values() if row.country == country and row.sort == "tax")
    return next(found, "")


@cache
def _codes_by_name() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for code, row in registers().items():
        short, _bracket, long = row.name.partition(" (")
        for text in (code, row.name, short, long.rstrip(")"), code.partition("-")[2]):
            known.setdefault(texts.fold(text), code)
    return {text: code for text, code in known.items() if len(text) > 2}


def by_name(text: str) -> str:
    """The code of the register people call this, empty when none is: "runts", "Charity Commission"."""
    return _codes_by_name().get(texts.fold(text), "")
