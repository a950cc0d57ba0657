"""What people wrote goes to the log when they pause: one line a writer and pause, never one a keystroke."""

from datetime import timedelta

from django.utils import timezone

from ponte.convene.models.minutes import Minutes, MinutesState
from ponte.convene.models.note import TEXT, Note
from ponte.core import wordings
from ponte.core.models import Wording

PAUSE = timedelta(minutes=2)


def log_note(note: Note) -> None:
    """Write the text as the original of its language, which logs it and makes translations out of date."""
    if note.is_logged:
        return
    if note.text.strip():
        wordings.write(note, TEXT, note.minutes.language, note.text, by=note.edited_by)
    else:
        empty(note)
    Note.objects.filter(pk=note.pk, version=note.version).update(is_logged=True)
    note.is_logged = True


def empty(note: Note) -> None:
    """Nothing is left of it: its translations say nothing either."""
    rows = Wording.objects.filter(kind="convene.note", subject_id=note.pk, field=TEXT)
    for language in rows.order_by("is_original").values_list("language", flat=True):
        wordings.write(note, TEXT, language, "", by=note.edited_by)


def log_notes(minutes: Minutes) -> int:
    """Everything of these minutes the log does not know yet."""
    waiting = list(minutes.notes.filter(is_logged=False).select_related("minutes", "edited_by"))
    for note in waiting:
        log_note(note)
    return len(waiting)


def log_pauses() -> int:
    """Every note nobody touched for a while; their number."""
    quiet = Note.objects.filter(is_logged=False, edited_at__lt=timezone.now() - PAUSE)
    rows = list(
        quiet.exclude(minutes__state=MinutesState.APPROVED).select_related("minutes", "edited_by")[:500]
    )
    for note in rows:
        log_note(note)
    return len(rows)
