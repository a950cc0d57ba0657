"""Minutes as one paper in one language, put together from agenda, notes, attendance, decisions and actions.

A paper is plain values only: so it is frozen as it was read, hashed, and shown as page, print, PDF, Word and text.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Text:
    """Words with their language. `note`: why it is not in the language of the paper, or not sure."""

    text: str
    language: str
    state: str = "confirmed"
    is_fallback: bool = False

    @property
    def paragraphs(self) -> list[str]:
        """Its lines that say something."""
        return [line for line in self.text.split("\n") if line.strip()]


@dataclass(frozen=True)
class Attendee:
    """One name of the list; only the body is there for outsiders."""

    name: str
    body: str = ""
    body_language: str = ""


@dataclass(frozen=True)
class Decided:
    """A decision as it stands in the minutes."""

    reference: str
    number: str
    title: Text
    text: Text
    reached: str
    votes: tuple[int, int, int] | None = None
    dissent: str = ""
    visibility: str = "members"


@dataclass(frozen=True)
class ToDo:
    """An action as it stands in the minutes."""

    reference: str
    title: Text
    owner: str
    owner_language: str
    owner_is_person: bool
    due_on: str = ""

    @property
    def due(self) -> date | None:
        """The day."""
        return date.fromisoformat(self.due_on) if self.due_on else None


@dataclass(frozen=True)
class Section:
    """One item of the agenda with what was said, decided and promised."""

    key: int
    number: str
    depth: int
    heading: Text
    notes: Text
    is_internal: bool = False
    decisions: tuple[Decided, ...] = ()


@dataclass(frozen=True)
class Paper:
    """The whole of it."""

    language: str
    reference: str
    office: str
    table: Text
    title: Text
    starts_at: str
    ends_at: str
    zone: str
    where: str
    mode: str
    languages: tuple[str, ...]
    present: dict[str, tuple[Attendee, ...]] = field(default_factory=dict)
    seats: tuple[int, int] | None = None
    sections: tuple[Section, ...] = ()
    actions: tuple[ToDo, ...] = ()
    chair: str = ""  # whose names stand below the lines to sign on; outsiders see the lines alone
    taker: str = ""

    @property
    def is_whole(self) -> bool:
        """Everything somebody wrote is in the language of the paper."""
        parts = [part for row in self.sections for part in (row.notes, *(d.text for d in row.decisions))]
        return not any(part.is_fallback for part in parts if part.text)


def for_everybody(paper: Paper) -> Paper:
    """What outsiders read: no names of people, no internal items, only public decisions."""
    sections = tuple(
        Section(
            row.key,
            row.number,
            row.depth,
            row.heading,
            row.notes,
            decisions=tuple(each for each in row.decisions if each.visibility == "public"),
        )
        for row in paper.sections
        if not row.is_internal
    )
    bodies = {
        state: tuple(Attendee("", body, language) for body, language in _bodies(rows))
        for state, rows in paper.present.items()
    }
    actions = tuple(row for row in paper.actions if not row.owner_is_person)
    return Paper(
        **{
            **{name: getattr(paper, name) for name in Paper.__dataclass_fields__},
            "sections": sections,
            "present": {state: rows for state, rows in bodies.items() if rows},
            "actions": actions,
            "chair": "",
            "taker": "",
        }
    )


def as_values(paper: Paper) -> dict[str, Any]:
    """As JSON keeps it."""
    values: dict[str, Any] = json.loads(json.dumps(asdict(paper)))
    return values


def from_values(values: Mapping[str, Any]) -> Paper:
    """The same paper again."""
    given = dict(values)
    given["table"], given["title"] = Text(**values["table"]), Text(**values["title"])
    given["languages"] = tuple(values["languages"])
    given["seats"] = tuple(values["seats"]) if values["seats"] else None
    given["present"] = {
        state: tuple(Attendee(**row) for row in rows) for state, rows in values["present"].items()
    }
    given["sections"] = tuple(_section(row) for row in values["sections"])
    given["actions"] = tuple(ToDo(**{**row, "title": Text(**row["title"])}) for row in values["actions"])
    return Paper(**given)


def hash_of(papers: Mapping[str, Mapping[str, Any]]) -> str:
    """SHA-256 of the papers in all languages, whatever the order of their parts in the database."""
    told = json.dumps(papers, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _section(values: Mapping[str, Any]) -> Section:
    decisions = tuple(_decided(row) for row in values["decisions"])
    heading, notes = Text(**values["heading"]), Text(**values["notes"])
    return Section(**{**values, "heading": heading, "notes": notes, "decisions": decisions})


def _decided(values: Mapping[str, Any]) -> Decided:
    votes = tuple(values["votes"]) if values["votes"] else None
    texts = {"title": Text(**values["title"]), "text": Text(**values["text"])}
    return Decided(**{**values, **texts, "votes": votes})


def _bodies(rows: tuple[Attendee, ...]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((row.body, row.body_language) for row in rows if row.body))
