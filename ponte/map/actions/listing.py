"""The body listed: told that it is, asked whether all is right, and answered when it says so or wants to leave.

Its link is good for two months and for several visits; taking the record off spends it.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.core import changes, links, outbox
from ponte.core.models import Change, ImportRun, Letter, Office, SignedLink
from ponte.core.refusal import Refused
from ponte.map.lifecycles.organisation import ASK, LISTED, TELL, lifecycle
from ponte.map.models import Organisation
from ponte.map.queries.reaching import address_of, language_of, with_an_address
from ponte.map.queries.record import whole
from ponte.map.queries.sight import EVERYBODY, seen

PURPOSE = "map.listed"
GOOD_FOR_DAYS = 60
TOGETHER = 100


@transaction.atomic
def tell(organisation: Organisation, *, by: Any, again: bool = False) -> Letter:
    """Tell it that it is listed, by mail; a second time only when asked for."""
    if not by.has_perm("map.tell_organisation"):
        raise Refused(_("You are not permitted to do this."))
    row = locked(organisation)
    if row.told_at and not again:
        raise Refused(_("It was told already. Press “Tell them again” if you mean it."))
    return write(row, TELL, by=by)


def write(row: Organisation, verb: str, *, by: Any = None) -> Letter:
    """Send the mail of this verb with a new link, and remember when. Refused when nobody can be told."""
    if row.state not in LISTED:
        raise Refused(_("Nobody outside the office sees this record, so there is nothing to tell."))
    address = address_of(row)
    if not address:
        raise Refused(_("No mail address is known. Write one under “How to reach them”, then tell them."))
    language = language_of(row)
    token = links.issue(PURPOSE, row, by=by, days=GOOD_FOR_DAYS)
    stamp = {TELL: "told_at", ASK: "asked_at"}[verb]
    setattr(row, stamp, timezone.now())
    row.save(update_fields=[stamp])
    via = Change.Via.PAGE if by else Change.Via.SYSTEM
    changes.append(row, by=by, verb=verb, values={}, via=via)
    return outbox.post(
        {TELL: "map/mails/listed", ASK: "map/mails/still_right"}[verb],
        to=address,
        language=language,
        context={"organisation": row, "office_name": office_name(), "address": page_of(token, language)}
        | {"days": GOOD_FOR_DAYS, "has_public_contact": bool(seen(row, EVERYBODY).contacts.all())},
        purpose=PURPOSE,
        by=by,
        is_secret=True,
    )


def page_of(token: str, language: str) -> str:
    """The address of the page behind a link, in the reader's language."""
    with override(language):
        return settings.URL + reverse("map:listed", args=[token])


def office_name() -> str:
    """Who writes."""
    office = Office.current()
    return office.name if office else "Ponte"


def locked(organisation: Organisation) -> Organisation:
    """The row as it is now, held until the end of the transaction."""
    return whole(Organisation.objects.select_for_update(of=("self",))).get(pk=organisation.pk)


def untold(run: ImportRun) -> "changes.models.QuerySet[Organisation]":
    """What a list added or changed, has an address, is listed, and was never told."""
    touched = Change.objects.filter(kind="map.organisation", run_id=run.pk).values("subject_id")
    rows = Organisation.objects.filter(pk__in=touched, told_at=None, state__in=LISTED)
    return with_an_address(rows).order_by("pk")


def tell_all(run: ImportRun, *, by: Any) -> int:
    """Tell all of a list, each once, also when it is asked for twice; how many letters were written."""
    told = 0
    for row in list(untold(run)):
        try:
            tell(row, by=by)
        except Refused:
            continue
        told += 1
    return told


def look_up(token: str) -> tuple[SignedLink, Organisation]:
    """What a link is about. Refused when it is no good, or the record is not on the list any more."""
    link = links.look_up(token, PURPOSE)
    row = whole(Organisation.objects.filter(pk=link.subject_id, state__in=LISTED)).first()
    if row is None:
        raise Refused(_("This organisation is not on the list any more."))
    return link, row


def confirm(organisation: Organisation) -> None:
    """It says that all is right."""
    lifecycle.perform("confirm", organisation, by=None, reason=by_link())


@transaction.atomic
def withdraw(link: SignedLink, organisation: Organisation) -> None:
    """It does not want to be listed: gone from view at once, its links are dead, the office is told."""
    links.use(link)
    links.revoke_all(PURPOSE, organisation, by=None)
    lifecycle.perform("withdraw", organisation, by=None, reason=by_link())
    office = Office.current()
    if office and office.email:
        language = office.languages[0] if office.languages else settings.LANGUAGE_CODE
        with override(language):
            address = settings.URL + organisation.get_absolute_url()
        outbox.post(
            "map/mails/withdrawn",
            to=office.email,
            language=language,
            context={"organisation": organisation, "address": address},
            purpose="map.withdrawn",
        )


def by_link() -> str:
    """What the log says of an answer that came without an account."""
    return _("By the link that was mailed to the organisation.")


@transaction.atomic
def renew(token: str) -> bool:
    """Send a new link to the address on the record, for one that has only expired; whether that was so.

    Of many presses of the button one sends a letter, until its link expires as well.
    """
    link = links.expired(token, PURPOSE)
    row = link and Organisation.objects.filter(pk=link.subject_id, state__in=LISTED).first()
    if not row:
        return False
    row = locked(row)
    if address_of(row) and not links.open_links(PURPOSE, row).exists():
        write(row, ASK)
    return True
