"""Who has minutes open, told to the others. Forgotten when they close the page."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ponte.convene.models.minutes import Minutes
from ponte.convene.models.note import Writing

HERE_FOR = timedelta(seconds=25)
AGAIN = timedelta(seconds=8)  # somebody who stays in one place is written down this seldom


def note_place(minutes: Minutes, person: Any, key: int | None) -> list[Writing]:
    """They are here now; everybody else who is."""
    now = timezone.now()
    rows = list(Writing.objects.filter(minutes=minutes, seen_at__gt=now - HERE_FOR).select_related("person"))
    own = next((row for row in rows if row.person_id == person.pk), None)
    if own is None or own.key != key or own.seen_at < now - AGAIN:
        Writing.objects.update_or_create(
            minutes=minutes, person=person, defaults={"key": key, "seen_at": now}
        )
    return [row for row in rows if row.person_id != person.pk]


def tidy() -> int:
    """Forget who was here an hour ago."""
    return Writing.objects.filter(seen_at__lt=timezone.now() - timedelta(hours=1)).delete()[0]
