"""What a list would do: its rows as records, matched with what is there already. Nothing is written here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ponte.core.importing import Problem
from ponte.core.importing.rows import Parsed
from ponte.core.text import fold
from ponte.map.actions.import_identifiers import put_together
from ponte.map.actions.import_parts import Manner, with_parts
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import NameKind
from ponte.map.queries.duplicates import standing_record
from ponte.map.queries.record import OWN, Record, blank_record, own_field, record_of, whole

NOTE = ("note", "note_source_url", "note_detail")


@dataclass
class Draft:
    """The rows of a list about one organisation, put together. `row` is the first of them."""

    row: int
    values: dict[str, Any]
    notes: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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


def key_of(parsed: Parsed) -> str:
    """How the list names the organisation of a row: by our reference, by the number of that list, or by its name."""
    values = parsed.values
    if reference := values.get("reference"):
        return f"reference:{reference}"
    if number := values.get("external_id"):
        return f"number:{number}"
    if name := values.get("name"):
        return f"name:{sorting(name)}"
    return f"row:{parsed.row}"


def sorting(name: str) -> str:
    """The name by which a record is sorted and found again."""
    return fold(name)[:300]


def gather(
    rows: Iterable[Parsed], keys: Mapping[int, str], constants: Mapping[str, Any], drafts: dict[str, Draft]
) -> None:
    """Add rows to the draft of their organisation, and begin one for each that has none; `keys` by row."""
    for parsed in rows:
        draft = drafts.setdefault(keys[parsed.row], Draft(parsed.row, {}))
        detail = {name: parsed.values.pop(name, None) for name in NOTE}
        note = note_row(detail, constants)
        given = parsed.values.pop("notes", []) + ([note] if any(detail.values()) else [])
        draft.notes = united(draft.notes, given)
        put_together(parsed, draft.problems)
        merge(draft, parsed)


def note_row(detail: Mapping[str, Any], constants: Mapping[str, Any]) -> dict[str, Any]:
    """A note as a record keeps it."""
    return {
        "text": detail["note"] or "",
        "details": detail["note_detail"] or {},
        "source": constants.get("source", ""),
        "source_url": detail["note_source_url"] or "",
    }


def merge(draft: Draft, parsed: Parsed) -> None:
    """Add a row to its draft: lists grow, single values have to agree."""
    for name, value in parsed.values.items():
        known = draft.values.get(name)
        if isinstance(value, list):
            draft.values[name] = united(known or [], value)
        elif known is None or alike(known, value) or name == "name":
            draft.values.setdefault(name, value)
        else:
            message = _(
                "This says “%(here)s”, but row %(row)d says “%(there)s” about the same organisation. Make them agree."
            )
            text = message % {"here": value, "row": draft.row, "there": known}
            draft.problems.append(Problem(parsed.row, name, text))


def alike(one: Any, other: Any) -> bool:
    """Two rows that write one town with and without a capital agree."""
    return one == other or fold(str(one)) == fold(str(other))


def plan(
    drafts: Mapping[str, Draft],
    there: Mapping[str, Organisation],
    constants: Mapping[str, Any],
    manner: Manner,
) -> dict[str, Planned]:
    """Each draft beside the record it is about."""
    blank = blank_record() | dict(constants)
    planned = {}
    for key, draft in drafts.items():
        organisation = there.get(key)
        before = record_of(organisation) if organisation else None
        planned[key] = Planned(organisation, before, filled(before or blank, draft, manner))
    return planned


def known_as(organisation: Organisation) -> str:
    """The key of a record that is there: whichever way rows name it, they are put together."""
    return f"reference:{organisation.reference}"


def already_there(keys: Collection[str]) -> dict[str, Organisation]:
    """{key: organisation} of the rows that are about one. A reference or a number finds its record.

    A name alone finds a record only when exactly one has it and that one carries no number of another list.
    What finds a record that was joined with another finds that one.
    """
    wanted: dict[str, list[str]] = {}
    for key in keys:
        sort, _colon, text = key.partition(":")
        wanted.setdefault(sort, []).append(text)
    scope = whole(Organisation.objects.order_by("pk"))
    found: dict[str, Organisation] = {}
    if references := wanted.get("reference"):
        found |= {known_as(row): row for row in scope.filter(reference__in=references)}
    if numbers := wanted.get("number"):
        found |= {f"number:{row.external_id}": row for row in scope.filter(external_id__in=numbers)}
    if names := wanted.get("name"):
        same: dict[str, dict[int, Organisation]] = {}
        for row in scope.filter(sort_name__in=names, external_id=""):
            same.setdefault(row.sort_name, {})[standing_record(row).pk] = row
        found |= {
            f"name:{name}": row for name, rows in same.items() if len(rows) == 1 for row in rows.values()
        }
    return standing(found)


def standing(found: dict[str, Organisation]) -> dict[str, Organisation]:
    """The same, with the record that stands in place of one that was joined with it."""
    led = {key: standing_record(row).pk for key, row in found.items() if row.merged_into_id}
    if not led:
        return found
    there = whole(Organisation.objects.order_by("pk")).in_bulk(set(led.values()))
    return found | {key: there[pk] for key, pk in led.items()}


def lead_on(parsed: Parsed, key: str, organisation: Organisation) -> None:
    """Make a row about a record that was joined with this one a row about this one; the old number stays there."""
    number, name = f"number:{organisation.external_id}", f"name:{organisation.sort_name}"
    if key not in (known_as(organisation), number, name):
        values = as_change(parsed.values, organisation)
        values.pop("external_id", None)
        parsed.values.clear()
        parsed.values.update(values)


def as_change(values: dict[str, Any], known: Organisation) -> dict[str, Any]:
    """What the list says, about this record: its name stays, and the one of the list is kept beside it."""
    said = {**values, "reference": known.reference}
    name, language = said.pop("name", ""), said.pop("name_language", "")
    if name and fold(name) != fold(known.name):
        beside = {"text": name, "language": language, "kind": NameKind.OTHER.value}
        said["names"] = [*said.get("names", []), beside]
    return said


def filled(before: Record, draft: Draft, manner: Manner) -> Record:
    """The record after the import: it adds and corrects, and never empties anything."""
    record, values = {**before}, draft.values
    for name, value in values.items():
        if isinstance(value, list) and name in OWN:
            if not set(value) <= set(record[name]):
                record[name] = own_field(name).clean(united(record[name], value), None)
        elif name in OWN and not manner.is_alike(name, record[name], value):
            record[name] = value
    return with_parts(record, {**values, "notes": draft.notes}, manner)


def united(known: list[Any], new: Iterable[Any]) -> list[Any]:
    """What is known, and what is new besides."""
    kept = list(known)
    kept.extend(part for part in new if part not in kept)
    return kept
