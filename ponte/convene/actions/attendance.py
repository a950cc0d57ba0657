"""Who is there: prefilled, noted by the facilitator, said by people themselves."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.convene.actions.meetings import refuse_strangers
from ponte.convene.actions.places import locked
from ponte.convene.actions.registering import again, seat
from ponte.convene.models import Attendance, Meeting, Registration, Seat
from ponte.convene.models.attendance import HERE, CheckedIn, Presence
from ponte.convene.models.meeting import Mode
from ponte.convene.models.registration import RegistrationState, Stakeholder
from ponte.convene.models.vocabulary import ByLink, SeatState, Voice
from ponte.convene.queries.check_in import why_no_check_in
from ponte.convene.rules.meetings import lets
from ponte.core import changes, verbs, versions
from ponte.core.refusal import Refused

NOTE = "note_attendance"
COUNTED = "convene.attendance"  # the data version of who was there: public pages tell at how many meetings
verbs.declare_step("convene.meeting", NOTE, gettext_lazy("Attendance noted"))


@transaction.atomic
def prefill(meeting: Meeting, *, by: Any) -> int:
    """Lines for everybody who is registered or excused, and for seats nobody registered for; how many are new."""
    row = locked(meeting)
    refuse_strangers(row, by=by)
    seats = _seats(row)
    rows = Registration.objects.filter(
        meeting=row, attendance=None, state__in=(RegistrationState.REGISTERED, RegistrationState.EXCUSED)
    ).select_related("organisation")
    new = [_line(registration, seats) for registration in rows.order_by("pk")]
    new = [line for line in new if line.name or line.organisation_name]
    there = set(Attendance.objects.filter(meeting=row).order_by().values_list("organisation", flat=True))
    there.update(line.organisation_id for line in new if line.organisation_id)
    new += [
        Attendance(
            meeting=row,
            organisation=seat_.organisation,
            organisation_name=seat_.organisation.name,
            stakeholder=Stakeholder.DIASPORA,
            has_seat=seat_.voice == Voice.VOTING,
        )
        for seat_ in seats.values()
        if seat_.organisation_id not in there
    ]
    Attendance.objects.bulk_create(new, batch_size=500)
    return len(new)


def _seats(meeting: Meeting) -> dict[int, Seat]:
    if meeting.table_id is None:
        return {}
    rows = Seat.objects.filter(table=meeting.table_id, state=SeatState.TAKEN).select_related("organisation")
    return {row.organisation_id: row for row in rows.order_by("pk")}


def _line(registration: Registration, seats: Mapping[int, Seat]) -> Attendance:
    held = seats.get(registration.organisation_id or 0)
    is_excused = registration.state == RegistrationState.EXCUSED
    return Attendance(
        meeting=registration.meeting,
        registration=registration,
        person=registration.person,
        organisation=registration.organisation,
        name=registration.name or registration.email.partition("@")[0],
        organisation_name=registration.organisation_name
        or (registration.organisation.name if registration.organisation else ""),
        stakeholder=registration.stakeholder,
        has_seat=held is not None and held.voice == Voice.VOTING,
        state=Presence.EXCUSED if is_excused else Presence.EXPECTED,
    )


@transaction.atomic
def note(meeting: Meeting, states: Mapping[int, str], *, by: Any) -> int:
    """What the facilitator ticked: {key of the line: state}. How many changed."""
    row = locked(meeting)
    refuse_strangers(row, by=by)
    now, count = timezone.now(), 0
    for line in Attendance.objects.filter(meeting=row, pk__in=list(states)).order_by("pk"):
        state = states[line.pk]
        if state == line.state or state not in Presence.values:
            continue
        line.state, line.noted_at, line.noted_by, line.how = state, now, by, CheckedIn.FACILITATOR
        line.save()
        count += 1
    if count:
        changes.append(row, by=by, verb=NOTE, values={}, note=str(count))
    return count


@transaction.atomic
def add_line(meeting: Meeting, *, values: Mapping[str, Any], by: Any) -> Attendance:
    """Somebody who came without being on the list."""
    row = locked(meeting)
    refuse_strangers(row, by=by)
    line = Attendance(meeting=row, how=CheckedIn.FACILITATOR, noted_at=timezone.now(), noted_by=by, **values)
    organisation = line.organisation_id or 0
    line.has_seat = organisation in _seats(row) and _seats(row)[organisation].voice == Voice.VOTING
    line.full_clean()
    line.save()
    versions.bump(COUNTED)
    return line


@transaction.atomic
def check_in(registration: Registration, *, how: str = CheckedIn.LINK) -> Attendance:
    """They are there, says their own link, or who knows the code of the room. Twice is once."""
    row = locked(registration.meeting)
    mine = again(registration)
    mine.meeting = row
    if how == CheckedIn.LINK and not lets(row, ByLink.CHECK_IN):
        raise Refused(_("At this table the facilitator notes who is there."))
    if reason := why_no_check_in(row):
        raise Refused(reason)
    if mine.state == RegistrationState.WAITING:
        raise Refused(_("You are on the waiting list. Ask the facilitator whether there is room."))
    if mine.state != RegistrationState.REGISTERED:
        seat(mine)
        if mine.state == RegistrationState.WAITING:
            raise Refused(_("There is no place left. Ask the facilitator whether there is room."))
    line = Attendance.objects.filter(registration=mine).first() or _line(mine, _seats(row))
    if line.state not in HERE:
        line.state = Presence.PRESENT if mine.mode == Mode.IN_PERSON else Presence.ONLINE
        line.how, line.noted_at = how, timezone.now()
        line.save()
        versions.bump(COUNTED)
    return line


def is_code(meeting: Meeting, code: str) -> bool:
    """Whether it is the code on the wall, however it is typed."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return secrets.compare_digest(typed.encode(), meeting.code.encode())


@transaction.atomic
def check_in_by_code(meeting: Meeting, *, code: str, values: Mapping[str, Any]) -> Attendance:
    """Somebody in the room: who is registered by their address, or anybody with a name."""
    row = locked(meeting)
    if not is_code(row, code):
        raise Refused(_("This is not the code of this meeting. It stands on the screen or on the wall."))
    if reason := why_no_check_in(row):
        raise Refused(reason)
    email = values.get("email", "")
    rows = Registration.objects.filter(meeting=row, email=email, state=RegistrationState.REGISTERED)
    if email and (found := rows.order_by("pk").first()):
        if found.mode != Mode.IN_PERSON and row.is_in_person:
            found.mode = Mode.IN_PERSON  # they registered online and came
            found.save(update_fields=["mode"])
        return check_in(found, how=CheckedIn.CODE)
    name, organisation = values.get("name", ""), values.get("organisation_name", "")
    if not name:
        raise Refused(_("We find no registration with this address. Write your name, and we note you."))
    same = Attendance.objects.filter(meeting=row, name=name, organisation_name=organisation).first()
    line = same or Attendance(
        meeting=row,
        name=name,
        organisation_name=organisation,
        stakeholder=values.get("stakeholder", ""),
    )
    line.state = Presence.PRESENT if row.is_in_person else Presence.ONLINE
    line.how, line.noted_at = CheckedIn.CODE, timezone.now()
    line.save()
    versions.bump(COUNTED)
    return line
