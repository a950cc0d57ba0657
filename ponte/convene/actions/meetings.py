"""Planning meetings and changing them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.convene.actions import interpreters
from ponte.convene.actions.carrying import carry_over
from ponte.convene.actions.places import fill_places, locked
from ponte.convene.lifecycles.meeting import lifecycle
from ponte.convene.models import Interpretation, Meeting
from ponte.convene.models.interpretation import InterpreterState
from ponte.convene.models.meeting import MeetingKind, MeetingState
from ponte.convene.queries.meetings import TEXT, TITLE
from ponte.convene.queries.news import IN_CALENDARS
from ponte.convene.signals import tell_later
from ponte.core import changes, verbs, wordings
from ponte.core.refusal import NotPermitted, Refused

UNLOGGED = {"id", "reference", "state", "code", "edition", "announced_at", "held_at", "changed_at"}
KEPT = tuple(field.attname for field in Meeting._meta.concrete_fields if field.name not in UNLOGGED)


def kept(meeting: Meeting) -> dict[str, Any]:
    """What the log compares."""
    return {name: getattr(meeting, name) for name in KEPT}


def refuse_strangers(meeting: Meeting, *, by: Any, permission: str = "convene.change_meeting") -> None:
    """Only who runs the meeting goes on; `by` None is the system itself."""
    if by is not None and not by.has_perm(permission, meeting):
        raise NotPermitted(_("You are not permitted to do this."))


@transaction.atomic
def plan_meeting(*, values: Mapping[str, Any], by: Any, text: str = "") -> Meeting:
    """A new meeting; its agenda begins with what stayed open at the table. ValidationError says what is wrong."""
    meeting = Meeting(**values)
    refuse_strangers(meeting, by=by, permission="convene.add_meeting")
    meeting.full_clean()
    meeting.save()
    changes.record(meeting, by=by, verb=verbs.CREATE, before={}, after=kept(meeting))
    write_original(meeting, text=text, by=by)
    is_of_a_table = meeting.table_id is not None and meeting.kind != MeetingKind.EXCHANGE
    if meeting.series_id or (is_of_a_table and not meeting.is_over):
        carry_over(meeting, by=by)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, values: Mapping[str, Any], by: Any, text: str | None = None
) -> Meeting:
    """Give a meeting these values. Those who are concerned are told what is new for them, and nobody else."""
    row = locked(meeting)
    refuse_strangers(row, by=by)
    if row.state in (MeetingState.HELD, MeetingState.CANCELLED):
        raise Refused(_("This meeting is over. Its time and place are not changed any more."))
    before = kept(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    has_new_date = row.starts_at != before["starts_at"]
    if any(getattr(row, name) != before[name] for name in IN_CALENDARS if name in before):
        row.edition += 1
    row.save()
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=kept(row))
    write_original(row, text=text, by=by)
    if row.state == MeetingState.MOVED and has_new_date:
        lifecycle.perform("set_date", row, by=by, starts_at=row.starts_at, ends_at=row.ends_at)
    if (row.starts_at, row.ends_at) != (before["starts_at"], before["ends_at"]):
        interpreters.ask_again(row, by=by)
    fill_places(row)
    tell_later(row)
    return row


def write_original(meeting: Meeting, *, text: str | None, by: Any) -> None:
    """Title and text in the language of the meeting."""
    wordings.write(meeting, TITLE, meeting.language, meeting.title, by=by)
    if text is not None:
        wordings.write(meeting, TEXT, meeting.language, text, by=by)


@transaction.atomic
def translate_meeting(meeting: Meeting, language: str, *, title: str, text: str, by: Any) -> None:
    """Title and text in one language. What is written in the language of the title is the title itself."""
    row = locked(meeting)
    refuse_strangers(row, by=by)
    wordings.write(row, TITLE, language, title, by=by)
    wordings.write(row, TEXT, language, text, by=by)
    if language == row.language and title and title != row.title:
        row.title = title
        row.save(update_fields=["title", "changed_at"])


@transaction.atomic
def set_interpretation(meeting: Meeting, rows: list[dict[str, Any]], *, by: Any) -> int:
    """Who interprets from which language into which. Who stays keeps their answer; who is new is asked: how many."""
    row = locked(meeting)
    refuse_strangers(row, by=by)
    before = {"interpretation": channels_of(row)}
    known = {
        (each.from_language, each.to_language, each.interpreter): each for each in row.interpretation.all()
    }
    kept_rows = []
    for values in rows:
        key = (values["from_language"], values["to_language"], values.get("interpreter", ""))
        channel = known.pop(key, None) or Interpretation(meeting=row)
        if channel.email != values.get("email", ""):
            channel.state, channel.asked_at = InterpreterState.OPEN, None
        for name, value in {"email": "", "link": "", **values}.items():
            setattr(channel, name, value)
        kept_rows.append(channel)
    row.interpretation.filter(pk__in=[each.pk for each in known.values()]).delete()
    for channel in kept_rows:
        channel.full_clean()
        channel.save()
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after={"interpretation": channels_of(row)})
    return interpreters.ask(row, by=by)


def channels_of(meeting: Meeting) -> list[str]:
    """The channels as the log keeps them, without names."""
    return [f"{channel.from_language}>{channel.to_language}" for channel in meeting.interpretation.all()]
