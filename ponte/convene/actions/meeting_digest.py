"""Once a week, to whoever asked for it, one mail with the meetings of the next two weeks that they may see."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from ponte.convene.actions.digests import HOUR, MONDAY
from ponte.convene.actions.newsletter import MEETINGS, unsubscribe_address
from ponte.convene.models import MeetingDigest
from ponte.convene.models.meeting import MeetingState
from ponte.convene.queries.meeting_list import rows_of
from ponte.convene.queries.meetings import meetings_visible_to
from ponte.core import outbox

AHEAD, MOST = timedelta(days=14), 50


def want(person: Any, *, wanted: bool) -> None:
    """Begin it for somebody, or end it."""
    if wanted:
        MeetingDigest.objects.get_or_create(person=person)
    else:
        MeetingDigest.objects.filter(person=person).delete()


def send_weekly(now: datetime | None = None) -> int:
    """On Monday morning, to each once; a sending that was interrupted goes on. How many letters. A chore."""
    moment = timezone.localtime(now)
    if moment.weekday() != MONDAY or moment.hour < HOUR:
        return 0
    week = moment.strftime("%G-W%V")
    keys = MeetingDigest.objects.exclude(sent_week=week).filter(person__is_active=True)
    return sum(_send(key, week, moment) for key in keys.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _send(key: int, week: str, now: datetime) -> bool:
    rows = MeetingDigest.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.filter(pk=key).exclude(sent_week=week).first()
    if row is None:
        return False
    row.sent_week = week
    row.save(update_fields=["sent_week"])
    return write(row.person, now)


def write(person: Any, now: datetime) -> bool:
    """One letter; none in a week without meetings."""
    seen = meetings_visible_to(person).exclude(state__in=(MeetingState.CANCELLED, MeetingState.MOVED))
    coming = seen.filter(starts_at__gte=now, starts_at__lt=now + AHEAD).order_by("starts_at", "pk")
    with override(person.language):
        lines = [
            {**line, "address": settings.URL + line["meeting"].get_absolute_url()}
            for line in rows_of(list(coming[:MOST]), person.language)
        ]
    if not lines:
        return False
    leave = unsubscribe_address(person.email, MEETINGS, person.language)
    outbox.post(
        "convene/mails/meetings_digest",
        to=person.email,
        language=person.language,
        context={"name": str(person), "lines": lines, "leave": leave},
        purpose="convene.meetings_digest",
        unsubscribe_url=leave,
    )
    return True
