"""Registering for a meeting: by form, by link, for others; taking it back; saying one cannot come."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.convene.actions.places import fill_places, has_place, locked
from ponte.convene.models import Meeting, Registration
from ponte.convene.models.meeting import Mode
from ponte.convene.models.registration import RegistrationState
from ponte.convene.models.vocabulary import ByLink
from ponte.convene.queries.registration import why_not
from ponte.convene.rules.meetings import lets
from ponte.convene.signals import tell_later
from ponte.core import changes, verbs
from ponte.core.refusal import Refused

MOST_BROUGHT = 20  # people by one form
REGISTERED, WAITING = RegistrationState.REGISTERED, RegistrationState.WAITING
EXCUSED, CANCELLED, INVITED = (
    RegistrationState.EXCUSED,
    RegistrationState.CANCELLED,
    RegistrationState.INVITED,
)
for verb, label in (
    ("register", gettext_lazy("Registered")),
    ("answer", gettext_lazy("Answered an invitation")),
    ("take_back", gettext_lazy("Registration taken back")),
):
    verbs.declare_step("convene.registration", verb, label)


def refuse_unless_open(meeting: Meeting) -> None:
    """Refused with the reason when nobody can register now."""
    if reason := why_not(meeting):
        raise Refused(reason)


def refuse_other_ways(meeting: Meeting, mode: str) -> None:
    """One cannot come to a room that there is not, nor join online what is not online."""
    if mode == Mode.IN_PERSON and not meeting.is_in_person:
        raise Refused(_("This meeting is only online."))
    if mode == Mode.ONLINE and not meeting.is_online:
        raise Refused(_("This meeting is only in person."))


@transaction.atomic
def register(
    meeting: Meeting, *, values: Mapping[str, Any], others: Sequence[str] = (), by: Any = None
) -> tuple[Registration, bool]:
    """A place, or a place on the waiting list, for somebody and those they bring; and whether it is new.

    Who registered already (same address and name) stays as they are: the form sent twice changes nothing.
    """
    row = locked(meeting)
    refuse_unless_open(row)
    refuse_other_ways(row, values["mode"])
    names = list(dict.fromkeys(name for name in others if name and name != values["name"]))
    if len(names) > MOST_BROUGHT:
        raise Refused(_("At most %(most)d people can be registered at once.") % {"most": MOST_BROUGHT})
    found = known(row, email=values.get("email", ""), name=values["name"])
    if found and found.state in (REGISTERED, WAITING):
        return found, False
    head = found or Registration(meeting=row)
    for name, value in values.items():
        setattr(head, name, value)
    seat(head)
    log(head, "register", by=by)
    bring(head, names, by=by)
    tell_later(row)
    return head, True


def known(meeting: Meeting, *, email: str, name: str) -> Registration | None:
    """The registration somebody has here already: the same address and name, or an invitation to that address."""
    if not email:
        return None
    rows = Registration.objects.filter(meeting=meeting, email=email).exclude(state=CANCELLED)
    same = rows.filter(name=name).first()
    return same or rows.filter(state__in=(INVITED, EXCUSED), name="").first()


def seat(registration: Registration) -> None:
    """A place if there is one, else the end of the waiting list. The caller holds the lock of the meeting."""
    meeting, now = registration.meeting, timezone.now()
    registration.state = REGISTERED if has_place(meeting, registration.mode) else WAITING
    registration.asked_at = registration.answered_at = now
    registration.save()


def bring(head: Registration, names: Sequence[str], *, by: Any = None) -> list[Registration]:
    """Others by the same form: each has a place of their own, or waits."""
    there = (
        set(head.party.exclude(state=CANCELLED).order_by().values_list("name", flat=True))
        if head.pk
        else set()
    )
    brought = []
    for name in names:
        if name in there:
            continue
        other = Registration(meeting=head.meeting, brought_by=head, name=name)
        for field in ("mode", "language", "organisation_id", "organisation_name", "stakeholder", "country"):
            setattr(other, field, getattr(head, field))
        seat(other)
        log(other, "register", by=by)
        brought.append(other)
    return brought


@transaction.atomic
def bring_more(head: Registration, names: Sequence[str]) -> list[Registration]:
    """Register more people by the link of one."""
    row = locked(head.meeting)
    if not lets(row, ByLink.REGISTER):
        raise Refused(_("This table registers people with an account only. Write to its facilitator."))
    refuse_unless_open(row)
    clean = [name for name in dict.fromkeys(names) if name]
    if head.party.exclude(state=CANCELLED).count() + len(clean) > MOST_BROUGHT:
        raise Refused(_("At most %(most)d people can be registered at once.") % {"most": MOST_BROUGHT})
    head.meeting = row
    brought = bring(head, clean)
    head.told_state = ""
    head.save(update_fields=["told_state"])
    tell_later(row)
    return brought


@transaction.atomic
def accept(registration: Registration, *, values: Mapping[str, Any], by: Any = None) -> Registration:
    """Somebody who was invited, or had said no, comes; or changes how they come."""
    row = locked(registration.meeting)
    mine = again(registration)
    mine.meeting = row
    refuse_other_ways(row, values.get("mode", mine.mode))
    is_new = mine.state not in (REGISTERED, WAITING)
    is_other_way = values.get("mode", mine.mode) != mine.mode
    if is_new or is_other_way:
        refuse_unless_open(row)
    for name, value in values.items():
        setattr(mine, name, value)
    if is_new or is_other_way:
        seat(mine)
        mine.told_state = ""
    mine.save()
    log(mine, "answer", by=by)
    fill_places(row)
    tell_later(row)
    return mine


@transaction.atomic
def decline(registration: Registration, *, by: Any = None) -> Registration:
    """They cannot come, and those they brought do not come either: whoever waits moves up."""
    row = locked(registration.meeting)
    mine = again(registration)
    if row.is_over:
        raise Refused(_("This meeting is over."))
    if mine.state in (EXCUSED, CANCELLED):
        return mine
    was_invited = mine.state == INVITED or (mine.told_at is not None and mine.brought_by_id is None)
    mine.state = EXCUSED if was_invited else CANCELLED
    mine.answered_at = timezone.now()
    mine.save()
    log(mine, "take_back", by=by)
    for other in mine.party.exclude(state=CANCELLED):
        other.state = CANCELLED
        other.save(update_fields=["state"])
        log(other, "take_back", by=by)
    fill_places(row)
    tell_later(row)
    return mine


def again(registration: Registration) -> Registration:
    """As it is stored now, under the lock of the meeting."""
    return Registration.objects.select_related("meeting__table").get(pk=registration.pk)


def log(registration: Registration, verb: str, *, by: Any) -> None:
    """That it happened; never the name, nor what somebody needs."""
    values = {"state": {"before": None, "after": str(registration.state)}}
    changes.append(registration, by=by, verb=verb, values=values)
