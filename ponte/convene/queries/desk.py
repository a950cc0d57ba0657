"""What of the meetings waits on a desk, and the panels on other pages."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.convene.models import Attendance, Interpretation, Meeting, Registration, Table
from ponte.convene.models.attendance import HERE
from ponte.convene.models.interpretation import InterpreterState
from ponte.convene.models.meeting import MeetingState
from ponte.convene.models.registration import STANDING, RegistrationState
from ponte.convene.models.vocabulary import SeriesState
from ponte.convene.queries.meeting_list import rows_of
from ponte.convene.queries.meetings import TITLE, meetings_visible_to, texts_of
from ponte.convene.queries.series import series_in_words
from ponte.convene.queries.tables import tables_run_by
from ponte.core.registries import Task

SHOWN = 5


def invitations_of(person: Any) -> "list[Registration]":
    """Meetings to come to which this person was invited or is registered."""
    rows = Registration.objects.filter(
        Q(email=person.email) | Q(person=person.pk), state__in=STANDING, meeting__ends_at__gte=timezone.now()
    ).exclude(meeting__state__in=(MeetingState.PLANNED, MeetingState.CANCELLED))
    return list(rows.select_related("meeting__table").order_by("meeting__starts_at", "pk")[: 2 * SHOWN])


def desk_panel(request: HttpRequest, _subject: Any) -> dict[str, Any] | None:
    """My invitations."""
    rows = invitations_of(request.user)
    if not rows:
        return None
    shown = rows_of([row.meeting for row in rows], get_language() or "en")
    return {"rows": [line | {"registration": row} for line, row in zip(shown, rows, strict=True)]}


def waiting(person: Any) -> list[Task]:
    """Invitations without an answer; and for who runs a table, meetings to begin or to close."""
    language = get_language() or "en"
    unanswered = [row for row in invitations_of(person) if row.state == RegistrationState.INVITED]
    running = (MeetingState.ANNOUNCED, MeetingState.OPEN, MeetingState.UNDER_WAY)
    over = Meeting.objects.filter(
        state__in=running, ends_at__lt=timezone.now(), table__in=tables_run_by(person)
    ).select_related("table")
    late = list(over.order_by("ends_at", "pk")[:SHOWN])
    meetings = [row.meeting for row in unanswered] + late
    texts = texts_of(meetings, language)
    ask, close = _("Answer the invitation: %(title)s"), _("Close the meeting: %(title)s")
    asked = [
        Task(
            ask % {"title": texts[row.meeting_id][TITLE].text},
            row.meeting.get_absolute_url(),
            row.meeting.starts_at,
        )
        for row in unanswered
    ]
    return [*asked, *without_interpreter(person, language)] + [
        Task(close % {"title": texts[row.pk][TITLE].text}, row.get_absolute_url(), row.ends_at)
        for row in late
    ]


def without_interpreter(person: Any, language: str) -> list[Task]:
    """For who runs a table: meetings to come at which an interpreter cannot."""
    declined = Interpretation.objects.filter(
        state=InterpreterState.DECLINED,
        meeting__ends_at__gte=timezone.now(),
        meeting__table__in=tables_run_by(person),
    ).exclude(meeting__state=MeetingState.CANCELLED)
    keys = declined.order_by().values("meeting")
    rows = list(Meeting.objects.filter(pk__in=keys).order_by("starts_at", "pk")[:SHOWN])
    texts = texts_of(rows, language) if rows else {}
    return [
        Task(
            _("Find another interpreter: %(title)s") % {"title": texts[row.pk][TITLE].text},
            reverse("convene:interpretation", args=[row.reference]),
            row.starts_at,
        )
        for row in rows
    ]


def table_panel(request: HttpRequest, table: Table) -> dict[str, Any] | None:
    """The next meetings of a table and the last ones, on its page."""
    language, now = get_language() or "en", timezone.now()
    own = meetings_visible_to(request.user).filter(table=table)
    coming = list(own.filter(ends_at__gte=now).order_by("starts_at", "pk")[:SHOWN])
    past = list(own.filter(ends_at__lt=now).order_by("-starts_at", "-pk")[:SHOWN])
    person: Any = request.user
    may_plan = person.is_authenticated and person.has_perm("convene.add_meeting", Meeting(table=table))
    if not coming and not past and not may_plan:
        return None
    series = list(table.series.filter(state=SeriesState.RUNNING).order_by("title", "pk")[:SHOWN])
    lines = rows_of([*coming, *past], language)
    return {
        "coming": lines[: len(coming)],
        "past": lines[len(coming) :],
        "table": table,
        "may_plan": may_plan,
        "series": series_in_words(series),
    }


def organisation_panel(request: HttpRequest, organisation: Any) -> dict[str, Any] | None:
    """At how many meetings of those this reader may see somebody of an organisation was."""
    own = Attendance.objects.filter(organisation=organisation.pk, state__in=HERE)
    seen = meetings_visible_to(request.user).filter(pk__in=own.order_by().values("meeting"))
    rows = list(seen.order_by("-starts_at", "-pk")[:SHOWN])
    return {"rows": rows_of(rows, get_language() or "en"), "number": seen.count()} if rows else None
