"""The record that would come out of two, as a page shows it to whoever decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from ponte.map.queries.merge_page import Line, Section, sections_of
from ponte.map.queries.merging import LOST_NAME, SIDES, Choices, Two, lost_name, result_of, width

Marked = tuple[str, str]  # the mark of the record it comes from, empty for both; the text


@dataclass(frozen=True)
class Group:
    """One group of the profile as it would be."""

    title: str | Promise
    lines: Sequence[tuple[str, Sequence[Marked]]]


@dataclass(frozen=True)
class Outcome:
    """The lines of the new record, what of the two is left behind, and whether more people would see any of it."""

    groups: Sequence[Group]
    left: Sequence[tuple[str, str, str]]
    is_widened: bool


def outcome_of(two: Two, choices: Choices) -> Outcome:
    """The record as it would be."""
    sections = sections_of(two, choices, ({}, {}))
    groups = [Group(section.title, list(lines_of(section, two, choices))) for section in sections]
    left = [line for section in sections for line in left_of(section, two, choices)]
    seen_by = result_of(two, choices)["visibility"]
    is_widened = any(width(two.side(side)["visibility"]) < width(seen_by) for side in SIDES)
    return Outcome([group for group in groups if group.lines], left, is_widened)


def lines_of(section: Section, two: Two, choices: Choices) -> Iterator[tuple[str, Sequence[Marked]]]:
    """What the record would say."""
    for question in section.questions:
        chosen = [(cell.mark, cell.text) for cell in question.cells if cell.is_chosen and cell.text]
        if chosen:
            yield question.label, chosen
    for several in section.lists:
        kept: list[Marked] = [("", text) for text in several.shared]
        kept += [(line.mark, text_of(line, two, choices)) for line in several.lines if line.is_kept]
        if kept:
            yield several.label, kept
    for label, text in section.agreed:
        if text:
            yield label, [("", text)]


def left_of(section: Section, two: Two, choices: Choices) -> Iterator[tuple[str, str, str]]:
    """(label, mark, text) of what only the history would know."""
    for question in section.questions:
        stays = question.name == "name" and LOST_NAME not in choices.without
        for cell in question.cells:
            if cell.text and not (cell.is_chosen or stays):
                yield question.label, cell.mark, cell.text
    for several in section.lists:
        for line in several.lines:
            if not line.is_kept:
                yield several.label, line.mark, text_of(line, two, choices)


def text_of(line: Line, two: Two, choices: Choices) -> str:
    """A line by itself; the name that was not chosen as that name."""
    lost = lost_name(two, choices) if line.key == LOST_NAME else None
    return str(lost["text"]) if lost else line.text
