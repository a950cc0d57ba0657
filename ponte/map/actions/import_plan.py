"""What a list would do: its rows as records, matched with what is there already. Nothing is written here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from ponte.core.importing import Problem
from ponte.core.importing.columns import Parsed, note
from ponte.core.text import fold
from ponte.map.actions.import_identifiers import put_together
from ponte.map.models import Organisation
from ponte.map.queries.identifiers import joined
from ponte.map.queries.record import OWN, Record, blank_record, own_field, record_of, whole

TOGETHER = 400
ADDED = ("other_names", "acronym")
AREAS = ("country_of_origin", "country_of_residence", "active_in")
CONTACTS = ("website", "email", "phone", "facebook")
Locate = Callable[..., dict[str, Any]]
# How the list names an organisation: ("number", its number in that list) or ("name", the name it is sorted by).
Key = tuple[str, str]


@dataclass
class Draft:
    """The rows of a list about one organisation, put together."""

    row: int
    values: dict[str, Any]
    notes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Planned:
    """One organisation: as it is (None when new) and as it would be."""

    organisation: Organisation | None
    before: Record | None
    after: Record

    @property
    def differs(self) -> bool:
        """Whether anything would change."""
        return self.before != self.after


def gather(rows: Iterable[Parsed], constants: Mapping[str, Any], problems: list[Problem]) -> dict[Key, Draft]:
    """One draft per organisation: rows with the same number, or without numbers the same name, belong together."""
    drafts: dict[Key, Draft] = {}
    for parsed in rows:
        values = parsed.values
        if not values.get("name"):
            continue
        number = values.get("external_id")
        key = ("number", number) if number else ("name", fold(values["name"])[:300])
        draft = drafts.setdefault(key, Draft(parsed.row, {}))
        detail = {name: values.pop(name, None) for name in ("note", "note_source_url", "note_detail")}
        if any(detail.values()):
            draft.notes.append(note_row(detail, constants))
        put_together(parsed, problems)
        merge(draft, parsed, problems)
    return drafts


def note_row(detail: Mapping[str, Any], constants: Mapping[str, Any]) -> dict[str, Any]:
    """A note as a record keeps it."""
    return {
        "text": detail["note"] or "",
        "details": detail["note_detail"] or {},
        "source": constants.get("source", ""),
        "source_url": detail["note_source_url"] or "",
    }


def merge(draft: Draft, parsed: Parsed, problems: list[Problem]) -> None:
    """Add a row to its draft: lists grow, single values have to agree."""
    for name, value in parsed.values.items():
        known = draft.values.get(name)
        if isinstance(value, list):
            draft.values[name] = [*(known or []), *(part for part in value if part not in (known or []))]
        elif known is None or alike(known, value) or name == "name":
            draft.values.setdefault(name, value)
        else:
            message = _(
                "This says “%(here)s”, but row %(row)d says “%(there)s” about the same organisation. Make them agree."
            )
            text = message % {"here": value, "row": draft.row, "there": known}
            note(problems, Problem(parsed.row, name, text))


def alike(one: Any, other: Any) -> bool:
    """Two rows that write one town with and without a capital agree."""
    return one == other or fold(str(one)) == fold(str(other))


def plan(drafts: Mapping[Key, Draft], constants: Mapping[str, Any], locate: Locate) -> Iterator[Planned]:
    """Each draft beside the record it is about, some hundreds at a time."""
    waiting = iter(drafts.items())
    while some := dict(islice(waiting, TOGETHER)):
        known = already_there(some)
        for key, draft in some.items():
            organisation = known.get(key)
            before = record_of(organisation) if organisation else None
            yield Planned(organisation, before, filled(before, draft, constants, locate))


def already_there(drafts: Mapping[Key, Draft]) -> dict[Key, Organisation]:
    """The organisations these drafts are about. A number finds its record.

    A name alone finds a record only when exactly one has it and that one carries no number of another list.
    """
    numbers = [text for sort, text in drafts if sort == "number"]
    names = [text for sort, text in drafts if sort == "name"]
    scope = whole(Organisation.objects.order_by("pk"))
    found: dict[Key, Organisation] = {}
    if numbers:
        found = {("number", row.external_id): row for row in scope.filter(external_id__in=numbers)}
    if names:
        same: dict[str, list[Organisation]] = {}
        for row in scope.filter(sort_name__in=names, external_id=""):
            same.setdefault(row.sort_name, []).append(row)
        found |= {("name", name): rows[0] for name, rows in same.items() if len(rows) == 1}
    return found


def filled(before: Record | None, draft: Draft, constants: Mapping[str, Any], locate: Locate) -> Record:
    """The record after the import: it adds and corrects, and never empties anything."""
    record = {**(before or blank_record() | dict(constants))}
    values = draft.values
    record |= {name: value for name, value in values.items() if name in OWN and not isinstance(value, list)}
    for name in OWN:
        if isinstance(values.get(name), list):
            record[name] = own_field(name).clean(united(record[name], values[name]), None)
    rows: dict[str, list[dict[str, Any]]] = {
        "names": [
            row for name in ADDED for row in values.get(name, []) if fold(row["text"]) != fold(record["name"])
        ],
        "places": [located(row, values, locate) for name in AREAS for row in values.get(name, [])],
        "contacts": [owned(row, values) for name in CONTACTS for row in values.get(name, [])],
        "notes": draft.notes,
    }
    numbers = joined(record["identifiers"], values.get("identifiers", []))
    return record | {part: united(record[part], rows[part]) for part in rows} | {"identifiers": numbers}


def located(row: Mapping[str, str], values: Mapping[str, Any], locate: Locate) -> dict[str, Any]:
    """A place with its town, when the list names one for where they are based."""
    town = values.get("town", "") if row["role"] == "residence" else ""
    return locate(role=row["role"], area=row["area"], locality=town)


def owned(row: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A contact with the person who answers; then it is nobody else's business."""
    person = values.get("contact_person", "") if row["kind"] in ("email", "phone") else ""
    return {**row, "person": person, "is_public": row["is_public"] and not person}


def united(known: list[Any], new: Iterable[Any]) -> list[Any]:
    """What is known, and what is new besides."""
    kept = list(known)
    kept.extend(part for part in new if part not in kept)
    return kept
