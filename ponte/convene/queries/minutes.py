"""Minutes a person may read."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.rules import works_here
from ponte.convene.models.meeting import Meeting, MeetingState, Seen
from ponte.convene.models.minutes import Minutes, MinutesState
from ponte.convene.models.note import TEXT, Note
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.vocabulary import TableVisibility
from ponte.convene.queries.carried import ComesBack, is_for_everybody, said
from ponte.core.models import Wording

KIND = "convene.minutes"
APPROVE = _("Approve the minutes: %(meeting)s")


def minutes_visible_to(person: Any) -> "QuerySet[Minutes]":
    """The scope of every page about minutes: a stranger gets 404."""
    rows = Minutes.objects.select_related("meeting__table", "approved_in")
    if works_here(person):
        return rows
    seen = Q(state=MinutesState.APPROVED, is_public=True)
    if person.is_authenticated:
        sent = ~Q(state=MinutesState.DRAFT) & ~Q(meeting__table__visibility=TableVisibility.OFFICE)
        seen |= sent & Q(meeting__table__in=tables_sat_at(person))
        seen |= Q(meeting__table__facilitator=person.pk)
        seen |= Q(pk__in=Minutes.writers.through.objects.filter(person_id=person.pk).values("minutes_id"))
    return rows.filter(seen)


def reads_all(person: Any, minutes: Minutes) -> bool:
    """Whether they read names and internal items; whoever only reads because everybody may does not."""
    return any(
        person.has_perm(permission, minutes)
        for permission in ("convene.write_minutes", "convene.add_amendment")
    ) or bool(works_here(person) or (minutes.meeting.table_id in tables_sat_at(person)))


def may_approve(minutes: Minutes) -> "QuerySet[Meeting]":
    """The meetings in which they may have been approved: later ones of the table that have begun."""
    own = minutes.meeting
    rows = Meeting.objects.filter(
        table=own.table_id, starts_at__gt=own.starts_at, starts_at__lte=timezone.now()
    )
    return rows.exclude(state__in=[MeetingState.CANCELLED, MeetingState.MOVED]).exclude(table=None)


def languages_of(minutes: Minutes) -> dict[str, str]:
    """For each language of the pages: the state of the notes in it, the worst counting most."""
    notes = [note.pk for note in minutes.notes.exclude(text="")]
    rows = Wording.objects.filter(kind=Note._meta.label_lower, subject_id__in=notes, field=TEXT)
    found: dict[str, dict[int, str]] = {}
    for language, subject, state in rows.order_by("pk").values_list("language", "subject_id", "state"):
        found.setdefault(language, {})[subject] = state
    told = {}
    for code, _name in settings.LANGUAGES:
        states = set(found.get(code, {}).values())
        if code == minutes.language:
            told[code] = "original"
        elif len(found.get(code, {})) < len(notes):
            told[code] = "partly" if states else "missing"
        else:
            told[code] = next(
                (state for state in ("outdated", "machine", "draft") if state in states), "confirmed"
            )
    return told


def come_back(meeting: Meeting) -> list[ComesBack]:
    """For the next agenda of a table: minutes that were sent round and that nobody has approved yet."""
    if meeting.table_id is None:
        return []
    rows = Minutes.objects.filter(
        state=MinutesState.CIRCULATED,
        meeting__table=meeting.table_id,
        meeting__starts_at__lt=meeting.starts_at,
    )
    found = []
    for row in rows.select_related("meeting").order_by("meeting__starts_at", "pk")[:20]:
        title, texts = said(APPROVE, meeting.language, meeting=row.meeting.title)
        is_internal = is_for_everybody(meeting) and row.meeting.visibility != Seen.PUBLIC
        about = (KIND, row.pk)
        found.append(
            ComesBack(title, meeting.language, about, "decision", is_internal=is_internal, texts=texts)
        )
    return found
