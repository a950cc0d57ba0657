"""Addresses of calendars: signed, of one person, taken back when wanted."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from ponte.convene.models import Table
from ponte.core import links
from ponte.core.models import SignedLink
from ponte.core.refusal import NotPermitted, Refused
from ponte.map.models import Organisation
from ponte.map.models.membership import membership_roles

PURPOSE = "convene.feed"
DAYS = 3650
OF_TABLE, OF_ORGANISATION, OF_PERSON = "convene.table", "map.organisation", "accounts.person"


@transaction.atomic
def new_feed(subject: models.Model, *, by: Any) -> SignedLink:
    """An address for the meetings of a table, an organisation or oneself, as this person sees them."""
    if not may_follow(subject, by):
        raise NotPermitted(_("You are not permitted to do this."))
    for link in links.open_links(PURPOSE, subject).filter(issued_by=by):
        links.revoke(link, by=by)
    links.issue(PURPOSE, subject, by=by, days=DAYS)
    return links.open_links(PURPOSE, subject).filter(issued_by=by)[0]


def may_follow(subject: models.Model, person: Any) -> bool:
    """Oneself, a table one sees, an organisation one is of."""
    if isinstance(subject, Table):
        return bool(person.has_perm("convene.view_table", subject))
    if isinstance(subject, Organisation):
        return subject.pk in membership_roles(person)
    return bool(subject == person)


def revoke_feed(key: int, *, by: Any) -> None:
    """The address works no more."""
    link = SignedLink.objects.filter(pk=key, purpose=PURPOSE, issued_by=by).first()
    if link is None:
        raise Refused(_("There is no such address."))
    links.revoke(link, by=by)


def feed_behind(token: str) -> SignedLink:
    """The calendar of an address. Refused when it was taken back, or whoever made it may not sign in any more."""
    link = links.look_up(token, PURPOSE)
    if link.issued_by is None or not link.issued_by.is_active:
        raise Refused(_("This address does not work any more. Make a new one."))
    return link
