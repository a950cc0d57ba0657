"""Meetings a person may see, and their texts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from ponte.accounts.rules import works_here
from ponte.convene.models.meeting import Meeting, MeetingState, Seen
from ponte.convene.models.registration import Registration, RegistrationState
from ponte.convene.models.seat import tables_sat_at
from ponte.convene.models.vocabulary import TableVisibility
from ponte.core import wordings
from ponte.core.wordings import Shown

TITLE, TEXT = "title", "text"

PUBLIC = (
    Q(visibility=Seen.PUBLIC)
    & ~Q(state=MeetingState.PLANNED)
    & (Q(table=None) | Q(table__visibility=TableVisibility.PUBLIC))
)


def meetings_visible_to(person: Any) -> "QuerySet[Meeting]":
    """The scope of every page about a meeting: a stranger gets 404."""
    rows = Meeting.objects.select_related("table", "series", "minutes")
    if works_here(person):
        return rows
    if not person.is_authenticated:
        return rows.filter(PUBLIC)
    invited = Registration.objects.exclude(state=RegistrationState.CANCELLED).filter(
        Q(email=person.email) | Q(person=person.pk)
    )
    told = ~Q(state=MeetingState.PLANNED) & ~Q(visibility=Seen.OFFICE)
    mine = Q(table__in=tables_sat_at(person)) | Q(pk__in=invited.order_by().values("meeting"))
    return rows.filter(PUBLIC | (told & mine) | Q(table__facilitator=person.pk))


def public_meetings() -> "QuerySet[Meeting]":
    """What everybody may know of."""
    return Meeting.objects.select_related("table", "series").filter(PUBLIC)


def texts_of(meetings: Sequence[Meeting], language: str) -> Mapping[int, dict[str, Shown]]:
    """{key: {"title": …, "text": …}} for a reader of this language, in one query."""
    found = wordings.best_many(meetings, (TITLE, TEXT), language)
    told = {}
    for row in meetings:
        title = found[row.pk, TITLE]
        if title.is_missing:
            title = Shown(row.title, row.language, title.state, is_fallback=row.language != language)
        told[row.pk] = {TITLE: title, TEXT: found[row.pk, TEXT]}
    return told


def title_of(meeting: Meeting, language: str) -> str:
    """Its title for a reader of this language."""
    return texts_of([meeting], language)[meeting.pk][TITLE].text
