"""Time passes without any edit: what nobody looked at for a year is found as such, and its people are asked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from ponte.core.refusal import Refused
from ponte.map.actions.listing import locked, write
from ponte.map.lifecycles.organisation import ASK
from ponte.map.models import Organisation
from ponte.map.models.organisation import FRESH_FOR
from ponte.map.models.vocabulary import KEPT_FRESH, State
from ponte.map.queries.index import STALE_KEYS, organisations
from ponte.map.queries.reaching import with_an_address

BEFORE = timedelta(days=30)
SHORTEST_PAUSE = timedelta(days=21)
QUARTER = timedelta(days=91)
MARKED_AT_ONCE = 5_000
ASKED_AT_ONCE = 100


def stale(now: datetime) -> "QuerySet[Organisation]":
    """What `Organisation.may_be_out_of_date` says, for the whole register."""
    old = now - FRESH_FOR
    rows = Organisation.objects.filter(state__in=KEPT_FRESH)
    rows = rows.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=old))
    rows = rows.filter(Q(verified_at=None) | Q(verified_at__lt=old))
    return rows.filter(Q(changed_at__lt=old) | Q(state=State.VERIFIED))


@transaction.atomic
def mark_stale() -> str:
    """Let people find what may be out of date; how many were marked, and how many are fresh again."""
    found = stale(timezone.now())
    keys = found.filter(is_stale=False).order_by("pk").values_list("pk", flat=True)
    marked = list(keys[:MARKED_AT_ONCE])
    others = Organisation.objects.filter(is_stale=True).exclude(pk__in=found.order_by().values("pk"))
    fresh = list(others.order_by("pk").values_list("pk", flat=True)[:MARKED_AT_ONCE])
    if marked or fresh:
        Organisation.objects.filter(pk__in=marked).update(is_stale=True)
        Organisation.objects.filter(pk__in=fresh).update(is_stale=False)
        index = [(pk, None, STALE_KEYS) for pk in marked]
        organisations.put_many([*index, *((pk, STALE_KEYS, None) for pk in fresh)])
    return f"{len(marked)} marked, {len(fresh)} fresh"


def to_ask(now: datetime) -> "QuerySet[Organisation]":
    """Whom to ask now: a month before the year ends, when it has ended, and then once a quarter."""
    known = Greatest(
        "changed_at", Coalesce("confirmed_at", "changed_at"), Coalesce("verified_at", "changed_at")
    )
    ends = ExpressionWrapper(F("known") + FRESH_FOR, output_field=DateTimeField())
    rows = with_an_address(Organisation.objects.filter(state__in=KEPT_FRESH)).annotate(known=known)
    first = Q(known__lt=now - FRESH_FOR + BEFORE) & (Q(asked_at=None) | Q(asked_at__lt=F("known")))
    at_the_end = Q(known__lt=now - FRESH_FOR, asked_at__lt=ends) & Q(asked_at__lt=now - SHORTEST_PAUSE)
    again = Q(known__lt=now - FRESH_FOR, asked_at__lt=now - QUARTER)
    not_just_told = Q(told_at=None) | Q(told_at__lt=now - BEFORE)
    return rows.filter(not_just_told, first | at_the_end | again).order_by("known", "pk")


def ask_to_confirm() -> int:
    """Ask some of those by mail, the longest unheard of first; how many letters were written."""
    asked = 0
    for row in to_ask(timezone.now())[:ASKED_AT_ONCE]:
        with transaction.atomic():
            asked += ask(locked(row))
    return asked


def ask(row: Organisation) -> bool:
    """Whether it could be asked; one whose address is none is passed over until the next quarter."""
    try:
        write(row, ASK)
    except Refused:
        row.asked_at = timezone.now()
        row.save(update_fields=["asked_at"])
        return False
    return True
