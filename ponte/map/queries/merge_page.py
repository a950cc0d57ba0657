"""Two records side by side, as a page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.core.codes import CodesField
from ponte.core.values import differences
from ponte.map.models.capacity import Capacity
from ponte.map.models.engagement import Engagement
from ponte.map.models.exposure import Exposure
from ponte.map.models.governance import Governance
from ponte.map.models.identity import Identity
from ponte.map.models.reach import Reach
from ponte.map.queries.merging import (
    DESCRIPTION,
    LISTS,
    LOST_NAME,
    SIDES,
    SINGLE,
    Choices,
    Item,
    Side,
    Two,
    differing_values,
    items_of,
    lost_name,
    value_of,
)
from ponte.map.queries.origins import Origin, Origins
from ponte.map.queries.parts_as_text import PARTS as TEXTS
from ponte.map.queries.record import PARTS, own_field

KIND = "map.organisation"
MARKS: Mapping[Side, str] = {"one": "A", "other": "B"}
LONGEST = 400
SECTIONS: Sequence[tuple[str | Promise, type[models.Model], tuple[str, ...]]] = (
    (
        gettext_lazy("Who they are"),
        Identity,
        ("names", "places", "contacts", "identifiers", "representatives"),
    ),
    (gettext_lazy("Whom they serve"), Reach, ("notes",)),
    (gettext_lazy("What they have"), Capacity, ()),
    (gettext_lazy("Working together"), Engagement, ()),
    (gettext_lazy("This record"), Governance, ()),
    (gettext_lazy("Who sees what"), Exposure, ()),
)


@dataclass(frozen=True)
class Cell:
    """One record's answer; `origin` only where it is another than that of the whole record."""

    side: Side
    text: str
    language: str = ""
    is_chosen: bool = False
    origin: Origin | None = None

    @property
    def mark(self) -> str:
        """The letter that stands for the record."""
        return MARKS[self.side]


@dataclass(frozen=True)
class Question:
    """A value in which they differ."""

    name: str
    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Line:
    """A row or a code of one of them, to be kept or left out."""

    key: str
    mark: str
    text: str
    is_kept: bool


@dataclass(frozen=True)
class Several:
    """A list: what both have, and what only one of them has."""

    name: str
    label: str
    shared: Sequence[str]
    lines: Sequence[Line]


@dataclass
class Section:
    """One group of the profile."""

    title: str | Promise
    questions: list[Question] = field(default_factory=list)
    lists: list[Several] = field(default_factory=list)
    agreed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.questions or self.lists)


def sections_of(two: Two, choices: Choices, origins: tuple[Origins, Origins]) -> list[Section]:
    """Everything the two know, in the groups of the form."""
    differing = set(differing_values(two))
    made = []
    for title, part, rows in SECTIONS:
        section = Section(title)
        own = [column.name for column in part._meta.local_fields]
        names = [*(name for name in SINGLE if name in own), *([DESCRIPTION] if part is Reach else [])]
        for name in names:
            if name in differing:
                section.questions.append(question_of(two, name, choices, origins))
            elif text := texts_of(two, name)[0]:
                section.agreed.append((label_of(name), text))
        for name in (*(name for name in LISTS if name in own), *rows):
            put_list(section, two, name, choices)
        made.append(section)
    return made


def question_of(two: Two, name: str, choices: Choices, origins: tuple[Origins, Origins]) -> Question:
    """Both answers, and which of them is chosen."""
    texts, taken = texts_of(two, name), choices.take.get(name, choices.keep)
    cells = [
        Cell(
            side=side,
            text=texts[number],
            language=two.side(side)["name_language"] if name == "name" else "",
            is_chosen=side == taken,
            origin=later(origins[number], name),
        )
        for number, side in enumerate(SIDES)
    ]
    return Question(name, label_of(name), cells)


def later(origins: Origins, name: str) -> Origin | None:
    """Where a value is from, unless it is from where the whole record is from."""
    found = origins.get(name)
    return found if found and not (found.is_beginning and not found.reference) else None


def put_list(section: Section, two: Two, name: str, choices: Choices) -> None:
    """A list of both; one that is the same on both sides is a line of those who agree."""
    items = items_of(two, name)
    shared = [text_of(name, item) for item in items if len(item.sides) > 1]
    lines = [
        Line(item.key, MARKS[item.sides[0]], text_of(name, item), item.key not in choices.without)
        for item in items
        if len(item.sides) == 1
    ]
    lost = lost_name(two, choices) if name == "names" else None
    if lost:
        text = _("The name that is not chosen, so that people who know it find the record")
        lines = [Line(LOST_NAME, "", text, LOST_NAME not in choices.without), *lines]
    if lines:
        section.lists.append(Several(name, label_of(name), shared, lines))
    elif shared:
        section.agreed.append((label_of(name), " · ".join(shared)))


def label_of(name: str) -> str:
    """What the form calls it."""
    return differences(KIND, {name: {"before": None, "after": None}})[0].label


def texts_of(two: Two, name: str) -> tuple[str, str]:
    """Both answers as people read them."""
    if name == DESCRIPTION:
        one, other = (" / ".join(text.values())[:LONGEST] for text in two.texts)
        return one, other
    told = differences(KIND, {name: {"before": two.one[name], "after": two.other[name]}})[0]
    further = [[str(value) for value in value_of(two.side(side), name)[1:] if value] for side in SIDES]
    if name != "name":
        return with_more(told.before, further[0]), with_more(told.after, further[1])
    return told.before, told.after


def with_more(text: str, further: Sequence[str]) -> str:
    """A value with what belongs to it: a source with its address."""
    return " · ".join([text, *further]) if text else ""


def text_of(name: str, item: Item) -> str:
    """A row or a code as people read it."""
    if name in PARTS:
        return TEXTS[name][1](item.value)[:LONGEST]
    known = own_field(name)
    return (
        str(known.codes().get(item.value, item.value)) if isinstance(known, CodesField) else str(item.value)
    )
