"""One letter to those whose organisation has not voted, shortly before the end.

The roll says who has voted, and the office sees it. Nothing more may come of it: there is one reminder for each
election, at an hour that its terms fix and nobody chooses, so that no row of letters tells when somebody voted. It
uses the links that are there, writes nothing beside a voter, and says nothing to who has voted.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ponte.convene.actions.elections import booth_of
from ponte.convene.actions.letters import write_to
from ponte.convene.models import Delegate, Election
from ponte.convene.models.electing import ElectionState

BEFORE, SHORTEST = timedelta(hours=24), timedelta(hours=8)


def remind_due() -> int:
    """Write where it is time; how many letters. A chore."""
    now = timezone.now()
    rows = Election.objects.filter(
        state=ElectionState.OPEN, reminded_at=None, closes_at__gt=now, closes_at__lte=now + BEFORE
    )
    return sum(remind(key) for key in rows.order_by("pk").values_list("pk", flat=True) if is_due(key))


def is_due(key: int) -> bool:
    """A day before the end, or when a quarter of the time is left; a vote of a few hours has no reminder."""
    row = Election.objects.get(pk=key)
    if row.opened_at is None or row.closes_at is None:
        return False
    length = row.closes_at - row.opened_at
    return length >= SHORTEST and timezone.now() >= row.closes_at - min(BEFORE, length / 4)


@transaction.atomic
def remind(key: int) -> int:
    """Once, whoever runs it: the election is locked."""
    held = Election.objects.select_for_update(of=("self",)).get(pk=key)
    if held.reminded_at is not None or not held.takes_votes:
        return 0
    Election.objects.filter(pk=key).update(reminded_at=timezone.now())
    open_rows = (
        held.electors.filter(has_voted=False).select_related("seat", "proxy__seat").order_by("name", "pk")
    )
    missing: dict[int, list[str]] = {}
    for elector in open_rows:
        acting = elector.proxy or elector
        if elector.seat.votes and acting.seat.votes:
            missing.setdefault(acting.seat_id, []).append(elector.name)
    delegates = Delegate.objects.filter(seat__in=missing, ended_at=None).select_related(
        "seat__table", "account"
    )
    count = 0
    for delegate in delegates.order_by("pk"):
        context = {
            "election": held,
            "table": delegate.seat.table,
            "organisations": missing[delegate.seat_id],
            "address": booth_of(held, delegate, by=None),
        }
        count += write_to(delegate, "vote_reminder", context=context, is_secret=True) is not None
    return count
