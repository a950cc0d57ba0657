"""Sending minutes round: each delegate gets a letter, and without an account a link of their own."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.convene.models.delegate import Delegate
from ponte.convene.models.minutes import Minutes, MinutesCopy, MinutesState
from ponte.convene.models.vocabulary import ByLink, SeatState
from ponte.convene.queries.meetings import title_of
from ponte.core import links, outbox
from ponte.core.refusal import Refused

PURPOSE = "convene.minutes"
DAYS = 60


@transaction.atomic
def send_round(minutes: Minutes, *, by: Any) -> int:
    """Write to every delegate with an address; how many letters. Links of an earlier sending end."""
    table = minutes.table
    if table is None:
        return 0
    rows = Delegate.objects.filter(seat__table=table, seat__state=SeatState.TAKEN, ended_at=None)
    sent = 0
    for delegate in rows.select_related("account", "seat").order_by("pk"):
        has_account = bool(delegate.account and delegate.account.is_active)
        email = delegate.account.email if has_account and delegate.account else delegate.email
        if not email or (has_account and delegate.account_id == getattr(by, "pk", None)):
            continue
        write_to(minutes, delegate, email=email, has_account=has_account, by=by)
        sent += 1
    return sent


def write_to(minutes: Minutes, delegate: Delegate, *, email: str, has_account: bool, by: Any) -> None:
    """The letter."""
    account = delegate.account if has_account else None
    language = account.language if account else delegate.language
    with override(language):
        address = settings.URL + minutes.get_absolute_url()
        if account is None and minutes.table and minutes.table.lets_by_link(ByLink.AMEND):
            copy, _new = MinutesCopy.objects.update_or_create(
                minutes=minutes, delegate=delegate, defaults={"sent_at": timezone.now()}
            )
            links.revoke_all(PURPOSE, copy, by=by)
            token = links.issue(PURPOSE, copy, by=by, days=DAYS)
            address = settings.URL + reverse("convene:minutes_by_link", args=[token])
    context = {
        "name": delegate.name,
        "meeting": title_of(minutes.meeting, language),
        "amend_until": minutes.amend_until,
        "address": address,
    }
    outbox.post(
        "convene/mails/minutes_sent",
        to=email,
        language=language,
        context=context,
        purpose="convene.minutes",
        by=by,
        is_secret=account is None,
    )


@dataclass(frozen=True)
class Held:
    """Minutes and the delegate who holds the link to them."""

    minutes: Minutes
    delegate: Delegate


def look_up(token: str) -> Held:
    """What a link opens. Refused when the delegate does not act any more, or the minutes were taken back."""
    link = links.look_up(token, PURPOSE)
    rows = MinutesCopy.objects.select_related(
        "minutes__meeting__table", "minutes__approved_in", "delegate__seat"
    )
    copy = rows.filter(pk=link.subject_id).first()
    if copy is None:
        raise Refused(_("These minutes are not there any more."))
    table = copy.minutes.table
    if table is None or not table.lets_by_link(ByLink.AMEND):
        raise Refused(_("This table asks you to sign in to read minutes."))
    if not copy.delegate.acts:
        raise Refused(
            _("You do not act for this organisation at the table any more. Tell the office if you do.")
        )
    if copy.minutes.state == MinutesState.DRAFT:
        raise Refused(_("These minutes are being written again. You get a new mail when they are ready."))
    return Held(copy.minutes, copy.delegate)
