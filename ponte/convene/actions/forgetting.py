"""Personal data of people at meetings: forgotten in time, told to who asks, erased when somebody wants it."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.accounts.actions.holdings import holding_of
from ponte.convene.actions.feeds import PURPOSE as FEED
from ponte.convene.actions.guest_links import PURPOSE as GUEST
from ponte.convene.models import Attendance, Interpretation, Muted, Registration, Speaker, Subscriber
from ponte.core import links
from ponte.core.models import SignedLink
from ponte.core.registries import Holding
from ponte.core.scrubbing import scrub

NEEDS_KEPT, KEPT, AT_ONCE = timedelta(days=30), timedelta(days=730), 200
STAYS = _("It stands in the minutes of a meeting. The office decides whether the minutes may do without.")


def forget_old_guests() -> int:
    """What people needed goes 30 days after a meeting, who they were after two years; how many. A chore."""
    now = timezone.now()
    over = Registration.objects.filter(meeting__ends_at__lt=now - NEEDS_KEPT).exclude(needs="")
    count = over.order_by().update(needs="")
    old = Registration.objects.filter(meeting__ends_at__lt=now - KEPT, scrubbed_at=None)
    rows = list(old.order_by("pk")[:AT_ONCE])
    for row in rows:
        forget_guest(row, by=None, reason="kept 24 months")
    channels = Interpretation.objects.filter(meeting__ends_at__lt=now - KEPT)
    channels.filter(~Q(interpreter="") | ~Q(email="")).order_by().update(interpreter="", email="")
    return count + len(rows)


@transaction.atomic
def forget_guest(registration: Registration, *, by: Any, reason: str) -> None:
    """Who it was goes, and their link works no more; that somebody came stays in the numbers."""
    links.revoke_all(GUEST, registration, by=by)
    scrub(registration, by=by, reason=reason)
    Registration.objects.filter(pk=registration.pk).update(scrubbed_at=timezone.now(), person=None)


def find(address: str, name: str) -> list[Holding]:
    """Everything meetings keep about the person of this address, and what only bears the name."""
    return [*of_address(address), *of_name(name)]


def of_address(address: str) -> list[Holding]:
    """Registrations, the newsletter, digests they do not want, calendars."""
    if not address:
        return []
    guests = Registration.objects.filter(Q(email=address) | Q(brought_by__email=address))
    found = [
        holding_of(
            row,
            *("name", "email", "organisation_name", "country", "hears", "needs", "asked_at"),
            label=f"{row._meta.verbose_name}: {row.meeting}",
            url=row.meeting.get_absolute_url(),
            erase=partial(forget_guest, row),
        )
        for row in guests.select_related("meeting").order_by("pk")
    ]
    found += [
        holding_of(row, "email", "language", "asked_at") for row in Subscriber.objects.filter(email=address)
    ]
    found += [holding_of(row, "email", "kind") for row in Muted.objects.filter(email=address).order_by("pk")]
    feeds = SignedLink.objects.filter(purpose=FEED, issued_by__email=address, revoked_at=None)
    return found + [
        Holding(f"{FEED}:{row.pk}", _("Address of a calendar"), {}, partial(_end_feed, row))
        for row in feeds.order_by("pk")
    ]


def of_name(name: str) -> list[Holding]:
    """Lists of who was there, and who spoke."""
    if not name:
        return []
    lines = Attendance.objects.filter(name__iexact=name).select_related("meeting").order_by("pk")
    found = [
        holding_of(
            row,
            *("name", "organisation_name"),
            label=f"{row._meta.verbose_name}: {row.meeting}",
            url=row.meeting.get_absolute_url(),
            by_name=True,
            stays=STAYS,
        )
        for row in lines
    ]
    speakers = Speaker.objects.filter(name__iexact=name).select_related("meeting").order_by("pk")
    return found + [
        holding_of(
            row,
            *("name", "organisation_name", "consent_note"),
            label=f"{row._meta.verbose_name}: {row.meeting}",
            by_name=True,
        )
        for row in speakers
    ]


def _end_feed(link: SignedLink, *, by: Any, reason: str) -> None:
    links.revoke(link, by=by)
