"""How one row of a part is read in a history."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import identifiers, places, values
from ponte.map.models.vocabulary import ContactKind, MemberRole, PlaceRole, Position, Visibility

Row = Mapping[str, Any]


def name_as_text(row: Row) -> str:
    """A further name: its text."""
    return row["text"]


def note_as_text(row: Row) -> str:
    """A note: its text, and the figures under their headings; a column kept as a note has nothing else."""
    figures = (f"{heading}: {figure}" for heading, figure in row["details"].items())
    return " · ".join(filter(None, (row["text"], *figures)))


def as_it_stands(value: Any) -> str:
    """A reference is its own text."""
    return str(value)


def place_as_text(row: Row) -> str:
    """ "Based in: Milan, Italy"."""
    area = capfirst(places.name(row["area"], get_language() or "en"))
    where = f"{row['locality']}, {area}" if row["locality"] else area
    return f"{PlaceRole(row['role']).label}: {where}"


def contact_as_text(row: Row) -> str:
    """ "Telephone: +39 …"."""
    return f"{ContactKind(row['kind']).label}: {row['value']}"


def representative_as_text(row: Row) -> str:
    """ "Awa Diop, President, …": what is known."""
    position = str(Position(row["position"]).label) if row["position"] else ""
    known = (row["name"], position, row["email"], row["phone"], row["since"], row["until"])
    return ", ".join(part for part in known if part)


def levels_as_text(settings: Mapping[str, str]) -> str:
    """ "Services: Only the office"."""
    return ", ".join(
        f"{values.label('map.organisation', name)}: {Visibility(level).label}"
        for name, level in settings.items()
    )


def identifier_as_text(row: Row) -> str:
    """ "Italy: RUNTS 12345", with its section and when it ends."""
    label = identifiers.name(row["scheme"], row["register"], get_language() or "en")
    return " · ".join(filter(None, (f"{label} {row['value']}", row["section"], row["ends_on"])))


def person_as_text(row: Row) -> str:
    """ "Amina Saleh: Edits the record"; a person without a name asked to be forgotten."""
    person = get_user_model().objects.filter(pk=row["person"]).only("name").first()
    return f"{getattr(person, 'name', '') or '—'}: {MemberRole(row['role']).label}"


PARTS: Mapping[str, tuple[str | Promise, Callable[[Row], str]]] = {
    "names": (_("Other names"), name_as_text),
    "places": (_("Places"), place_as_text),
    "contacts": (_("How to reach them"), contact_as_text),
    "identifiers": (_("Numbers in registers"), identifier_as_text),
    "representatives": (_("Who speaks for them"), representative_as_text),
    "notes": (_("What they did"), note_as_text),
    "people": (_("Who acts for it"), person_as_text),
}
