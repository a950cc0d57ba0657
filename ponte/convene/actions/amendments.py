"""Changes asked for in minutes that were sent round: by somebody with an account, or by a delegate's link."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.convene.lifecycles.amendment import lifecycle
from ponte.convene.lifecycles.note_log import log_note
from ponte.convene.models.amendment import Amendment, AmendmentState
from ponte.convene.models.delegate import Delegate
from ponte.convene.models.minutes import Minutes, MinutesState
from ponte.convene.models.note import Note
from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.text import clean

MOST_OPEN = 100  # of one meeting


@dataclass(frozen=True)
class Wish:
    """In which note, which paragraph (none: a new one at its end), and as what."""

    note: Note
    paragraph: str
    text: str
    reason: str = ""


@transaction.atomic
def ask(minutes: Minutes, wish: Wish, *, by: Any = None, delegate: Delegate | None = None) -> Amendment:
    """Keep it for those who write the minutes. A delegate asks by link, anybody else with their account."""
    if delegate is None and not (by and by.has_perm("convene.add_amendment", minutes)):
        raise NotPermitted(_("You cannot ask for changes in these minutes."))
    row = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    if row.state != MinutesState.CIRCULATED:
        raise Refused(_("No changes can be asked for at present: the minutes are not with the members."))
    if row.amend_until and row.amend_until < timezone.localdate():
        raise Refused(_("The days for changes are over. Tell it in the next meeting."))
    if row.amendments.filter(state=AmendmentState.PROPOSED).count() >= MOST_OPEN:
        raise Refused(_("Very many changes wait for an answer already. Try again in some days."))
    text = clean(wish.text)
    if not text or text == wish.paragraph:
        raise Refused(_("Write how the paragraph should be."))
    known = {"by": by, "delegate": delegate, "by_name": str(delegate or by)[:200]}
    wanted = {"paragraph": wish.paragraph, "text": text, "reason": wish.reason}
    amendment = Amendment.objects.create(minutes=row, note=wish.note, **wanted, **known)
    changes.record(amendment, by=by, verb=verbs.CREATE, before={}, after={"note": wish.note.pk, **wanted})
    return amendment


@transaction.atomic
def accept(amendment: Amendment, *, by: Any, answer: str = "") -> None:
    """Put it into the minutes in the same moment."""
    Minutes.objects.select_for_update(of=("self",)).get(pk=amendment.minutes_id)
    lifecycle.perform("accept", amendment, by=by, reason=answer)
    note = Note.objects.select_for_update(of=("self",)).select_related("minutes").get(pk=amendment.note_id)
    lines = note.text.split("\n") if note.text else []
    if amendment.paragraph:
        lines[lines.index(amendment.paragraph)] = amendment.text
    else:
        lines.append(amendment.text)
    note.text, note.edited_by, note.edited_at, note.is_logged = "\n".join(lines), by, timezone.now(), False
    note.version += 1
    note.save(update_fields=["text", "version", "edited_by", "edited_at", "is_logged"])
    log_note(note)
