"""Once a week, to each owner of open actions and each organisation, one mail with what is to be done."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ponte.convene.actions.action_links import address_for
from ponte.convene.actions.newsletter import unsubscribe_address
from ponte.convene.models.action_point import ActionPoint, ActionState
from ponte.convene.models.digest_run import DigestRun
from ponte.convene.models.newsletter import Muted
from ponte.convene.queries.action_points import WITH_OWNER, in_words
from ponte.convene.queries.owners import Reader, readers_of
from ponte.core import outbox

KIND = "actions"  # what one click ends; letters about one action still come
MONDAY, HOUR = 0, 7
AT_ONCE = 50


@dataclass
class Digest:
    """One reader and their actions."""

    reader: Reader
    actions: list[ActionPoint] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it stands in the row of readers, without an address."""
        return hashlib.sha256(self.reader.email.lower().encode()).hexdigest()


def digests(today: date) -> list[Digest]:
    """Everybody with something to do that has begun and who did not end this mail, in a lasting order."""
    rows = ActionPoint.objects.filter(Q(not_before=None) | Q(not_before__lte=today), state=ActionState.OPEN)
    found: dict[str, Digest] = {}
    for action in rows.select_related(*WITH_OWNER, "owner_delegate__account"):
        for reader in readers_of(action):
            found.setdefault(reader.email.lower(), Digest(reader)).actions.append(action)
    muted = Muted.objects.filter(kind=KIND, email__in=list(found)).order_by()
    for address in muted.values_list("email", flat=True):
        del found[address]
    return sorted(found.values(), key=lambda digest: digest.place)


def send_weekly(now: datetime | None = None) -> int:
    """On Monday morning, once; a sending that was interrupted goes on after the last reader. A chore."""
    moment = timezone.localtime(now)
    if moment.weekday() != MONDAY or moment.hour < HOUR:
        return 0
    run, _new = DigestRun.objects.get_or_create(week=moment.strftime("%G-W%V"))
    if run.finished_at:
        return 0
    waiting = [each for each in digests(moment.date()) if each.place > run.position]
    for start in range(0, len(waiting), AT_ONCE):
        _send(run.pk, waiting[start : start + AT_ONCE], moment.date())
    DigestRun.objects.filter(pk=run.pk).update(finished_at=timezone.now())
    return len(waiting)


@transaction.atomic
def _send(run: int, some: Iterable[Digest], today: date) -> None:
    """Letters and the place reached, together."""
    row = DigestRun.objects.select_for_update(of=("self",)).get(pk=run)
    for digest in some:
        if digest.place > row.position:
            write(digest, today)
            row.position, row.letters = digest.place, row.letters + 1
    row.save(update_fields=["position", "letters"])


def write(digest: Digest, today: date) -> None:
    """One letter, overdue actions first."""
    reader = digest.reader
    ordered = sorted(
        digest.actions, key=lambda action: (action.due_on is None, action.due_on or today, action.pk)
    )
    lines = [
        {
            "title": text.text,
            "due_on": action.due_on,
            "is_overdue": action.is_overdue(today),
            "address": address_for(action, reader, by=None),
        }
        for action, text in in_words(ordered, reader.language)
    ]
    leave = unsubscribe_address(reader.email, KIND, reader.language)
    outbox.post(
        "convene/mails/digest",
        to=reader.email,
        language=reader.language,
        context={"name": reader.name, "lines": lines, "leave": leave},
        purpose="convene.digest",
        unsubscribe_url=leave,
        is_secret=not reader.has_account,
    )
