"""Personal data of who acts or speaks at tables: told to who asks, erased when somebody wants it, gone in time."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.actions.holdings import holding_of
from ponte.convene.actions.seats import revoke_links
from ponte.convene.models import Candidate, Delegate, Mandate
from ponte.core.registries import Holding
from ponte.core.scrubbing import scrub

KEPT, AT_ONCE = timedelta(days=730), 200
STOOD = _(
    "They stood in an election, and its result says who did. The office decides whether it may do without."
)


def find(address: str, name: str) -> list[Holding]:
    """Everything tables keep about the person of this address, and what only bears the name."""
    same = Q(email__iexact=address) if address else Q(pk__in=[])
    if name:
        same |= Q(name__iexact=name)
    stood = Exists(Candidate.objects.filter(delegate=OuterRef("pk")))
    delegates = Delegate.objects.filter(same).annotate(stood=stood).select_related("seat__table")
    spoke = Q(name__iexact=name) if name else Q(pk__in=[])
    if address:
        spoke |= Q(delegate__email__iexact=address) | Q(account__email=address)
    mandates = Mandate.objects.filter(spoke).select_related("table", "delegate", "account")
    return [
        *(of_delegate(row, address) for row in delegates.order_by("pk")),
        *(of_mandate(row, address) for row in mandates.order_by("pk")),
    ]


def of_delegate(row: Any, address: str) -> Holding:
    """Who acts, or acted, for a seat; what they said when they stood for election is in their candidacy."""
    return holding_of(
        row,
        *("name", "email", "phone", "language"),
        label=f"{row._meta.verbose_name}: {row.seat.table}",
        url=row.seat.table.get_absolute_url(),
        erase=partial(forget_delegate, row),
        by_name=not address or row.email.lower() != address,
        stays=STOOD if row.stood else "",
    )


def of_mandate(row: Mandate, address: str) -> Holding:
    """Who speaks, or spoke, for a table."""
    own = {each.email.lower() for each in (row.delegate, row.account) if each}
    return holding_of(
        row,
        "name",
        label=f"{row._meta.verbose_name}: {row.table}",
        url=row.get_absolute_url(),
        by_name=not address or address not in own,
    )


@transaction.atomic
def forget_delegate(delegate: Delegate, *, by: Any, reason: str) -> None:
    """Who it was goes, and every link they were sent."""
    revoke_links(delegate, by=by)
    scrub(delegate, by=by, reason=reason)


def forget_old_delegates() -> int:
    """Who acted for an organisation goes two years after, unless an election names them; how many. A chore."""
    old = Delegate.objects.filter(ended_at__lt=timezone.now() - KEPT)
    rows = old.exclude(Exists(Candidate.objects.filter(delegate=OuterRef("pk")))).order_by("pk")[:AT_ONCE]
    for row in rows:
        forget_delegate(row, by=None, reason="kept two years")
    return len(rows)
