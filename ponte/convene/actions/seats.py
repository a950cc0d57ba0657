"""Inviting organisations to a table, and who acts for them there."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.convene.actions.letters import address_of, write_to
from ponte.convene.lifecycles.seat import lifecycle
from ponte.convene.models import Delegate, Seat, Table
from ponte.convene.models.vocabulary import ByLink, SeatState, TableState
from ponte.core import changes, links, verbs
from ponte.core.models import SignedLink
from ponte.core.refusal import NotPermitted, Refused
from ponte.map.models import Organisation

PURPOSE = "convene.seat"
GOOD_FOR_DAYS = 30
BY_LINK = gettext_lazy("By the link in the mail")


def permit(permission: str, thing: Any, by: Any) -> None:
    """Refuse whoever may not do this. Nobody at all (None) is the system: a demo, a template."""
    if by is not None and not by.has_perm(permission, thing):
        raise NotPermitted(_("You are not permitted to do this."))


@transaction.atomic
def invite(
    table: Table,
    organisation: Organisation,
    *,
    voice: str,
    by: Any,
    delegate: Mapping[str, Any] | None = None,
) -> Seat:
    """Offer a seat, and write to the person named. Refused when the organisation has one, or is invited."""
    permit("convene.change_table", table, by)
    table = Table.objects.select_for_update(of=("self",)).get(pk=table.pk)
    if table.state == TableState.CLOSED:
        raise Refused(_("This table is closed. Open it again first."))
    if Seat.objects.filter(
        table=table, organisation=organisation, state__in=[SeatState.INVITED, SeatState.TAKEN]
    ).exists():
        raise Refused(_("This organisation sits at the table already, or is invited."))
    seat = Seat.objects.create(table=table, organisation=organisation, voice=voice, invited_by=by)
    changes.record(
        seat, by=by, verb=verbs.CREATE, before={}, after={"organisation": organisation, "voice": voice}
    )
    if delegate and delegate.get("name"):
        row = add_delegate(seat, values=delegate, by=by)
        send_invitation(row, by=by)
    return seat


def send_invitation(delegate: Delegate, *, by: Any) -> None:
    """The offer of a seat; with a link where the table lets people answer by one."""
    seat = delegate.seat
    address = address_of("convene:table", seat.table.reference, language=delegate.language)
    if seat.table.lets_by_link(ByLink.ANSWER):
        token = links.issue(PURPOSE, delegate, by=by, days=GOOD_FOR_DAYS)
        address = address_of("convene:seat_offer", token, language=delegate.language)
    context = {"seat": seat, "table": seat.table, "organisation": seat.organisation, "address": address}
    write_to(delegate, "seat_offer", context=context, is_secret=True, by=by)


@transaction.atomic
def add_delegate(seat: Seat, *, values: Mapping[str, Any], by: Any) -> Delegate:
    """Somebody who acts for a seat from now on."""
    permit("convene.name_seat_delegate", seat, by)
    Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    email = (values.get("email") or "").strip().lower()
    same = Delegate.objects.filter(seat=seat, email=email, ended_at=None)
    if email and same.exists():
        raise Refused(_("Somebody with this address acts for the organisation already."))
    row = Delegate(seat=seat, **{**values, "email": email})
    row.full_clean()
    row.save()
    changes.record(row, by=by, verb=verbs.CREATE, before={}, after={"seat": seat})
    return row


@transaction.atomic
def end_delegate(delegate: Delegate, *, by: Any) -> None:
    """They act no more: every link they were sent is good for nothing from now on."""
    permit("convene.name_seat_delegate", delegate.seat, by)
    if Delegate.objects.filter(pk=delegate.pk, ended_at=None).update(ended_at=timezone.now()):
        revoke_links(delegate, by=by)
        changes.append(delegate, by=by, verb=verbs.EDIT, values={})


def revoke_links(delegate: Delegate, *, by: Any) -> None:
    """Take back every open link of a delegate, whatever it is for."""
    now = timezone.now()
    mine = SignedLink.objects.filter(subject_kind="convene.delegate", subject_id=delegate.pk)
    mine.filter(used_at=None, revoked_at=None).update(revoked_at=now, revoked_by=by)


def look_up(token: str) -> tuple[SignedLink, Delegate]:
    """Whose seat a token is about. Refused when it is forged, expired, used or taken back, or nobody's any more."""
    link = links.look_up(token, PURPOSE)
    rows = Delegate.objects.select_related("seat__table", "seat__organisation")
    delegate = rows.filter(pk=link.subject_id, ended_at=None).first()
    if delegate is None or not delegate.seat.table.lets_by_link(ByLink.ANSWER):
        raise Refused(_("This invitation is not open any more. Ask who invited you."))
    return link, delegate


@transaction.atomic
def answer_by_link(token: str, *, accepts: bool, values: Mapping[str, Any]) -> Seat:
    """Take the seat or decline it, without an account; the name and telephone given are kept."""
    link, delegate = look_up(token)
    links.use(link)
    if accepts:
        for name, value in values.items():
            setattr(delegate, name, value)
        delegate.full_clean()
        delegate.save()
    lifecycle.perform("accept" if accepts else "decline", delegate.seat, by=None, reason=str(BY_LINK))
    return delegate.seat
