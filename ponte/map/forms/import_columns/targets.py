"""Every column that a list of organisations may have."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ponte.core.codes import CodesField
from ponte.core.importing import Target, guess_columns
from ponte.core.importing.columns import known_headings, meant_by
from ponte.map.forms.import_columns import areas, texts, words
from ponte.map.forms.import_columns.aliases import FURTHER_ALIASES as ALIASES
from ponte.map.forms.import_columns.aliases import OWN_ALIASES
from ponte.map.forms.import_columns.identifiers import IDENTIFIERS
from ponte.map.models.vocabulary import ContactKind, PlaceRole
from ponte.map.queries.cells import column_of, read_row
from ponte.map.queries.record import OWN, PARTS, own_field

# What happens to a column nobody says anything of: heading and value are kept with the notes of the record.
KEPT = "note_detail"
# Columns of an export that say what the register itself decides; they are not read.
FIXED = frozenset({"state", "changed_at", "verified_at", "created_at"})


def own_target(name: str) -> Target:
    """The target of a column of the record."""
    field = own_field(name)
    given: dict[str, Any] = {"aliases": OWN_ALIASES.get(name, ()), "is_required": name == "name"}
    return Target(name, field.verbose_name, **(given | read_own(name, field)))


def read_own(name: str, field: models.Field) -> dict[str, Any]:
    """How a column of the record is read, and how people are told what was read."""
    if isinstance(field, CodesField):
        return read_words(name) | {"adds": True, "divides": True}
    if field.choices or name == "name_language":
        return read_words(name)
    if isinstance(field, models.BooleanField):
        return {"parse": words.read_yes_or_no, "show": words.show_yes_or_no}
    if isinstance(field, models.DateField):
        return {"parse": texts.read_day, "show": texts.show_day, "is_dated": True}
    return read_named(name, field)


def read_named(name: str, field: models.Field) -> dict[str, Any]:
    """Columns with a way of their own, and all the others, which the form reads."""
    if name == "communities":
        return {"parse": words.read_communities(field.max_length or 0), "show": texts.show_text}
    if name == "founded_year":
        return {"parse": texts.read_year_of(name), "show": texts.show_text}
    if name == "shown_to":
        return {"parse": texts.read_settings}
    return {"parse": texts.read_as_form(name)}


def read_words(name: str) -> dict[str, Any]:
    """How a word of a vocabulary is read; languages are too many to be offered."""
    if name in ("languages", "name_language"):
        return {"parse": words.read_language, "show": words.show_language}
    return {"parse": words.read_code(name), "show": words.show_code(name)}


def area_target(name: str, label: Any, role: str) -> Target:
    """A column of countries or regions."""
    return Target(
        name, label, areas.read_area(role), ALIASES[name], adds=True, divides=True, show=areas.show_area
    )  # fmt: skip


def contact_target(kind: ContactKind, sort: str = "") -> Target:
    """A column of one way to reach them."""
    parse = texts.read_contact_of(kind.value)
    further = ALIASES.get(kind.value, ())
    return Target(
        kind.value, kind.label, parse, further, adds=True, divides=True, show=texts.show_contact, sort=sort
    )


def part_target(part: str, label: Any, aliases: tuple[str, ...] = ()) -> Target:
    """A column with all rows of a part, as exports write it."""
    return Target(column_of(part), label, partial(read_row, part), aliases, adds=True, divides=True)


PART_LABELS: Mapping[str, Any] = {
    "places": _("All places, as an export writes them"),
    "contacts": _("All contacts, as an export writes them"),
    "representatives": _("All people who speak for it, as an export writes them"),
    "notes": _("All notes, as an export writes them"),
}
FURTHER = (
    Target("reference", _("Reference in this register"), texts.read_reference, ("ref",)),
    *IDENTIFIERS,
    part_target("names", _("Other names"), ALIASES["other_names"]),
    Target("acronym", _("Acronym"), texts.read_acronym, ALIASES["acronym"], adds=True, divides=True),
    area_target("country_of_origin", _("Roots in"), PlaceRole.ORIGIN),
    area_target("country_of_residence", _("Based in"), PlaceRole.RESIDENCE),
    area_target("active_in", _("Active in"), PlaceRole.ACTIVITY),
    Target(
        "town",
        _("Town where they are based"),
        areas.read_town,
        ALIASES["town"],
        adds=True,
        divides=True,
        show=texts.show_text,
    ),
    contact_target(ContactKind.WEBSITE, "web"),
    contact_target(ContactKind.EMAIL, "email"),
    contact_target(ContactKind.PHONE, "phone"),
    contact_target(ContactKind.WHATSAPP),
    contact_target(ContactKind.FACEBOOK),
    contact_target(ContactKind.INSTAGRAM),
    Target(
        "contact_person",
        _("Person who answers"),
        texts.read_text(150),
        ALIASES["contact_person"],
        adds=True,
        divides=True,
    ),
    Target("note", _("Note of an activity"), texts.read_text(4000, multiline=True), ALIASES["note"]),
    Target("note_source_url", _("Address of the note's source"), texts.read_as_form("source_url")),
    Target(KEPT, _("Keep it as a note: heading and value"), texts.read_detail, adds=True),
)


@cache
def targets() -> dict[str, Target]:
    """Every field that a column of a list may fill."""
    found = {target.name: target for target in (*map(own_target, OWN), *FURTHER)}
    for part in PARTS:
        if column_of(part) not in found:
            found[column_of(part)] = part_target(part, PART_LABELS.get(part, part))
    return found


@cache
def headings() -> dict[str, Target]:
    """{folded heading: field}, in the language of the moment only: labels are few, aliases many."""
    return known_headings(targets().values())


def understands(heading: str) -> bool:
    """Whether a cell looks like the heading of a column."""
    return bool(heading) and meant_by(heading, headings()) is not None


def suggested_columns(header: Sequence[str], looked: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """{heading: field} for every column of a list: what its heading or its cells say, else it is kept as a note."""
    named = [heading for heading in header if heading]
    sorts = {heading: str(column.get("sort", "")) for heading, column in looked.items()}
    guessed = guess_columns(named, targets().values(), sorts)
    return {heading: guessed.get(heading, "" if heading in FIXED else KEPT) for heading in named}
