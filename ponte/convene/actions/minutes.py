"""Minutes are begun, given writers, sent round and approved."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.convene.actions.minutes_links import send_round
from ponte.convene.lifecycles.minutes import lifecycle
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.minutes import Minutes, MinutesState
from ponte.convene.models.note import TEXT, Note
from ponte.core import changes, languages, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean


@transaction.atomic
def begin_minutes(meeting: Meeting, *, by: Any, language: str = "") -> Minutes:
    """Minutes of a meeting; those there are when somebody began them already. `by` None is a demonstration."""
    if by is not None and not by.has_perm("convene.add_minutes", meeting):
        raise NotPermitted(_("You are not permitted to do this."))
    wanted = language or next(iter(meeting.languages), "") or meeting.language
    if not languages.is_known(wanted):
        raise Refused(_("Choose the language in which the minutes are written."))
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    minutes, is_new = Minutes.objects.get_or_create(meeting=meeting, defaults={"language": wanted})
    if is_new:
        after = {"meeting": meeting.pk, "language": wanted}
        changes.record(minutes, by=by, verb=verbs.CREATE, before={}, after=after)
    return minutes


@transaction.atomic
def change_minutes(minutes: Minutes, *, writers: Iterable[Any], is_public: bool, by: Any) -> None:
    """Who else writes, and whether everybody may read them once they are approved."""
    if not by.has_perm("convene.circulate_minutes", minutes):
        raise NotPermitted(_("You are not permitted to do this."))
    row = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    if row.is_frozen:
        raise Refused(_("These minutes are approved: nothing in them changes any more."))
    before = {"writers": _keys(row), "is_public": row.is_public}
    row.writers.set(writers)
    row.is_public = is_public
    row.save(update_fields=["is_public"])
    after = {"writers": _keys(row), "is_public": row.is_public}
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=after)


@transaction.atomic
def circulate(minutes: Minutes, *, amend_until: date | None, by: Any) -> None:
    """Send them to the members, who may ask for changes until that day."""
    if amend_until is not None and amend_until < timezone.localdate():
        raise Refused(_("This day has passed. Choose a later one."))
    if minutes.state == MinutesState.DRAFT:
        Minutes.objects.filter(pk=minutes.pk).update(amend_until=amend_until)
    lifecycle.perform("circulate", minutes, by=by)
    send_round(minutes, by=by)


def approve(minutes: Minutes, *, approved_in: int | None, by: Any) -> None:
    """A later meeting approved them: they are frozen."""
    lifecycle.perform("approve", minutes, by=by, approved_in=approved_in)


@transaction.atomic
def translate_note(note: Note, *, language: str, text: str, by: Any) -> None:
    """One language of a note. Approved minutes are not translated any more: they would not be what was approved."""
    if not by.has_perm("convene.write_minutes", note.minutes):
        raise NotPermitted(_("You do not write these minutes."))
    state = (
        Minutes.objects.select_for_update(of=("self",))
        .values_list("state", flat=True)
        .get(pk=note.minutes_id)
    )
    if state == MinutesState.APPROVED:
        raise Refused(_("These minutes are approved: nothing in them changes any more."))
    if language == note.minutes.language:
        raise Refused(_("This is the language they are written in."))
    if not note.text.strip():
        raise Refused(_("There is nothing to translate yet."))
    _write_original(note)
    wordings.write(note, TEXT, language, clean(text, multiline=True), by=by)


def _write_original(note: Note) -> None:
    """Translations stand beside an original."""
    if wordings.best(note, TEXT, note.minutes.language).is_missing or not note.is_logged:
        wordings.write(note, TEXT, note.minutes.language, note.text, by=note.edited_by)
        Note.objects.filter(pk=note.pk, version=note.version).update(is_logged=True)


def _keys(minutes: Minutes) -> list[int]:
    return list(minutes.writers.order_by("pk").values_list("pk", flat=True))
