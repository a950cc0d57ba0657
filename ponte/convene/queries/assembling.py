"""Puts the minutes of a meeting together, in ten statements however long they are."""

from collections.abc import Iterable, Sequence
from typing import Any

from ponte.convene.models.action_point import TITLE as ACTION_TITLE
from ponte.convene.models.action_point import ActionPoint, ActionState
from ponte.convene.models.agenda_item import AgendaItem, ItemKind
from ponte.convene.models.attendance import HERE, Attendance, Presence
from ponte.convene.models.decision import TEXT, TITLE, Decision, DecisionState
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.minutes import Minutes
from ponte.convene.models.note import TEXT as NOTE_TEXT
from ponte.convene.models.note import Note
from ponte.convene.models.table import NAME
from ponte.convene.queries.clock import placed
from ponte.convene.queries.paper import Attendee, Decided, Paper, Section, Text, ToDo, from_values
from ponte.convene.queries.signing import chair_of, taker_of
from ponte.core import wordings
from ponte.core.models import Office

SHOWN = (Presence.PRESENT, Presence.ONLINE, Presence.EXCUSED, Presence.ABSENT)
COUNTED = (DecisionState.TAKEN, DecisionState.SUPERSEDED)


def paper_of(minutes: Minutes, language: str) -> Paper:
    """As they were frozen, or as they stand now."""
    if minutes.is_frozen:
        kept = dict(
            minutes.papers.filter(language__in=[language, minutes.language]).values_list("language", "paper")
        )
        return from_values(kept.get(language) or kept[minutes.language])
    return assemble(minutes, language)


def assemble(minutes: Minutes, language: str) -> Paper:
    """As agenda, notes, attendance, decisions and actions say it now."""
    meeting, office = minutes.meeting, Office.current()
    items = list(AgendaItem.objects.filter(meeting=meeting))
    attendance = list(Attendance.objects.filter(meeting=meeting).select_related("organisation"))
    table, notes = meeting.table, list(minutes.notes.select_related("edited_by"))
    return Paper(
        language=language,
        reference=minutes.reference,
        office=office.name if office else "",
        table=told(wordings.best(table, NAME, language), table.name, table.name_language)
        if table
        else Text("", language),
        title=told(wordings.best(meeting, "title", language), meeting.title, meeting.language),
        starts_at=meeting.starts_at.isoformat(),
        ends_at=meeting.ends_at.isoformat(),
        zone=meeting.zone,
        where=meeting.place,
        mode=meeting.mode,
        languages=tuple(meeting.languages),
        present=present(attendance),
        seats=seats(attendance),
        sections=sections(minutes, items, notes, language),
        actions=to_do(meeting, language),
        chair=chair_of(meeting),
        taker=taker_of(notes),
    )


def told(shown: Any, original: str, original_language: str) -> Text:
    """A wording, or the column when nobody wrote one."""
    if shown.is_missing:
        language = original_language or "en"
        return Text(original, language, is_fallback=bool(original) and language != shown.language)
    return Text(shown.text, shown.language, str(shown.state), shown.is_fallback)


def present(rows: Iterable[Attendance]) -> dict[str, tuple[Attendee, ...]]:
    """Who was there, who excused themselves, who was not, in this order."""
    found: dict[str, list[Attendee]] = {str(state): [] for state in SHOWN}
    for row in rows:
        if row.state in found:
            body = row.organisation.name if row.organisation else row.organisation_name
            language = row.organisation.name_language if row.organisation else ""
            found[row.state].append(Attendee(row.name, body, language))
    return {state: tuple(names) for state, names in found.items() if names}


def seats(rows: Iterable[Attendance]) -> tuple[int, int] | None:
    """Of the organisations with a seat: how many were there, how many there are."""
    all_of_them = {row.organisation_id for row in rows if row.has_seat and row.organisation_id}
    there = {row.organisation_id for row in rows if row.has_seat and row.state in HERE}
    return (len(there & all_of_them), len(all_of_them)) if all_of_them else None


def sections(
    minutes: Minutes, items: Sequence[AgendaItem], written: Sequence[Note], language: str
) -> tuple[Section, ...]:
    """The items in their order, then what belongs to none, then notes on items that are not there any more."""
    notes = {note.key: note for note in written}
    texts = notes_in(list(notes.values()), minutes.language, language)
    decided = decisions_by_item(minutes.meeting, language)
    titles = wordings.best_many(items, ("title",), language)
    nothing = Text("", language)
    found = []
    for row in placed(minutes.meeting, items):
        if row.item.kind == ItemKind.BREAK and row.item.pk not in notes:
            continue
        heading = told(titles[row.item.pk, "title"], row.item.title, row.item.language)
        found.append(
            Section(
                row.item.pk,
                row.number,
                row.depth,
                heading,
                texts.get(row.item.pk, nothing),
                row.item.is_internal,
                tuple(decided.pop(row.item.pk, ())),
            )
        )
    known = {item.pk for item in items}
    for note in notes.values():
        if note.key not in known and note.text:
            heading = Text(note.heading, minutes.language)
            found.append(Section(note.key, "", 0, heading, texts[note.key]))
    rest = tuple(each for rows in decided.values() for each in rows)
    if rest:
        found.append(Section(-1, "", 0, nothing, nothing, decisions=rest))
    return tuple(found)


def notes_in(notes: Sequence[Note], written_in: str, language: str) -> dict[int, Text]:
    """By key: the note in this language, or as it was written."""
    translated = {} if language == written_in else wordings.best_many(notes, (NOTE_TEXT,), language)
    found = {}
    for note in notes:
        shown = translated.get((note.pk, NOTE_TEXT))
        if shown is not None and not shown.is_missing and not shown.is_fallback:
            found[note.key] = Text(shown.text, shown.language, str(shown.state))
        else:
            found[note.key] = Text(note.text, written_in, is_fallback=written_in != language)
    return found


def decisions_by_item(meeting: Meeting, language: str) -> dict[int | None, list[Decided]]:
    """What was decided in this meeting, by the number of the item."""
    rows = list(
        Decision.objects.filter(meeting=meeting, state__in=COUNTED)
        .select_related("table")
        .order_by("year", "number")
    )
    texts = wordings.best_many(rows, (TITLE, TEXT), language)
    found: dict[int | None, list[Decided]] = {}
    for row in rows:
        shown = texts[row.pk, TEXT]
        votes = (row.votes_for or 0, row.votes_against or 0, row.votes_abstained or 0)
        found.setdefault(row.item_id, []).append(
            Decided(
                row.reference,
                row.numbered,
                told(texts[row.pk, TITLE], row.title, row.language),
                Text(shown.text, shown.language, str(shown.state), shown.is_fallback),
                row.reached,
                votes if row.votes_for is not None else None,
                row.dissent,
                row.visibility,
            )
        )
    return found


def to_do(meeting: Meeting, language: str) -> tuple[ToDo, ...]:
    """What was promised in this meeting and not cancelled."""
    rows = list(
        ActionPoint.objects.filter(meeting=meeting)
        .exclude(state=ActionState.CANCELLED)
        .select_related("owner_organisation", "owner_delegate", "owner_person")
        .order_by("pk")
    )
    texts = wordings.best_many(rows, (ACTION_TITLE,), language)
    return tuple(
        ToDo(
            row.reference,
            told(texts[row.pk, ACTION_TITLE], row.title, row.language),
            str(row.owner),
            row.owner_organisation.name_language if row.owner_organisation else "",
            row.owner_organisation is None,
            row.due_on.isoformat() if row.due_on else "",
        )
        for row in rows
    )
