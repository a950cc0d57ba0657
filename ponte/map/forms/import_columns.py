"""Which columns a list of organisations may have, and what their cells mean."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ponte.core import languages, places
from ponte.core.codes import CodesField
from ponte.core.forms import TooLong
from ponte.core.importing import Target
from ponte.core.text import clean, fold
from ponte.map.forms.contact import clean_contact
from ponte.map.forms.import_identifiers import identifier_targets
from ponte.map.forms.profile import comfortable
from ponte.map.models.vocabulary import ContactKind, PlaceRole, Position
from ponte.map.queries.record import OWN, own_field

Parse = Callable[[str], Any]
SEPARATOR = re.compile(r"[;|\n]+")
NOTHING = frozenset({"n/a", "na", "-", "?", "none"})
NOT_IMPORTED = frozenset({"visibility", "shown_to", "places_shown", "takes_messages"})
ALIASES: Mapping[str, tuple[str, ...]] = {
    "name": (
        "organisation",
        "organization",
        "association",
        "group",
        "nome",
        "nom",
        "nombre",
        "назва",
        "الاسم",
    ),
    "external_id": ("id", "code"),
    "kind": ("type", "tipo"),
    "founded_year": ("founded", "year", "anno", "année", "año"),
    "sectors": ("sector", "settore", "secteur"),
    "languages": ("language", "lingue", "langues", "idiomas"),
    "communities": ("community", "comunità", "communauté", "comunidad"),
    "source_url": ("source address",),
}


def several(text: str) -> list[str]:
    """The parts of a cell with a list; semicolons or bars stand between them."""
    parts = (clean(part) for part in SEPARATOR.split(text))
    return [part for part in parts if part and fold(part) not in NOTHING]


@cache
def areas_by_name() -> dict[str, str]:
    """Every code and every name of a country or region, in every language of the interface, folded."""
    known: dict[str, str] = {}
    for code in (*places.countries(), *places.regions()):
        for language, _own in settings.LANGUAGES:
            known.setdefault(fold(places.name(code, language)), code)
    for code in places.countries():
        known[fold(places.alpha_2(code))] = code
        known[fold(code)] = code
    return known | {fold("Global"): places.WORLD} | {fold(code): code for code in places.regions()}


def parse_areas(role: str) -> Parse:
    """A reader of cells with countries or regions: codes or names."""

    def parse(text: str) -> list[dict[str, str]]:
        found, known = [], areas_by_name()
        for part in several(text):
            if fold(part) not in known:
                raise ValidationError(
                    _("“%(text)s” is not a country or region we know. Write its name, or its code like SEN.")
                    % {"text": part}
                )
            found.append({"role": role, "area": known[fold(part)]})
        return found

    return parse


def parse_codes(field: CodesField) -> Parse:
    """A reader of cells with codes, or with their labels in any language of the interface."""

    def parse(text: str) -> list[str]:
        known = codes_by_label(field.name)
        strangers = [part for part in several(text) if fold(part) not in known]
        if strangers:
            raise ValidationError(
                _("Not in the list: %(codes)s. Choose among the offered values.")
                % {"codes": ", ".join(strangers)}
            )
        return [known[fold(part)] for part in several(text)]

    return parse


@cache
def codes_by_label(name: str) -> dict[str, str]:
    """{folded code or label: code} of a vocabulary."""
    field = cast(CodesField, own_field(name))
    known: dict[str, str] = {}
    for language, _own in settings.LANGUAGES:
        with override(language):
            for code, label in field.codes().items():
                known.setdefault(fold(str(label)), code)
                known[fold(code)] = code
    return known


def parse_choice(name: str) -> Parse:
    """A reader of cells with one value of a vocabulary."""

    def parse(text: str) -> str:
        known = choices_by_label(name)
        if fold(text) not in known:
            offered = ", ".join(sorted(set(known.values()) - {""}))
            raise ValidationError(
                _("“%(text)s” is not in the list. Write one of: %(codes)s.")
                % {"text": text, "codes": offered}
            )
        return known[fold(text)]

    return parse


@cache
def choices_by_label(name: str) -> dict[str, str]:
    """{folded value or label: value}."""
    known: dict[str, str] = {}
    for language, _own in settings.LANGUAGES:
        with override(language):
            for value, label in own_field(name).choices or ():
                known.setdefault(fold(str(label)), value)
                known[fold(value)] = value
    return known


def parse_own(name: str) -> Parse:
    """A reader of cells for a column of the record; it asks what the form asks."""
    field = own_field(name)
    if isinstance(field, CodesField):
        return parse_codes(field)
    if field.choices:
        return parse_choice(name)
    if isinstance(field, models.BooleanField):
        return parse_yes_or_no
    if isinstance(field, models.DateField):
        return parse_date
    typed = cast(forms.Field, comfortable(field))

    def parse(text: str) -> Any:
        value = typed.clean(text)
        field.run_validators(value)
        return value

    return parse


def parse_date(text: str) -> str:
    """A date. One way to write it only: nobody can tell 2/3/2020 apart from 3/2/2020."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValidationError(
            _("“%(text)s” is not a date. Write it like 2020-01-31.") % {"text": text}
        ) from None


@cache
def yes_and_no() -> dict[str, bool]:
    """{folded word: what it says}, in every language of the interface."""
    known = {"1": True, "true": True, "x": True, "0": False, "false": False}
    for language, _own in settings.LANGUAGES:
        with override(language):
            known |= {fold(str(_("Yes"))): True, fold(str(_("No"))): False}
    return known


def parse_yes_or_no(text: str) -> bool:
    """A reader of cells with yes or no."""
    if fold(text) not in yes_and_no():
        raise ValidationError(_("“%(text)s” is neither yes nor no. Write one of the two.") % {"text": text})
    return yes_and_no()[fold(text)]


def parse_text(longest: int, *, multiline: bool = False) -> Parse:
    """A reader of cells with text. What does not fit is refused, never cut."""
    check = TooLong(longest)

    def parse(text: str) -> str:
        cleaned = clean(text, multiline=multiline)
        check(cleaned)
        return cleaned

    return parse


def parse_language(text: str) -> str:
    """A language tag."""
    if not languages.is_known(text):
        raise ValidationError(
            _("“%(text)s” is not a language code we know. Write one like it, ar or uk.") % {"text": text}
        )
    return text


def parse_names(kind: str) -> Parse:
    """A reader of cells with further names."""
    parse = parse_text(300)
    return lambda text: [{"text": parse(part), "language": "", "kind": kind} for part in several(text)]


def parse_contact(kind: str) -> Parse:
    """A reader of cells with a contact; an import publishes web addresses only, never what may be a person's."""
    is_public = kind in {ContactKind.WEBSITE, ContactKind.FACEBOOK, ContactKind.INSTAGRAM}
    return lambda text: [
        {"kind": kind, "value": clean_contact(kind, part), "is_public": is_public} for part in several(text)
    ]


def parse_person(text: str) -> list[dict[str, Any]]:
    """A reader of cells with people who answer for an organisation; they are never shown to everybody."""
    parse = parse_text(150)
    nothing_more = {"email": "", "phone": "", "since": None, "until": None}
    return [
        {"name": parse(part), "position": Position.CONTACT.value, **nothing_more} for part in several(text)
    ]


def parse_detail(text: str) -> dict[str, str]:
    """A figure or detail of a note; it keeps the heading of its column."""
    return {"value": parse_text(2000)(text)}


def own_target(name: str) -> Target:
    """The target of a column of the record."""
    parse = parse_language if name == "name_language" else parse_own(name)
    field = own_field(name)
    return Target(
        name,
        field.verbose_name,
        parse,
        ALIASES.get(name, ()),
        adds=isinstance(field, CodesField),
        is_required=name == "name",
    )


FURTHER = (
    *identifier_targets(several, parse_date),
    Target(
        "other_names", _("Other names"), parse_names("other"), ("other name", "name in own script"), adds=True
    ),
    Target("acronym", _("Acronym"), parse_names("acronym"), ("sigla",), adds=True),
    Target(
        "country_of_origin",
        _("Roots in"),
        parse_areas(PlaceRole.ORIGIN),
        ("origin", "origin country"),
        adds=True,
    ),
    Target("country_of_residence", _("Based in"), parse_areas(PlaceRole.RESIDENCE), ("country",), adds=True),
    Target("active_in", _("Active in"), parse_areas(PlaceRole.ACTIVITY), ("destination",), adds=True),
    Target("town", _("Town where they are based"), parse_text(150), ("city", "città", "ville", "ciudad")),
    Target("website", _("Website"), parse_contact(ContactKind.WEBSITE), ("web", "url"), adds=True),
    Target("email", _("E-mail"), parse_contact(ContactKind.EMAIL), ("e-mail", "mail"), adds=True),
    Target("phone", _("Telephone"), parse_contact(ContactKind.PHONE), ("tel", "telefono"), adds=True),
    Target("facebook", "Facebook", parse_contact(ContactKind.FACEBOOK), adds=True),
    Target("contact_person", _("Person who answers"), parse_person, ("contact",), adds=True),
    Target("note", _("Note of an activity"), parse_text(4000, multiline=True), ("activity",)),
    Target("note_source_url", _("Address of the note's source"), parse_own("source_url")),
    Target("note_detail", _("Figure or detail of the note"), parse_detail, adds=True),
)


@cache
def targets() -> dict[str, Target]:
    """Every field that a column of a list may fill."""
    own = [own_target(name) for name in OWN if name not in NOT_IMPORTED]
    return {target.name: target for target in (*own, *FURTHER)}
