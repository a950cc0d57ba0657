"""What pages of others show of minutes, decisions and actions, and what waits for whom."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ponte.convene.models.action_point import UNFINISHED, ActionPoint, ActionState
from ponte.convene.models.amendment import AmendmentState
from ponte.convene.models.attendance import HERE, Attendance
from ponte.convene.models.decision import Decision, DecisionState
from ponte.convene.models.meeting import Meeting
from ponte.convene.models.minutes import Minutes, MinutesState
from ponte.convene.queries import action_points, decisions
from ponte.convene.queries.tables import tables_run_by
from ponte.core.registries import Task

AT_MOST = 20
SHOWN = 12  # actions on the page of a meeting; the others stand in its minutes and on the list of the table
SOON = 7  # days before the end of an action


def on_meeting(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """Minutes, decisions and actions of a meeting, in two statements, and two more for what is in another language."""
    person, language, table = request.user, get_language() or "en", meeting.table
    minutes = getattr(meeting, "minutes", None)
    if minutes is not None and not person.has_perm("convene.view_minutes", minutes):
        minutes = None
    decided, promised = [], []
    if table is not None:
        decided = list(decisions.decisions_visible_to(person).filter(meeting=meeting)[:100])
        promised = list(action_points.actions_visible_to(person).filter(meeting=meeting)[: SHOWN + 1])
    runs = person.is_authenticated and person.has_perm("convene.add_minutes", meeting)
    if not (minutes or decided or promised or runs):
        return None
    return {
        "meeting": meeting,
        "minutes": minutes,
        "may_begin": runs and minutes is None,
        "may_write": bool(
            minutes
            and minutes.state == MinutesState.DRAFT
            and (runs or person.has_perm("convene.write_minutes", minutes))
        ),
        "may_add": runs and table is not None,  # a decision and an action are always those of a table
        "decisions": decisions.in_words(decided, language) if decided else [],
        "actions": action_points.with_words(promised[:SHOWN]) if promised else [],
        "has_more": len(promised) > SHOWN,
    }


def on_organisation(request: HttpRequest, organisation: Any) -> dict[str, Any] | None:
    """Open actions, the decisions they follow from, and how often it was there; for who may see them."""
    person = request.user
    if not person.is_authenticated:
        return None
    mine = Q(owner_organisation=organisation.pk) | Q(owner_delegate__seat__organisation=organisation.pk)
    rows = list(
        action_points.actions_visible_to(person).filter(mine, state__in=UNFINISHED)[: action_points.SHOWN]
    )
    own = ActionPoint.objects.filter(owner_organisation=organisation.pk).exclude(decision=None).order_by()
    seen = decisions.decisions_visible_to(person).filter(
        state=DecisionState.TAKEN, pk__in=own.values("decision")
    )
    works_on = list(seen[: decisions.SHOWN])
    if not (rows or works_on):
        return None
    return {
        "rows": action_points.with_words(rows),
        "decisions": decisions.in_words(works_on, get_language() or "en"),
        "attended": attended(person, organisation),
    }


def attended(person: Any, organisation: Any) -> str:
    """How often it was there, as far as this person may know."""
    if not person.has_perm("map.view_track_record", organisation):
        return ""
    there = Attendance.objects.filter(organisation=organisation.pk, state__in=HERE).order_by()
    count = there.values("meeting").distinct().count()
    return (
        ngettext("Was at %(count)d meeting", "Was at %(count)d meetings", count) % {"count": count}
        if count
        else ""
    )


def waiting(person: Any) -> list[Task]:
    """On the desk: actions of mine and of my organisations, actions to verify, minutes, changes, reviews."""
    return [*own_actions(person), *convening(person)]


def own_actions(person: Any) -> list[Task]:
    """From the day they begin."""
    today = timezone.localdate()
    rows = ActionPoint.objects.filter(action_points.owned_by(person), state=ActionState.OPEN)
    begun = rows.filter(Q(not_before=None) | Q(not_before__lte=today))
    return [
        Task(_("To do: %(title)s") % {"title": row}, row.get_absolute_url(), row.due_on)
        for row in begun[:AT_MOST]
    ]


def convening(person: Any) -> list[Task]:
    """For who runs tables."""
    tables = tables_run_by(person).order_by().values("pk")
    return [*to_verify(person, tables), *minutes_waiting(tables), *to_review(tables)] if tables else []


def to_verify(person: Any, tables: Any) -> list[Task]:
    """Reports of others."""
    rows = ActionPoint.objects.filter(table__in=tables, state=ActionState.REPORTED)
    others = rows.exclude(action_points.owned_by(person)).exclude(reported_by=person)
    return [
        Task(_("Verify: %(title)s") % {"title": row}, row.get_absolute_url(), row.reported_at)
        for row in others.order_by("reported_at")[:AT_MOST]
    ]


def minutes_waiting(tables: Any) -> list[Task]:
    """To write, to approve, with changes to answer."""
    rows = Minutes.objects.filter(meeting__table__in=tables).exclude(state=MinutesState.APPROVED)
    found = []
    for row in rows.select_related("meeting").order_by("meeting__starts_at")[:AT_MOST]:
        wishes = row.amendments.filter(state=AmendmentState.PROPOSED).count()
        if wishes:
            said = _("Answer changes asked for: %(title)s")
        elif row.state == MinutesState.CIRCULATED:
            said = _("Have approved: %(title)s")
        else:
            said = _("Finish the minutes: %(title)s")
        found.append(Task(said % {"title": row.meeting}, row.get_absolute_url(), row.meeting.ends_at))
    return found


def to_review(tables: Any) -> list[Task]:
    """Decisions whose day to look at them again has come."""
    rows = Decision.objects.filter(
        table__in=tables, state=DecisionState.TAKEN, review_on__lte=timezone.localdate()
    )
    return [
        Task(_("Look at a decision again: %(title)s") % {"title": row}, row.get_absolute_url(), row.review_on)
        for row in rows.select_related("table").order_by("review_on")[:AT_MOST]
    ]
