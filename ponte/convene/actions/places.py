"""Places at a meeting: who has one, who waits, who moves up. All of it under the lock of the meeting."""

from django.db.models import Count, Q

from ponte.convene.models.meeting import Meeting, Mode
from ponte.convene.models.registration import Registration, RegistrationState
from ponte.convene.queries.registration import came_without


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is stored, held until the transaction ends: two people never get one place."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def limit_of(meeting: Meeting, mode: str) -> int | None:
    """How many places there are this way; None for no limit."""
    return meeting.seats_in_person if mode == Mode.IN_PERSON else meeting.seats_online


def taken(meeting: Meeting) -> dict[str, int]:
    """How many places are taken, in person and online, by who registered and by who came without."""
    rows = Registration.objects.filter(meeting=meeting, state=RegistrationState.REGISTERED).order_by()
    ways = (Mode.IN_PERSON, Mode.ONLINE)
    asked = rows.aggregate(**{str(mode): Count("pk", filter=Q(mode=mode)) for mode in ways})
    unasked = came_without(meeting)
    return {str(mode): asked[mode] + unasked[mode] for mode in ways}


def has_place(meeting: Meeting, mode: str) -> bool:
    """Whether one more has room this way and nobody waits before them."""
    limit = limit_of(meeting, mode)
    if limit is None:
        return True
    waiting = Registration.objects.filter(meeting=meeting, mode=mode, state=RegistrationState.WAITING)
    return not waiting.exists() and taken(meeting)[mode] < limit


def fill_places(meeting: Meeting) -> list[Registration]:
    """Whoever waited longest moves up while there is room; who they are. The caller holds the lock."""
    moved: list[Registration] = []
    if meeting.is_over:
        return moved
    now_taken = taken(meeting)
    for mode in (Mode.IN_PERSON, Mode.ONLINE):
        waiting = Registration.objects.filter(meeting=meeting, mode=mode, state=RegistrationState.WAITING)
        limit, rows = limit_of(meeting, mode), waiting.order_by("asked_at", "pk")
        free = rows.count() if limit is None else max(limit - now_taken[mode], 0)
        for row in rows[:free]:
            row.state = RegistrationState.REGISTERED
            row.save(update_fields=["state"])
            moved.append(row)
    heads = [row.brought_by_id for row in moved if row.brought_by_id]
    Registration.objects.filter(pk__in=heads).update(told_state="")  # who brought them is told again
    return moved


def place_in_line(registration: Registration) -> int:
    """Their number on the waiting list, from 1."""
    before = Registration.objects.filter(
        Q(asked_at__lt=registration.asked_at) | Q(asked_at=registration.asked_at, pk__lt=registration.pk),
        meeting=registration.meeting_id,
        mode=registration.mode,
        state=RegistrationState.WAITING,
    )
    return before.count() + 1
