"""Writing minutes together: a save is merged with what others wrote meanwhile, under a lock, and nothing is lost."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.convene.lifecycles.note_log import PAUSE, log_note
from ponte.convene.models.agenda_item import AgendaItem
from ponte.convene.models.minutes import Minutes, MinutesState
from ponte.convene.models.note import LONGEST, MOST_LINES, DoubledText, Note
from ponte.core import paragraphs
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean


@dataclass(frozen=True)
class Draft:
    """What a writer sends: the text as it was when they began, and as it is. `heading` if the item is gone."""

    key: int
    base: str
    text: str
    heading: str = ""


def checked(text: str) -> str:
    """A text of a size people read."""
    text = clean(text, multiline=True)
    if len(text) > LONGEST or text.count("\n") >= MOST_LINES:
        raise Refused(
            _(
                "This is too long for one item: %(most)s characters at most. Nothing was saved; the text is still "
                "on this page. Put long papers into the documents of the agenda."
            )
            % {"most": f"{LONGEST:,}"}
        )
    return text


@transaction.atomic
def save_note(minutes: Minutes, draft: Draft, *, by: Any) -> Note:
    """Merge it into the note and give the note as it is now. Refused with a sentence when nothing may be written."""
    mine, base = checked(draft.text), clean(draft.base, multiline=True)
    note = _locked(minutes, draft, by)
    before = note.text
    merged = paragraphs.merge(base=base, mine=mine, theirs=before)
    if merged.text == before:
        return note
    if note.edited_by_id != by.pk or (note.edited_at and timezone.now() - note.edited_at > PAUSE):
        log_note(note)  # the text of who wrote before, or before the pause
    _follow(note, before, merged.text, by)
    DoubledText.objects.bulk_create(
        DoubledText(note=note, there=pair.there, there_by=note.edited_by, came=pair.came, came_by=by)
        for pair in merged.doubled
    )
    _keep(note, merged.text, by)
    return note


@transaction.atomic
def settle(doubled: DoubledText, *, keep: str, by: Any) -> Note:
    """Of a paragraph that stands twice keep one ("there", "came"), or "both" as they are."""
    note = _locked(doubled.note.minutes, Draft(doubled.note.key, "", ""), by)
    row = DoubledText.objects.select_for_update(of=("self",)).get(pk=doubled.pk)
    if row.settled_at is None:
        before = note.text
        gone = {"there": row.came, "came": row.there}.get(keep)
        if gone is not None:
            log_note(note)
            after = paragraphs.without(before, gone)
            _keep(note, after, by)
        row.settled_at, row.settled_by = timezone.now(), by
        row.save(update_fields=["settled_at", "settled_by"])
        if gone is not None:
            _follow(note, before, note.text, by)
    return note


def _locked(minutes: Minutes, draft: Draft, by: Any) -> Note:
    """The note, held until the end. Written by whoever may, and only while the minutes are a draft."""
    if not by.has_perm("convene.write_minutes", minutes):
        raise NotPermitted(_("You do not write these minutes."))
    # Held by all who save, so that the state cannot change under them; those who approve hold it alone.
    state = Minutes.objects.select_for_update(of=("self",)).values_list("state", flat=True).get(pk=minutes.pk)
    if state == MinutesState.APPROVED:
        raise Refused(
            _("These minutes are approved: nothing in them changes any more. Your text was not saved.")
        )
    if state != MinutesState.DRAFT:
        raise Refused(_("These minutes were sent to the members. Take them back first to write on."))
    known = Note.objects.select_for_update(of=("self",)).filter(minutes=minutes, key=draft.key)
    note = known.select_related("minutes", "edited_by").first()
    return note or _new(minutes, draft)


def _new(minutes: Minutes, draft: Draft) -> Note:
    item = AgendaItem.objects.filter(meeting=minutes.meeting_id, pk=draft.key).first()
    heading = item.title if item else clean(draft.heading)[:300]
    key = draft.key if item or heading else 0
    return Note.objects.get_or_create(minutes=minutes, key=key, defaults={"item": item, "heading": heading})[
        0
    ]


def _keep(note: Note, text: str, by: Any) -> None:
    note.text, note.edited_by, note.edited_at, note.is_logged = text, by, timezone.now(), False
    note.version += 1
    note.save(update_fields=["text", "version", "edited_by", "edited_at", "is_logged"])


def _follow(note: Note, before: str, after: str, by: Any) -> None:
    """Paragraphs that stand twice are written on; when one of the two is gone, somebody has settled it by hand."""
    for row in note.doubled.filter(settled_at=None):
        there = paragraphs.follow(row.there, before=before, after=after)
        came = paragraphs.follow(row.came, before=before, after=after)
        if there and came and there != came:
            row.there, row.came = there, came
        else:
            row.settled_at, row.settled_by = timezone.now(), by
        row.save(update_fields=["there", "came", "settled_at", "settled_by"])
