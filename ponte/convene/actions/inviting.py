"""Inviting people to a meeting: the delegates of the table, or addresses somebody pasted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.convene.actions.meetings import refuse_strangers
from ponte.convene.actions.places import locked
from ponte.convene.models import Delegate, Meeting, Registration
from ponte.convene.models.registration import RegistrationState, Stakeholder
from ponte.convene.models.vocabulary import SeatState
from ponte.convene.signals import tell_later
from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.core.text import clean

MOST = 2_000
INVITE = "invite"
verbs.declare_step("convene.meeting", INVITE, gettext_lazy("People invited"))
# "Amina Saleh <amina@example.org>", "amina@example.org; Amina", "amina@example.org"
ADDRESS = re.compile(r"[^\s<>,;\"']+@[^\s<>,;\"']+")


@dataclass(frozen=True)
class Guest:
    """Somebody to invite."""

    email: str
    name: str = ""
    language: str = ""
    organisation: Any = None
    person: Any = None


@dataclass(frozen=True)
class Invited:
    """What became of a list: how many are new, how many were there already, which lines hold no address."""

    new: int
    known: int
    unread: list[str]


def read_addresses(text: str) -> tuple[list[Guest], list[str]]:
    """Guests of a pasted list, one a line or many with commas, and the pieces that are no address."""
    guests: dict[str, Guest] = {}
    unread: list[str] = []
    for line in re.split(r"[\n,;]+", text):
        piece = clean(line)
        if not piece:
            continue
        found = ADDRESS.search(piece)
        email = found[0].lower() if found else ""
        try:
            validate_email(email)
        except ValidationError:
            unread.append(piece[:80])
            continue
        name = clean(piece.replace(found[0] if found else "", "").strip(" <>\"'()-–")) if found else ""
        guests.setdefault(email, Guest(email, name[:150]))
    return list(guests.values()), unread


def delegates_of(meeting: Meeting) -> list[Guest]:
    """Who acts for the seats of the table and has an address."""
    if meeting.table is None:
        return []
    rows = Delegate.objects.filter(
        seat__table=meeting.table, seat__state=SeatState.TAKEN, ended_at=None
    ).exclude(email="")
    return [
        Guest(row.email.lower(), row.name, row.language, row.seat.organisation, row.account)
        for row in rows.select_related("seat__organisation", "account").order_by("pk")
    ]


@transaction.atomic
def invite(meeting: Meeting, guests: Iterable[Guest], *, by: Any, unread: Iterable[str] = ()) -> Invited:
    """Put them on the list of the meeting, each address once. The letters go once the meeting is announced."""
    row = locked(meeting)
    refuse_strangers(row, by=by)
    if row.is_over:
        raise Refused(_("This meeting is over. Nobody is invited any more."))
    wanted = {guest.email: guest for guest in guests}
    if len(wanted) > MOST:
        raise Refused(_("At most %(most)d people can be invited at once. Divide the list.") % {"most": MOST})
    there = Registration.objects.filter(meeting=row, email__in=list(wanted)).order_by()
    known = set(there.exclude(state=RegistrationState.CANCELLED).values_list("email", flat=True))
    new = [
        Registration(
            meeting=row,
            state=RegistrationState.INVITED,
            email=email,
            name=guest.name,
            language=guest.language or row.language,
            organisation=guest.organisation,
            organisation_name=guest.organisation.name if guest.organisation else "",
            stakeholder=Stakeholder.DIASPORA if guest.organisation else "",
            person=guest.person,
            mode=row.mode if row.mode != "hybrid" else "online",
        )
        for email, guest in wanted.items()
        if email not in known
    ]
    Registration.objects.bulk_create(new, batch_size=500)
    if new:
        changes.append(row, by=by, verb=INVITE, values={}, note=str(len(new)))
    tell_later(row)
    return Invited(len(new), len(known), list(unread))
