"""Saying that somebody stands too near to an applicant, and what follows: nothing opens, and nothing counts."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.actions.points import keep_points
from ponte.fund.lifecycles.review import lifecycle
from ponte.fund.models import Application, ConflictDeclaration, PhaseReviewer, Review
from ponte.fund.models.conflict import forget_conflicts
from ponte.fund.models.vocabulary import SET_ASIDE
from ponte.fund.queries.conflicts import listed_for
from ponte.fund.rules.facts import runs_calls, stands_too_near


@transaction.atomic
def declare_list(member: PhaseReviewer, *, near: Collection[int], kind: str, reason: str) -> int:
    """A reviewer went through all applicants of a call; `near` are applications. How many conflicts are new.

    What they said before stays: only the office takes a conflict back.
    """
    person, phase = member.reviewer.person, member.phase
    shown = {row.pk: row for row in listed_for(phase)}
    known = set(_declared(person).filter(has_conflict=True).values_list("application_id", flat=True))
    fresh = [shown[pk] for pk in sorted(set(near) - known) if pk in shown]
    if fresh and (not kind or not reason.strip()):
        raise Refused(_("Say what kind of conflict it is, and describe it in a few words."))
    for application in fresh:
        declare_conflict(application, person=person, kind=kind, reason=reason, by=person)
    member.declared_at = timezone.now()
    member.save(update_fields=["declared_at"])
    clear_of_conflict(member)
    return len(fresh)


def clear_of_conflict(member: PhaseReviewer) -> None:
    """Write down for what was handed to them that they declared no conflict, as far as their list had it."""
    person, at = member.reviewer.person, member.declared_at
    if at is None:
        return
    handed = Review.objects.filter(phase=member.phase, reviewer=member.reviewer).order_by("application_id")
    handed = handed.filter(application__screened_at__lte=at)
    said = set(_declared(person).values_list("application_id", flat=True))
    wanted = [pk for pk in handed.values_list("application_id", flat=True) if pk not in said]
    ConflictDeclaration.objects.bulk_create(
        [ConflictDeclaration(person=person, application_id=pk, at=at, by=person) for pk in wanted]
    )


@transaction.atomic
def declare_conflict(application: Application, *, person: Any, kind: str, reason: str, by: Any) -> None:
    """Shut a person out of an application: their review is set aside, its points do not count any more."""
    if by != person and (not runs_calls(by) or stands_too_near(by, application)):
        raise NotPermitted(_("You are not permitted to do this."))
    if not kind or not reason.strip():
        raise Refused(_("Say what kind of conflict it is, and describe it in a few words."))
    row = _declared(person).filter(application=application).first()
    row = row or ConflictDeclaration(person=person, application=application)
    before = {} if row.pk is None else {"has_conflict": row.has_conflict, "kind": row.kind}
    row.has_conflict, row.kind, row.reason, row.by, row.at = True, kind, reason, by, timezone.now()
    row.save()
    changes.record(
        row,
        by=by,
        verb=verbs.EDIT if before else verbs.CREATE,
        before=before,
        after={"has_conflict": True, "kind": kind},
    )
    forget_conflicts(person)
    _set_aside(application, person=person, reason=str(row))


def _set_aside(application: Application, *, person: Any, reason: str) -> None:
    reviews = Review.objects.filter(application=application, reviewer__person=person).exclude(
        state__in=SET_ASIDE - {"abstained"}
    )
    for review in reviews.select_related("phase__call").order_by("pk"):
        lifecycle.perform("shut_out", review, by=None, reason=reason)
    keep_points(application.call, [application.pk])


@transaction.atomic
def withdraw_conflict(row: ConflictDeclaration, *, by: Any, reason: str) -> None:
    """The office found that there is none after all. What was set aside stays aside: it is handed out anew."""
    if by == row.person or not runs_calls(by) or stands_too_near(by, row.application):
        raise NotPermitted(_("You are not permitted to do this."))
    if not reason.strip():
        raise Refused(_("Give a reason."))
    before = {"has_conflict": row.has_conflict, "kind": row.kind}
    row.has_conflict, row.kind, row.reason, row.by, row.at = False, "", "", by, timezone.now()
    row.save()
    after = {"has_conflict": False, "kind": ""}
    changes.record(row, by=by, verb=verbs.EDIT, before=before, after=after, note=reason)


def _declared(person: Any) -> Any:
    return ConflictDeclaration.objects.filter(person=person).order_by("pk")
