"""The minutes as writers see them: every item with its note, and what stands twice."""

from dataclasses import dataclass

from ponte.convene.models.agenda_item import AgendaItem, ItemKind
from ponte.convene.models.minutes import Minutes
from ponte.convene.models.note import DoubledText, Note
from ponte.convene.queries.clock import placed


@dataclass(frozen=True)
class Place:
    """Where one writes: an item of the agenda, or 0 for what belongs to none."""

    key: int
    number: str
    heading: str
    heading_language: str
    text: str
    version: int
    doubled: tuple[DoubledText, ...] = ()
    item_is_gone: bool = False


def places_of(minutes: Minutes) -> list[Place]:
    """In the order of the agenda; notes on items that are not there any more stay at the end."""
    notes = {note.key: note for note in minutes.notes.all()}
    twice = doubled_of(minutes)
    items = list(AgendaItem.objects.filter(meeting=minutes.meeting_id))
    found = []
    for row in placed(minutes.meeting, items):
        note = notes.pop(row.item.pk, None)
        if row.item.kind != ItemKind.BREAK or note:
            found.append(_place(row.item.pk, (row.number, row.item.title, row.item.language), note, twice))
    rest = notes.pop(0, None)
    for note in notes.values():
        place = _place(note.key, ("", note.heading, minutes.language), note, twice)
        found.append(Place(**{**place.__dict__, "item_is_gone": True}))
    found.append(_place(0, ("", "", ""), rest, twice))
    return found


def doubled_of(minutes: Minutes) -> dict[int, list[DoubledText]]:
    """By the key of the note: what stands twice and waits for a choice."""
    rows = DoubledText.objects.filter(note__minutes=minutes, settled_at=None)
    found: dict[int, list[DoubledText]] = {}
    for row in rows.select_related("note", "there_by", "came_by"):
        found.setdefault(row.note.key, []).append(row)
    return found


def _place(
    key: int, named: tuple[str, str, str], note: Note | None, twice: dict[int, list[DoubledText]]
) -> Place:
    text, version = (note.text, note.version) if note else ("", 0)
    return Place(key, *named, text, version, tuple(twice.get(key, ())))
